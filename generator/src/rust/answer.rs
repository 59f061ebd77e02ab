//! What calls bring: how an answer is read, the enum of several bodies, the struct of documented headers.
//!
//! ```yaml
//! responses:
//!   "200": { content: { application/json: { … }, text/event-stream: { … } }, headers: { X-Next: { … } } }
//! ```
//!
//! becomes an enum with the variants `Json` and `Events`, and a struct with the field `x_next`.

use crate::ir::{self, Bodies, BodyAlternative, Content, Framing, PayloadKind, StatusMatch};
use crate::names::{Ident, OperationNames};

use super::build::Context;
use super::doc_line::wrap;
use super::{ReceivedHeader, RustType, doc_text, docs, header};

/// What a call brings, and how.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The type, `None` for nothing.
    pub ty: Option<RustType>,
    /// How it is read.
    pub reading: Reading,
    /// The value of `Accept`.
    pub accept: String,
    /// The media types whose bodies are handed out open.
    pub streams: Vec<String>,
    /// The data of events that says that they are the last.
    pub end: Vec<String>,
    /// The struct of documented headers.
    pub headers: Option<Headers>,
}

/// How an answer is read.
#[derive(Debug, Clone)]
pub enum Reading {
    /// In one way.
    One(Decode),
    /// In one way, if there is a body.
    IfAny(Decode),
    /// By status and media type.
    Several(Several),
}

/// How a body is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decode {
    /// As JSON.
    Json,
    /// As XML, as the element that this static describes.
    Xml(Ident),
    /// As text.
    Text,
    /// As bytes.
    Bytes,
    /// Not at all.
    Empty,
    /// Value by value.
    Stream(Framing),
}

/// The enum of several bodies.
#[derive(Debug, Clone)]
pub struct Several {
    /// Its name.
    pub ident: Ident,
    /// Finished doc lines.
    pub docs: Vec<String>,
    /// What it derives.
    pub derives: Vec<&'static str>,
    /// The bodies.
    pub variants: Vec<AnswerVariant>,
    /// How they are told apart: the first that holds.
    pub arms: Vec<Arm>,
}

/// One of several bodies.
#[derive(Debug, Clone)]
pub struct AnswerVariant {
    /// Its name.
    pub ident: Ident,
    /// Finished doc lines.
    pub docs: Vec<String>,
    /// What it holds, `None` for nothing.
    pub ty: Option<RustType>,
    /// How it is read.
    pub decode: Decode,
}

/// When a body is which variant.
#[derive(Debug, Clone)]
pub struct Arm {
    /// The status, if it matters.
    pub status: Option<StatusMatch>,
    /// The media types, if they matter.
    pub media_types: Vec<String>,
    /// The index of the variant.
    pub variant: usize,
}

/// The documented headers of successful answers.
#[derive(Debug, Clone)]
pub struct Headers {
    /// The struct's name.
    pub ident: Ident,
    /// Finished doc lines.
    pub docs: Vec<String>,
    /// The headers.
    pub fields: Vec<ReceivedHeader>,
}

impl Answer {
    /// All types that it names.
    pub fn types(&self) -> impl Iterator<Item = &RustType> {
        let variants = match &self.reading {
            Reading::Several(several) => several.variants.as_slice(),
            Reading::One(_) | Reading::IfAny(_) => &[],
        };
        let headers = self.headers.iter().flat_map(|headers| &headers.fields);
        let headers = headers.map(|header| &header.ty);
        let variants = variants.iter().filter_map(|variant| variant.ty.as_ref());
        self.ty.iter().chain(variants).chain(headers)
    }

    /// Whether a header is more than the text of a scalar.
    #[must_use]
    pub fn shapes_headers(&self) -> bool {
        let mut headers = self.headers.iter().flat_map(|headers| &headers.fields);
        headers.any(|header| header.shape.is_some())
    }

    /// Whether one of the bodies is XML.
    pub(super) fn is_in_xml(&self) -> bool {
        let is = |decode: &Decode| matches!(decode, Decode::Xml(_));
        match &self.reading {
            Reading::One(decode) | Reading::IfAny(decode) => is(decode),
            Reading::Several(several) => several.variants.iter().any(|variant| is(&variant.decode)),
        }
    }
}

/// Builds what an operation's call brings; `method` is how docs refer to it.
pub(super) fn build(operation: &ir::Operation, names: &OperationNames, method: &str, context: &Context<'_>) -> Answer {
    let one = |content: &Content| (RustType::of_content(content, context), decode(content, context));
    let (ty, reading) = match operation.bodies() {
        Bodies::None => (None, Reading::One(Decode::Empty)),
        Bodies::One(body) => {
            let (ty, decode) = one(body);
            (Some(ty), Reading::One(decode))
        }
        Bodies::OneOrNone(body) => {
            let (ty, decode) = one(body);
            // Null and nothing are the same to a caller.
            let ty = if matches!(ty, RustType::Option(_)) {
                ty
            } else {
                RustType::Option(Box::new(ty))
            };
            (Some(ty), Reading::IfAny(decode))
        }
        Bodies::Several(alternatives) => match &names.answer.several {
            None => (None, Reading::One(Decode::Empty)),
            Some(ident) => {
                let several = several(ident, &names.answer.variants, &alternatives, method, context);
                (Some(RustType::Local(ident.clone())), Reading::Several(several))
            }
        },
    };
    let contents = || operation.outcomes.iter().flat_map(|outcome| &outcome.contents);
    Answer {
        ty,
        reading,
        accept: accept(operation),
        streams: unique(contents().filter(|content| content.framing().is_some())),
        end: operation.end.clone(),
        headers: headers(operation, names, method, context),
    }
}

