//! Diagnostics with the source lines that they are about.
//!
//! The layout is that of rustc, drawn by `annotate-snippets` from short excerpts: a label gets its own line, cut around
//! the marked bytes where the line is long, so that a minified document of megabytes costs no more than a small one.
//! Of a span over several lines the first line is shown.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::super::{Diagnostic, Label, Severity, Sources, Span, floor_char_boundary};
use super::remedy;

/// Longer lines are cut, in characters.
const LINE: usize = 140;
/// How much is kept on either side of where the marked bytes start, in characters.
const BEFORE: usize = 40;
const AFTER: usize = 80;
/// How far apart two labels may be to share an excerpt, in lines.
const NEAR: usize = 5;

/// Renders the diagnostics with an empty line after each.
pub(super) fn render(diagnostics: &[&Diagnostic], sources: &Sources, color: bool, width: usize) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() }.term_width(width);
    diagnostics
        .iter()
        .map(|diagnostic| one(diagnostic, sources, &renderer) + "\n\n")
        .collect()
}

fn one(diagnostic: &Diagnostic, sources: &Sources, renderer: &Renderer) -> String {
    let excerpts = excerpts(diagnostic, sources);
    let level = match diagnostic.code.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code.id())
        .elements(excerpts.iter().map(Excerpt::snippet));
    let pointer = diagnostic.primary.as_ref().map(|label| label.place.pointer.to_string());
    if let Some(pointer) = pointer.filter(|pointer| pointer != "#") {
        group = group.element(Level::NOTE.with_name("pointer").message(pointer));
    }
    let report: [Group<'_>; 1] = [group.element(Level::HELP.message(remedy(diagnostic)))];
    let text = renderer.render(&report);
    excerpts.iter().fold(text, |text, excerpt| excerpt.correct_column(text))
}

/// Some lines of a file with marks in them.
struct Excerpt<'a> {
    name: &'a str,
    /// The number of the first line.
    line: usize,
    text: String,
    marks: Vec<Annotation<'a>>,
    /// The line, the column in the excerpt and the column in the file of the first mark, if the columns differ.
    moved: Option<(usize, usize, usize)>,
}

/// One excerpt for the primary label and what is near it, one for every other label.
fn excerpts<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Vec<Excerpt<'a>> {
    let Some(primary) = &diagnostic.primary else {
        return (diagnostic.secondary.iter())
            .map(|label| Excerpt::of(label, AnnotationKind::Context, sources))
            .collect();
    };
    let (near, far): (Vec<&Label>, Vec<&Label>) =
        (diagnostic.secondary.iter()).partition(|label| are_near(primary, label, sources));
    let first = if near.is_empty() {
        Excerpt::of(primary, AnnotationKind::Primary, sources)
    } else {
        Excerpt::around(primary, &near, sources)
    };
    let rest = (far.into_iter()).map(|label| Excerpt::of(label, AnnotationKind::Context, sources));
    std::iter::once(first).chain(rest).collect()
}

/// Whether two labels fit into one excerpt: same file, few lines apart, and no line that has to be cut.
fn are_near(a: &Label, b: &Label, sources: &Sources) -> bool {
    let (a, b) = (a.place.span, b.place.span);
    if a.file != b.file {
        return false;
    }
    let (line_a, bytes_a) = sources.line(a.file, a.start);
    let (line_b, bytes_b) = sources.line(b.file, b.start);
    line_a.abs_diff(line_b) <= NEAR
        && sources.text(a.file)[bytes_a.start.min(bytes_b.start)..bytes_a.end.max(bytes_b.end)]
            .lines()
            .all(|line| line.chars().nth(LINE).is_none())
}

