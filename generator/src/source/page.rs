//! Pages: Markdown with the OpenAPI document in a fenced block, as documentation sites publish it.
//!
//! `````markdown
//! # Create a browser session
//!
//! ````yaml openapi.yml post /browsers
//! openapi: 3.1.0
//! ````
//! `````
//!
//! The block may have any info string; what counts is that it holds a mapping with a top-level `openapi` or `swagger` key,
//! and that no other block does. Spans are those of the page's own lines.
//!
//! Fences are found line by line, at any indentation, and inside the components of MDX, where a Markdown parser sees raw
//! HTML. Blocks inside block quotes are not found: their lines begin with `>`.

use std::ops::Range;

use super::{Draft, Limits, Part, Stop, format};
use crate::diag::{Code, Diagnostic};

/// How many blocks an error points at.
const SHOWN: usize = 5;
/// The shortest fence.
const FENCE: usize = 3;

/// A fenced block.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Block {
    /// The line that opens it.
    opening: Range<usize>,
    /// The lines between the fences.
    content: Range<usize>,
}

/// Reads the one document on a page.
pub(super) fn read(page: Part<'_>, limits: &Limits) -> Result<Draft, Stop> {
    let blocks = blocks(page.text);
    let mut found: Vec<(&Block, Result<Draft, Stop>)> = blocks
        .iter()
        .filter(|block| mentions_key(&page.text[block.content.clone()]))
        .filter_map(|block| {
            let content = Part {
                text: &page.text[block.content.clone()],
                start: page.start + block.content.start,
                ..page
            };
            let outcome = format::yaml_or_json(content, limits);
            is_document(&outcome, content.text).then_some((block, outcome))
        })
        .take(SHOWN)
        .collect();
    match (found.pop(), found.is_empty()) {
        (Some((_, outcome)), true) => outcome,
        (None, _) => Err(none(page, &blocks)),
        (Some((last, _)), false) => {
            let others = found.iter().map(|(block, _)| *block);
            Err(several(page, &others.chain([last]).collect::<Vec<_>>()))
        }
    }
}

/// Whether a text of unknown form is a page: a document in a block and no key of one outside.
pub(super) fn is_page(text: &str) -> bool {
    let blocks = blocks(text);
    let outside = |line: &Range<usize>| {
        let next = blocks.partition_point(|block| block.content.end <= line.start);
        (blocks.get(next)).is_none_or(|block| line.start < block.content.start)
    };
    blocks.iter().any(|block| mentions_key(&text[block.content.clone()]))
        && !lines(text).filter(outside).any(|line| begins_with_key(&text[line]))
}

/// Whether a block is the document, even if it has errors.
fn is_document(outcome: &Result<Draft, Stop>, text: &str) -> bool {
    if let Ok(draft) = outcome {
        let root = draft.tree.node(draft.root);
        return root.get("openapi").or(root.get("swagger")).is_some();
    }
    let indentation = |line: &str| line.len() - line.trim_start().len();
    let least = (text.lines().filter(|line| !line.trim().is_empty()).map(indentation)).min();
    text.trim_start().starts_with('{')
        || (text.lines()).any(|line| Some(indentation(line)) == least && begins_with_key(line.trim_start()))
}

/// Whether a text can hold the key at all: parsing every code sample of a page would be a waste.
fn mentions_key(text: &str) -> bool {
    text.contains("openapi") || text.contains("swagger")
}

fn begins_with_key(line: &str) -> bool {
    let line = line.trim_start_matches(['"', '\'']);
    ["openapi", "swagger"]
        .into_iter()
        .filter_map(|key| line.strip_prefix(key))
        .any(|rest| rest.trim_start_matches(['"', '\'']).trim_start().starts_with(':'))
}

/// The fenced blocks of a page; one without an end goes on to the end of the page.
fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = lines(text);
    while let Some(opening) = lines.next() {
        let Some((fence, length)) = opening_fence(&text[opening.clone()]) else {
            continue;
        };
        let start = opening.end;
        let closing = lines.find(|line| closes(&text[line.clone()], fence, length));
        blocks.push(Block {
            opening,
            content: start..closing.map_or(text.len(), |line| line.start),
        });
    }
    blocks
}

/// The character and the length of the fence that a line opens a block with.
fn opening_fence(line: &str) -> Option<(char, usize)> {
    let line = line.trim_start();
    let fence = line.chars().next().filter(|character| matches!(character, '`' | '~'))?;
    let info = line.trim_start_matches(fence);
    let length = line.len() - info.len();
    // A backtick further on makes it code inside a line.
    (length >= FENCE && !(fence == '`' && info.contains('`'))).then_some((fence, length))
}

fn closes(line: &str, fence: char, length: usize) -> bool {
    let line = line.trim();
    line.len() >= length && line.chars().all(|character| character == fence)
}

/// The lines of a text, with their breaks.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.split_inclusive('\n').scan(0, |end, line| {
        let start = *end;
        *end += line.len();
        Some(start..*end)
    })
}

fn none(page: Part<'_>, blocks: &[Block]) -> Stop {
    let place = |block: &Block| page.place(block.opening.clone());
    let mut diagnostic = Diagnostic::new(Code::PageWithoutDocument, "the page holds no OpenAPI document");
    let mut shown = blocks.iter().take(SHOWN);
    diagnostic = match shown.next() {
        None => {
            let first = lines(page.text).next().unwrap_or_default();
            diagnostic.at(&page.place(first), "no fenced block follows")
        }
        Some(block) => diagnostic.at(&place(block), "this block has no `openapi` key"),
    };
    Box::new(shown.fold(diagnostic, |diagnostic, block| {
        diagnostic.and(&place(block), "nor has this one")
    }))
}

fn several(page: Part<'_>, documents: &[&Block]) -> Stop {
    let message = "the page holds several OpenAPI documents";
    let labels = ["the first one", "the second one"]
        .into_iter()
        .chain(std::iter::repeat("one more"));
    let mut places = documents.iter().zip(labels);
    let mut diagnostic = Diagnostic::new(Code::PageWithoutDocument, message);
    let first = places.next();
    if let Some((second, label)) = places.next() {
        diagnostic = diagnostic.at(&page.place(second.opening.clone()), label);
    }
    Box::new(
        (first.into_iter().chain(places)).fold(diagnostic, |diagnostic, (block, label)| {
            diagnostic.and(&page.place(block.opening.clone()), label)
        }),
    )
}