/// How a body is read.
pub(super) fn decode(body: &Content, context: &Context<'_>) -> Decode {
    if let Some(element) = context.element(body) {
        return Decode::Xml(element);
    }
    match body.kind {
        PayloadKind::Json | PayloadKind::Form | PayloadKind::Multipart => Decode::Json,
        // XML without an element is a text.
        PayloadKind::Text | PayloadKind::Xml => Decode::Text,
        PayloadKind::Bytes => Decode::Bytes,
        PayloadKind::Stream(framing) => Decode::Stream(framing),
    }
}

/// All that can be read, the preferred first; bytes may be of any kind.
fn accept(operation: &ir::Operation) -> String {
    let contents = operation.outcomes.iter().flat_map(|outcome| &outcome.contents);
    let names = unique(contents);
    if names.is_empty()
        || names
            .iter()
            .any(|name| name == "*/*" || name == "application/octet-stream")
    {
        return "*/*".to_owned();
    }
    names.join(", ")
}

fn unique<'a>(contents: impl Iterator<Item = &'a Content>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for content in contents {
        if !names.contains(&content.media_type) {
            names.push(content.media_type.clone());
        }
    }
    names
}

fn several(
    ident: &Ident,
    variants: &[Ident],
    alternatives: &[BodyAlternative<'_>],
    method: &str,
    context: &Context<'_>,
) -> Several {
    let variants: Vec<AnswerVariant> = (alternatives.iter().zip(variants))
        .map(|(alternative, ident)| AnswerVariant {
            ident: ident.clone(),
            docs: variant_docs(alternative),
            ty: alternative
                .content
                .map(|content| RustType::of_content(content, context)),
            decode: alternative
                .content
                .map_or(Decode::Empty, |content| decode(content, context)),
        })
        .collect();
    let streams = variants
        .iter()
        .any(|variant| matches!(variant.decode, Decode::Stream(_)));
    Several {
        ident: ident.clone(),
        docs: wrap(
            &format!("What {method} brings, told apart by status and content type."),
            super::client::OUTER_WIDTH,
        ),
        derives: if streams {
            vec!["Debug"]
        } else {
            vec!["Debug", "Clone", "PartialEq"]
        },
        arms: arms(alternatives),
        variants,
    }
}

fn variant_docs(alternative: &BodyAlternative<'_>) -> Vec<String> {
    let mut fact = docs::status_in_words(alternative.status);
    if !alternative.media_types.is_empty() {
        let names: Vec<String> = alternative.media_types.iter().map(|name| format!("`{name}`")).collect();
        fact = format!("{fact}, {}", names.join(" or "));
    }
    let text = match doc_text::summary(alternative.description) {
        Some(description) if !description.is_empty() => format!("{fact}: {description}"),
        _ => format!("{fact}."),
    };
    wrap(&text, super::doc_line::WIDTH)
}

/// Whether a body may have any media type: `application/octet-stream` says no more than that there are bytes.
fn is_anything(alternative: &BodyAlternative<'_>) -> bool {
    let bytes = alternative
        .content
        .is_some_and(|content| content.kind == PayloadKind::Bytes);
    bytes && (alternative.media_types.iter()).any(|name| matches!(*name, "application/octet-stream" | "*/*"))
}

/// Which variant an answer is: exact statuses first, then hundreds; within a status the media types of all but one body,
/// which is the rest: bytes of any kind, else the preferred one. What fits nothing is read as the last resort: `default`,
/// else the first status.
fn arms(alternatives: &[BodyAlternative<'_>]) -> Vec<Arm> {
    let default = alternatives.iter().find(|one| one.status == StatusMatch::Default);
    let Some(last) = default.or(alternatives.first()).map(|one| one.status) else {
        return Vec::new();
    };
    let statuses = {
        let mut statuses: Vec<StatusMatch> = alternatives.iter().map(|one| one.status).collect();
        statuses.dedup();
        statuses.retain(|status| *status != last);
        statuses.push(last);
        statuses
    };
    let mut arms = Vec::new();
    for status in statuses {
        let own = || (alternatives.iter().enumerate()).filter(move |(_, one)| one.status == status);
        let known = Some(status).filter(|status| *status != last);
        let any = own().find(|(_, one)| is_anything(one)).or_else(|| own().next());
        for (variant, one) in own() {
            if any.is_some_and(|(any, _)| any != variant) {
                arms.push(Arm {
                    status: known,
                    media_types: one.media_types.iter().map(|name| (*name).to_owned()).collect(),
                    variant,
                });
            }
        }
        arms.extend(any.map(|(variant, _)| Arm {
            status: known,
            media_types: Vec::new(),
            variant,
        }));
    }
    arms
}

fn headers(operation: &ir::Operation, names: &OperationNames, method: &str, context: &Context<'_>) -> Option<Headers> {
    let ident = names.answer.headers.as_ref()?;
    let documented = operation.answer_headers();
    let fields = documented
        .iter()
        .zip(&names.answer.fields)
        .map(|(header, ident)| header::build(header, ident, context));
    Some(Headers {
        ident: ident.clone(),
        docs: wrap(
            &format!("The headers of the answer to {method}, made of a [`Response`](crate::Response)."),
            super::client::OUTER_WIDTH,
        ),
        fields: fields.collect(),
    })
}
