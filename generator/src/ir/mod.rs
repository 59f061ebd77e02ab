//! The API in language-neutral terms: what is called, what is sent, what comes back.
//!
//! `lower` builds an [`Api`] from the document; `passes` and `names` read it; `rust` turns it into a crate. References
//! are resolved, `nullable` and `required` have become [`Presence`], `oneOf` of `required` has become a [`Group`].
//! Nothing here knows OpenAPI's spelling or Rust's: types are referred to by [`TypeId`], names are wire names and
//! [`Hint`]s. Every node carries its [`Provenance`].

mod answer;
mod api;
mod assertion;
mod circles;
mod docs;
mod enumeration;
mod foreign;
mod form;
mod format;
mod glob;
mod header;
mod hook;
mod link;
mod operation;
mod pagination;
mod rules;
mod scalar;
mod security;
mod server;
mod signature;
mod types;
mod xml;

pub use answer::{Alternative as BodyAlternative, Bodies};
pub use api::{Api, Info, Tag};
pub use assertion::{Assertion, AssertionId, AssertionNode, Assertions, Count, Keyword, Pattern, ValueType};
pub use circles::circles;
pub use docs::{DefaultText, Deprecation, Docs, NamePattern, PatternValues, Provenance};
pub use enumeration::{EnumKind, EnumValue, Enumeration, Literal, Others, quoted};
pub use foreign::{Foreign, ForeignForm, Mapping, Replacement, TypeName};
pub use form::{Form, FormField, Nested, Writing};
pub use format::Format;
pub use glob::Glob;
pub use header::{HeaderField, HeaderForm};
pub use hook::{Hook, HookBody, HookCause, HookParameter};
pub use link::{Link, LinkValue};
pub use operation::{
    Body, Content, EventForm, Failure, FailureId, Framing, Method, Operation, Outcome, Parameter, ParameterIn,
    PathSegment, PayloadKind, StatusMatch, Style, Written,
};
pub use pagination::{PageKind, PageRule, Pagination, pointer};
pub use rules::{Bound, Rules};
pub use scalar::Scalar;
pub use security::{Credential, CredentialId, CredentialKind, Security};
pub use server::{OwnServer, Server, ServerPiece, ServerVariable};
pub use signature::{Signature, SignatureCode, SignatureEncoding, SignatureHash, TimedForm};
pub use types::{
    Alternative, Field, Group, GroupRule, Hint, JsonKind, OtherFormat, Presence, Record, Rest, Role, Shape, Strategy,
    Type, TypeDef, TypeGraph, TypeId, TypeUse, Union, Variant,
};
pub use xml::{XmlId, XmlMember, XmlName, XmlNode, XmlPlace, XmlRoot, XmlRootId, XmlShape, XmlShapes};
