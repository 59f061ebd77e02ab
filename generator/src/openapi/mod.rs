//! The typed document: what an OpenAPI 3.0 or 3.1 document says, one file per object of the specification.
//!
//! ```yaml
//! openapi: 3.1.0
//! info: { title: Kernel API, version: 0.1.0 }
//! paths: { /browsers: { post: { … } } }
//! components: { schemas: { Browser: { … } } }
//! ```
//!
//! Both versions come out in one model; what only one of them has is optional here. References are kept as they stand:
//! nothing is resolved, merged or named, and nothing knows about Rust. Every object remembers its node, so that a later
//! stage can say where it stands. [`Document::at`] reads an object that a reference names.
//!
//! Guarantees: no field is dropped in silence. What the specification does not define and does not start with `x-` is
//! reported as [`Code::UnknownField`](crate::diag::Code::UnknownField), what has the wrong type as
//! [`Code::WrongType`](crate::diag::Code::WrongType).
