//! What is said about a reference that leads nowhere. Of a file that is there and cannot be read it is said why.
//!
//! ```yaml
//! $ref: '#/components/schemas/Broser'     # did you mean `#/components/schemas/Browser`?
//! ```

use super::files::Beyond;
use super::{Bundle, Lost};
use crate::diag::{Code, Diagnostic, Pointer, Severity};
use crate::source::{NodeId, NodeRef};

impl Bundle {
    /// What there is to say about a reference, at the node of its text.
    pub(crate) fn complaints(&self, reference: NodeId, lost: &Lost) -> Vec<Diagnostic> {
        let node = self.node(reference);
        let text = node.as_str().unwrap_or_default();
        let nowhere = || {
            let message = format!("the reference `{text}` leads nowhere");
            Diagnostic::new(Code::UnresolvedReference, message).at(&node.place(), "nothing stands there")
        };
        match lost {
            Lost::NoPlace(resource, pointer) => {
                let similar = self.similar(*resource, pointer);
                vec![match similar {
                    Some(similar) => nowhere().remedy(format!("did you mean `{similar}`?")),
                    None => nowhere(),
                }]
            }
            Lost::NoName(resource, name) => {
                let names = self.anchors.get(resource).into_iter().flat_map(|names| names.keys());
                vec![match nearest(name, names.map(String::as_str)) {
                    Some(similar) => nowhere().remedy(format!("did you mean `#{similar}`?")),
                    None => nowhere().remedy("name the place by a JSON pointer, or give the schema this `$anchor`"),
                }]
            }
            Lost::Unreadable(why) => {
                let message = format!("the file that the reference `{text}` names cannot be read");
                let message = match why.iter().find(|problem| problem.code.severity() == Severity::Error) {
                    Some(error) => format!("{message}: {}", error.message),
                    None => message,
                };
                let here = Diagnostic::new(Code::UnresolvedReference, message).at(&node.place(), "named here");
                let labels = why.iter().filter_map(|problem| problem.primary.as_ref());
                vec![labels.fold(here, |said, label| said.and(&label.place, label.text.as_str()))]
            }
            Lost::Beyond(beyond) => vec![beyond_reach(*beyond, text, node)],
        }
    }

    /// The existing place whose name is most like a missing one.
    fn similar(&self, resource: NodeId, missing: &Pointer) -> Option<Pointer> {
        let steps: Vec<String> = missing.steps().collect();
        let (wanted, parents) = steps.split_last()?;
        let parent = parents.iter().fold(Pointer::root(), |pointer, step| pointer.join(step));
        let node = self.node(resource).at(&parent)?;
        let best = nearest(wanted, node.entries().map(|(key, _)| key))?;
        Some(parent.join(best))
    }
}

/// The name that is most like another one, if one is.
fn nearest<'n>(wanted: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let scored = names.map(|name| (strsim::damerau_levenshtein(name, wanted), name));
    let (distance, best) = scored.min()?;
    (distance <= 1 + wanted.chars().count() / 3).then_some(best)
}

fn beyond_reach(beyond: Beyond, text: &str, node: NodeRef<'_>) -> Diagnostic {
    let (reason, label, remedy) = match beyond {
        Beyond::Network => (
            "is a URL, and kiln does not use the network",
            "another place",
            "bring the file, and name a folder for the beginning of its URL in `[references]` of kiln.toml",
        ),
        Beyond::Absolute => (
            "is an absolute path",
            "not beside this file",
            "write the path from the folder of this file",
        ),
        Beyond::Outside => (
            "leads out of the folder that files are read from",
            "outside, or not named like a document",
            "move the file below the document's folder, or name a folder around both as `root` in `[limits]` of kiln.toml",
        ),
        Beyond::Alone => (
            "leads to another file, and the document is none itself",
            "another file",
            "pass the document by its path",
        ),
    };
    let message = format!("the reference `{text}` {reason}");
    Diagnostic::new(Code::ExternalReference, message)
        .at(&node.place(), label)
        .remedy(remedy)
}
