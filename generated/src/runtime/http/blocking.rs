// kiln-runtime: support code, copied unchanged into generated crates.
//! Calls from programs that are not asynchronous, by the feature `blocking`.
//!
//! ```text
//! let browser = client.browsers().get("b1").blocking()?;              // Browser
//! let response = client.browsers().get("b1").blocking_send()?;        // Response<Browser>
//! let event = block_on(events.next())?;                               // what is left of a stream
//! ```
//!
//! The calls are those of the asynchronous client, with the same options. One thread,
//! started by the first of them, runs the connections of all: they stay open between calls.
//!
//! Inside of an asynchronous runtime nothing blocks: it would stop whatever else its thread
//! has to do, and might wait for itself. There all of these return an error at once.

use super::{Call, Error, Response};
use std::io;
use std::sync::{Mutex, PoisonError};
use std::thread;
use tokio::runtime::{Builder, Handle};

impl<T> Call<T> {
    /// Makes the call, and waits for its body.
    ///
    /// # Errors
    ///
    /// Those of the call; inside of an asynchronous runtime always one.
    pub fn blocking(self) -> Result<T, Error> {
        self.blocking_send().map(Response::into_body)
    }

    /// Makes the call, and waits for its body with status and headers.
    ///
    /// # Errors
    ///
    /// Those of the call; inside of an asynchronous runtime always one.
    pub fn blocking_send(self) -> Result<Response<T>, Error> {
        block_on(self.send())?
    }
}

/// Waits for a future of this crate, such as the next chunk of an open body.
///
/// # Errors
///
/// Inside of an asynchronous runtime, and where no thread can be started.
pub fn block_on<F: IntoFuture>(future: F) -> Result<F::Output, Error> {
    if Handle::try_current().is_ok() {
        return Err(Error::request(
            "a blocking call inside of an asynchronous runtime would stop it: await the call",
        ));
    }
    let handle = runtime().map_err(|source| {
        Error::unsendable("the thread for blocking calls cannot be started", source)
    })?;
    Ok(handle.block_on(future.into_future()))
}

/// The runtime of all blocking calls.
fn runtime() -> io::Result<Handle> {
    static RUNTIME: Mutex<Option<Handle>> = Mutex::new(None);
    let mut kept = RUNTIME.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(handle) = &*kept {
        return Ok(handle.clone());
    }
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let handle = runtime.handle().clone();
    let run = move || runtime.block_on(std::future::pending::<()>());
    thread::Builder::new().name("blocking-calls".to_owned()).spawn(run)?;
    *kept = Some(handle.clone());
    Ok(handle)
}
