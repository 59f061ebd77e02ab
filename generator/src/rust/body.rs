//! Bodies of requests: what a method takes, and how it is written.
//!
//! ```yaml
//! requestBody:
//!   content:
//!     application/json: { schema: { $ref: '#/components/schemas/Thing' } }
//!     multipart/form-data: { schema: { properties: { photo: { type: string, format: binary } } } }
//! ```
//!
//! One media type is the value itself: `create(thing)`. Several are an enum, here `CreateBody { Json(Thing),
//! Multipart(CreateForm) }`, which each of them turns into where no other has its type.

use crate::ir::{self, Content, Framing, Operation, PayloadKind};
use crate::names::{BodyNames, Ident, OperationNames};

use super::build::Context;
use super::doc_line::{WIDTH, span, wrap};
use super::{FormTable, RustType};

/// A body argument.
#[derive(Debug, Clone)]
pub struct BodyParam {
    /// The argument.
    pub ident: Ident,
    /// Whether a call must give it.
    pub required: bool,
    /// What can be sent.
    pub sent: Sent,
}

/// What can be sent.
#[derive(Debug, Clone)]
pub enum Sent {
    /// One media type.
    One(SentContent),
    /// One of several.
    Choice(BodyChoice),
}

/// A body in one media type.
#[derive(Debug, Clone)]
pub struct SentContent {
    /// The type of the value.
    pub ty: RustType,
    /// How it is written.
    pub encoding: BodyEncoding,
    /// The media type.
    pub media_type: String,
}

/// How a body is written.
#[derive(Debug, Clone)]
pub enum BodyEncoding {
    /// JSON.
    Json,
    /// Text in UTF-8.
    Text,
    /// Bytes as they are.
    Bytes,
    /// A list of values, each as a line of JSON.
    Lines,
    /// A list of values as a JSON text sequence.
    Sequence,
    /// XML, as the element that this static describes.
    Xml(Ident),
    /// A record as a form.
    Form(FormTable),
    /// A record as parts.
    Multipart(FormTable),
}

/// An enum of the media types of a body.
#[derive(Debug, Clone)]
pub struct BodyChoice {
    /// The name.
    pub ident: Ident,
    /// Finished doc lines.
    pub docs: Vec<String>,
    /// The media types, the preferred one first.
    pub variants: Vec<BodyVariant>,
}

/// One media type among several.
#[derive(Debug, Clone)]
pub struct BodyVariant {
    /// The name.
    pub ident: Ident,
    /// Finished doc lines.
    pub docs: Vec<String>,
    /// What it holds.
    pub content: SentContent,
    /// Whether a value of its type can only be this one.
    pub converts: bool,
}

impl BodyParam {
    /// Every media type.
    pub fn contents(&self) -> impl Iterator<Item = &SentContent> {
        let (one, several) = match &self.sent {
            Sent::One(content) => (Some(content), &[] as &[_]),
            Sent::Choice(choice) => (None, choice.variants.as_slice()),
        };
        one.into_iter().chain(several.iter().map(|variant| &variant.content))
    }

    /// The types of what can be sent.
    pub fn types(&self) -> impl Iterator<Item = &RustType> {
        self.contents().map(|content| &content.ty)
    }
}

impl SentContent {
    /// How the fields are written, where it is a form.
    #[must_use]
    pub fn table(&self) -> Option<&FormTable> {
        match &self.encoding {
            BodyEncoding::Form(table) | BodyEncoding::Multipart(table) => Some(table),
            BodyEncoding::Json
            | BodyEncoding::Text
            | BodyEncoding::Bytes
            | BodyEncoding::Lines
            | BodyEncoding::Sequence
            | BodyEncoding::Xml(_) => None,
        }
    }
}

/// Builds the argument; `method` is what docs call the method.
pub(super) fn build(
    operation: &Operation,
    names: &OperationNames,
    method: &str,
    context: &Context<'_>,
) -> Option<BodyParam> {
    let (body, body_names) = (operation.body.as_ref()?, names.body.as_ref()?);
    let mut contents =
        (body.contents.iter().zip(&body_names.forms)).map(|(content, form)| sent(content, form.as_ref(), context));
    let sent = match &body_names.choice {
        None => Sent::One(contents.next()?),
        Some(ident) => Sent::Choice(BodyChoice {
            ident: ident.clone(),
            docs: wrap(&format!("What can be the body of [`{method}`]."), WIDTH),
            variants: variants(body, contents.collect(), body_names, context),
        }),
    };
    Some(BodyParam {
        ident: names.body_argument.clone(),
        required: body.required,
        sent,
    })
}

fn variants(body: &ir::Body, contents: Vec<SentContent>, names: &BodyNames, context: &Context<'_>) -> Vec<BodyVariant> {
    let plain = |content: &Content| match sent_type(content, context) {
        RustType::Named(_) => RustType::behind_aliases(&content.value.ty, context),
        other => other,
    };
    let types: Vec<RustType> = body.contents.iter().map(plain).collect();
    let converts = |ty: &RustType| types.iter().filter(|other| *other == ty).count() == 1;
    let contents = contents.into_iter().zip(&names.variants).zip(&types);
    contents
        .map(|((content, ident), ty)| BodyVariant {
            ident: ident.clone(),
            docs: wrap(&format!("As {}.", span(&content.media_type)), WIDTH - 4),
            converts: converts(ty),
            content,
        })
        .collect()
}

fn sent(body: &Content, ident: Option<&Ident>, context: &Context<'_>) -> SentContent {
    let table = || FormTable::build(ident.cloned(), body.form.as_ref());
    SentContent {
        ty: sent_type(body, context),
        encoding: match body.kind {
            PayloadKind::Json => BodyEncoding::Json,
            PayloadKind::Xml => context.element(body).map_or(BodyEncoding::Text, BodyEncoding::Xml),
            PayloadKind::Text => BodyEncoding::Text,
            PayloadKind::Stream(Framing::Lines) => BodyEncoding::Lines,
            PayloadKind::Stream(Framing::Sequence) => BodyEncoding::Sequence,
            PayloadKind::Bytes | PayloadKind::Stream(Framing::Events(_)) => BodyEncoding::Bytes,
            PayloadKind::Form => BodyEncoding::Form(table()),
            PayloadKind::Multipart => BodyEncoding::Multipart(table()),
        },
        media_type: body.media_type.clone(),
    }
}

/// Bytes are sent from wherever they are.
fn sent_type(body: &Content, context: &Context<'_>) -> RustType {
    match body.kind {
        PayloadKind::Stream(Framing::Lines | Framing::Sequence) => {
            RustType::Vec(Box::new(RustType::of(&body.value.ty, context)))
        }
        PayloadKind::Bytes | PayloadKind::Stream(Framing::Events(_)) => RustType::File,
        _ => RustType::of_content(body, context),
    }
}
