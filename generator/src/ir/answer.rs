//! What a call can bring: the bodies of all outcomes, taken together.
//!
//! ```yaml
//! responses:
//!   "200": { content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } }
//!   "204": { description: nothing }        # 200 and 204: an A or none
//! ```
//!
//! Bodies are the same if they are read in the same way into the same type, whatever their status and media type. Only
//! those that differ are told apart, and by status and media type alone.

use super::{Content, Framing, HeaderField, Operation, PayloadKind, StatusMatch, Type};

/// What a call can bring.
#[derive(Debug, Clone, PartialEq)]
pub enum Bodies<'a> {
    /// No body.
    None,
    /// The same body whatever the status.
    One(&'a Content),
    /// The same body or none.
    OneOrNone(&'a Content),
    /// Several bodies.
    Several(Vec<Alternative<'a>>),
}

/// One of several bodies.
#[derive(Debug, Clone, PartialEq)]
pub struct Alternative<'a> {
    /// The status under which it comes.
    pub status: StatusMatch,
    /// Whether nothing else comes under that status.
    pub alone: bool,
    /// The body; absent where there is none.
    pub content: Option<&'a Content>,
    /// All media types under which it comes.
    pub media_types: Vec<&'a str>,
    /// The description of the response.
    pub description: &'a str,
}

impl Operation {
    /// What a call can bring, the preferred body of each status first.
    #[must_use]
    pub fn bodies(&self) -> Bodies<'_> {
        let all = self.alternatives();
        let mut contents = all.iter().filter_map(|alternative| alternative.content);
        let Some(first) = contents.next() else {
            return Bodies::None;
        };
        if contents.any(|other| !first.is_same(other)) {
            return Bodies::Several(all);
        }
        let some_have_none = all.iter().any(|alternative| alternative.content.is_none());
        match (some_have_none, first.kind) {
            (false, _) => Bodies::One(first),
            // That a stream is empty does not tell whether there is one.
            (true, PayloadKind::Stream(_)) => Bodies::Several(all),
            (true, _) => Bodies::OneOrNone(first),
        }
    }

    /// The headers of all outcomes, each once.
    #[must_use]
    pub fn answer_headers(&self) -> Vec<&HeaderField> {
        let mut headers: Vec<&HeaderField> = Vec::new();
        for header in self.outcomes.iter().flat_map(|outcome| &outcome.headers) {
            if !(headers.iter()).any(|known| known.wire_name.eq_ignore_ascii_case(&header.wire_name)) {
                headers.push(header);
            }
        }
        headers
    }

    /// The bodies of all outcomes, those of one outcome apart where they differ.
    fn alternatives(&self) -> Vec<Alternative<'_>> {
        let mut all = Vec::new();
        for outcome in &self.outcomes {
            let mut own: Vec<Alternative<'_>> = Vec::new();
            for content in &outcome.contents {
                let same = own
                    .iter_mut()
                    .find(|known| known.content.is_some_and(|known| known.is_same(content)));
                match same {
                    Some(same) => same.media_types.push(&content.media_type),
                    None => own.push(Alternative {
                        status: outcome.status,
                        alone: true,
                        content: Some(content),
                        media_types: vec![&content.media_type],
                        description: &outcome.description,
                    }),
                }
            }
            if own.is_empty() {
                own.push(Alternative {
                    status: outcome.status,
                    alone: true,
                    content: None,
                    media_types: Vec::new(),
                    description: &outcome.description,
                });
            }
            let alone = own.len() == 1;
            all.extend(own.into_iter().map(|alternative| Alternative { alone, ..alternative }));
        }
        all
    }
}

impl Content {
    /// Whether callers get the same from both.
    fn is_same(&self, other: &Self) -> bool {
        let typed = !matches!(self.kind, PayloadKind::Text | PayloadKind::Bytes);
        self.kind == other.kind && (!typed || self.item() == other.item())
    }

    /// The type that callers see.
    fn item(&self) -> &Type {
        &self.value.ty
    }

    /// How a stream is framed; absent for what is none.
    #[must_use]
    pub fn framing(&self) -> Option<Framing> {
        match self.kind {
            PayloadKind::Stream(framing) => Some(framing),
            _ => None,
        }
    }
}
