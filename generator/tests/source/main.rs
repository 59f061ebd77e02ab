//! Reading: what texts become, what is refused and how that is said, and that real documents are read like other readers
//! read them.

mod corpus;
mod errors;
mod properties;
#[path = "../support/mod.rs"]
mod support;
mod values;

use kiln::diag::render::{Format, render};
use kiln::diag::{Sink, Sources};
use kiln::source::{Input, Limits, NodeId, Tree, read};

/// A text that was read under a name, with the diagnostics as they are printed.
struct Outcome {
    tree: Option<(Tree, NodeId)>,
    sources: Sources,
    printed: String,
}

fn read_text(name: &str, text: &str) -> Outcome {
    let input = Input::Text {
        name: name.to_owned(),
        text: text.to_owned(),
    };
    read_input(&input, &Limits::default())
}

fn read_input(input: &Input, limits: &Limits) -> Outcome {
    let mut sources = Sources::default();
    let mut sink = Sink::default();
    let tree = read(input, &mut sources, limits, &mut sink);
    assert_eq!(
        tree.is_none(),
        sink.has_errors(),
        "an error and no tree, or a tree and no error"
    );
    let printed = render(sink.diagnostics(), &sources, Format::PLAIN);
    Outcome { tree, sources, printed }
}