impl<'a> Excerpt<'a> {
    /// The line of one label, cut if it is long.
    fn of(label: &'a Label, kind: AnnotationKind, sources: &'a Sources) -> Self {
        let span = label.place.span;
        let (line, bytes) = sources.line(span.file, span.start);
        let text = &sources.text(span.file)[bytes.clone()];
        let marked = within(text, span, bytes.start);
        let cut = Cut::around(text, marked.clone());
        let (_, column) = sources.line_column(span.file, span.start);
        let mark = cut.shift(marked);
        let shown = cut.text[..mark.start].chars().count() + 1;
        Self {
            name: sources.name(span.file),
            line,
            text: cut.text,
            marks: vec![kind.span(mark).label(label.text.as_str())],
            moved: (shown != column).then_some((line, shown, column)),
        }
    }

    /// The lines from the first to the last of some labels, none of them long.
    fn around(primary: &'a Label, near: &[&'a Label], sources: &'a Sources) -> Self {
        let file = primary.place.span.file;
        let lines = std::iter::once(primary)
            .chain(near.iter().copied())
            .map(|label| sources.line(file, label.place.span.start));
        let (first, start) =
            (lines.clone().min_by_key(|(line, _)| *line)).map_or((1, 0), |(line, bytes)| (line, bytes.start));
        let end = lines.map(|(_, bytes)| bytes.end).max().unwrap_or(start);
        let text = &sources.text(file)[start..end];
        let mark = |label: &'a Label, kind: AnnotationKind| {
            let span = label.place.span;
            let (_, line) = sources.line(file, span.start);
            let marked = within(&sources.text(file)[line.clone()], span, line.start);
            let before = line.start - start;
            kind.span(before + marked.start..before + marked.end)
                .label(label.text.as_str())
        };
        let secondary = near.iter().map(|label| mark(label, AnnotationKind::Context));
        Self {
            name: sources.name(file),
            line: first,
            text: text.to_owned(),
            marks: std::iter::once(mark(primary, AnnotationKind::Primary))
                .chain(secondary)
                .collect(),
            moved: None,
        }
    }

    fn snippet(&self) -> Snippet<'_, Annotation<'_>> {
        Snippet::source(self.text.as_str())
            .line_start(self.line)
            .path(self.name)
            .annotations(self.marks.iter().cloned())
    }

    /// Puts the file's column where the drawing has the column of a cut line.
    fn correct_column(&self, rendered: String) -> String {
        match self.moved {
            None => rendered,
            Some((line, shown, real)) => {
                let name = self.name;
                rendered.replacen(
                    &format!("{name}:{line}:{shown}\n"),
                    &format!("{name}:{line}:{real}\n"),
                    1,
                )
            }
        }
    }
}

/// The part of a line that is shown.
struct Cut {
    text: String,
    /// The first byte of the line that is kept.
    start: usize,
    end: usize,
    /// The bytes of the mark for what was cut off before `start`.
    mark: usize,
}

impl Cut {
    /// The whole line, or of a long one the part around a range of it.
    fn around(line: &str, marked: Range<usize>) -> Self {
        const DOTS: &str = "…";
        if line.chars().nth(LINE).is_none() {
            return Self {
                text: line.to_owned(),
                start: 0,
                end: line.len(),
                mark: 0,
            };
        }
        let before = line[..marked.start].char_indices().rev().nth(BEFORE - 1);
        let start = before.map_or(0, |(byte, _)| byte);
        let after = line[marked.start..].char_indices().nth(AFTER);
        let end = after.map_or(line.len(), |(byte, _)| marked.start + byte);
        let opening = if start == 0 { "" } else { DOTS };
        let closing = if end == line.len() { "" } else { DOTS };
        Self {
            text: format!("{opening}{}{closing}", &line[start..end]),
            start,
            end,
            mark: opening.len(),
        }
    }

    /// The place in the shown text of a range of the line.
    fn shift(&self, range: Range<usize>) -> Range<usize> {
        let shift = |byte: usize| byte.clamp(self.start, self.end) - self.start + self.mark;
        shift(range.start)..shift(range.end)
    }
}

/// The part of a span that is on a line starting at a byte of the file, on whole characters.
fn within(line: &str, span: Span, line_start: usize) -> Range<usize> {
    let clip = |byte: u32| floor_char_boundary(line, (byte as usize).saturating_sub(line_start));
    let start = clip(span.start);
    start..clip(span.end).max(start)
}
