// kiln-runtime: support code, copied unchanged into generated crates.
//! What may move to another thread: every future and every transport, except in browsers.
//!
//! ```text
//!                                 native     wasm32-unknown-unknown
//! BoxFuture<'a, T>                 Send       anything
//! Transport, Middleware, …         Send       anything
//! ```
//!
//! A browser has one thread, and what it gives out, such as the promise of a `fetch`, cannot
//! leave it. To ask for `Send` there would rule out every transport.

use std::pin::Pin;

/// A boxed future, `Send` except in browsers.
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A boxed future, `Send` except in browsers.
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// `Send`, except in browsers, where everything has it.
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub trait MaybeSend: Send {}

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
impl<T: Send + ?Sized> MaybeSend for T {}

/// `Send`, except in browsers, where everything has it.
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub trait MaybeSend {}

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
impl<T: ?Sized> MaybeSend for T {}

/// `Sync`, except in browsers, where everything has it.
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub trait MaybeSync: Sync {}

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
impl<T: Sync + ?Sized> MaybeSync for T {}

/// `Sync`, except in browsers, where everything has it.
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub trait MaybeSync {}

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
impl<T: ?Sized> MaybeSync for T {}
