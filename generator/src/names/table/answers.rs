//! The names of what calls bring besides the types of bodies: the enum of several bodies, the struct of headers.
//!
//! The variants of `CreateAnswer` are called after what tells them apart: the status (`Accepted`), else the media type
//! (`Json`, `Events`), else both.

use super::super::phrases::status;
use super::super::{Ident, Kind, Scope, Wanted, Words};
use crate::ir::{Bodies, BodyAlternative, Framing, Operation, PayloadKind};

/// The names of the answers of one operation.
#[derive(Debug, Clone)]
pub struct AnswerNames {
    /// The enum of several bodies: `CreateAnswer`; absent where there are not several.
    pub several: Option<Ident>,
    /// Its variants, in the order of the alternatives.
    pub variants: Vec<Ident>,
    /// The struct of the headers: `CreateHeaders`; absent where none is documented.
    pub headers: Option<Ident>,
    /// Its fields, in the order of the headers.
    pub fields: Vec<Ident>,
}

/// Mints the names; `words` are those of the method, `items` the scope of its file.
pub(super) fn mint(operation: &Operation, words: &Words, items: &mut Scope) -> AnswerNames {
    let mut item = |kind: &str| items.mint(&Wanted::composed(vec![words.then(&Words::split(kind))]));
    let (several, variants) = match operation.bodies() {
        Bodies::Several(alternatives) => (Some(item("answer")), variants(&alternatives)),
        Bodies::None | Bodies::One(_) | Bodies::OneOrNone(_) => (None, Vec::new()),
    };
    let documented = operation.answer_headers();
    let headers = documented.iter().enumerate();
    let requests = headers.map(|(index, header)| {
        let name = header.wire_name.clone();
        ((name.clone(), index), Wanted::text(&name, "header"))
    });
    let fields = Scope::new(Kind::Value).allocate(requests.collect());
    let mut named: Vec<(usize, Ident)> = fields.into_iter().map(|((_, index), ident)| (index, ident)).collect();
    named.sort_by_key(|(index, _)| *index);
    AnswerNames {
        several,
        variants,
        headers: (!documented.is_empty()).then(|| item("headers")),
        fields: named.into_iter().map(|(_, ident)| ident).collect(),
    }
}

fn variants(alternatives: &[BodyAlternative<'_>]) -> Vec<Ident> {
    let one_status = alternatives.iter().all(|one| one.status == alternatives[0].status);
    let requests = alternatives.iter().enumerate().map(|(index, alternative)| {
        let by_status = Words::split(&status(alternative.status));
        let by_media = media(alternative);
        let spelled = Words::split(alternative.media_types.first().copied().unwrap_or_default());
        let names = match (one_status, alternative.alone) {
            (true, _) => vec![by_media, spelled],
            (false, true) => vec![by_status],
            (false, false) => vec![by_status.then(&by_media), by_status.then(&spelled)],
        };
        let key = (alternative.status, alternative.media_types.first().copied(), index);
        (key, Wanted::composed(names))
    });
    let mut named: Vec<(usize, Ident)> = (Scope::new(Kind::Variant).allocate(requests.collect()))
        .into_iter()
        .map(|((_, _, index), ident)| (index, ident))
        .collect();
    named.sort_by_key(|(index, _)| *index);
    named.into_iter().map(|(_, ident)| ident).collect()
}

/// The words for the kind of a body.
fn media(alternative: &BodyAlternative<'_>) -> Words {
    Words::split(match alternative.content.map(|content| content.kind) {
        None => "empty",
        Some(PayloadKind::Json | PayloadKind::Form | PayloadKind::Multipart) => "json",
        Some(PayloadKind::Text) => "text",
        Some(PayloadKind::Bytes) => "bytes",
        Some(PayloadKind::Stream(Framing::Events(_))) => "events",
        Some(PayloadKind::Stream(Framing::Lines | Framing::Sequence)) => "lines",
    })
}
