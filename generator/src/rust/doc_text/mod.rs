//! Markdown of a document → finished rustdoc lines that mean the same and do no harm.
//!
//! ```yaml
//! description: See https://example.com, [the guide](guide.md) and <script>alert(1)</script>.
//! ```
//!
//! becomes `See <https://example.com>, the guide and \<script\>alert(1)\</script\>.` The text is parsed and written anew, so
//! that nothing of it can be read in another way than it was meant: raw HTML shows as text, brackets are no intra-doc
//! links, code is tagged `text` and never run as a test, control characters and marks that reverse the direction of
//! text are gone, identifiers stand in backticks. Lines are wrapped; code is not.
//!
//! Not done here: images are reduced to their text, and tables to their words.

mod inline;
mod wrap;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

pub use inline::code;
pub use wrap::wrap;

use inline::Inline;

/// The longest text that a summary may be.
const SUMMARY: usize = 160;

/// The lines of a text, none if it says nothing.
#[must_use]
pub fn lines(markdown: &str, width: usize) -> Vec<String> {
    let mut writer = Writer { width, lines: Vec::new(), inline: Inline::default(), containers: Vec::new(), code: None };
    for event in Parser::new(&inline::visible(markdown)) {
        writer.event(event);
    }
    writer.flush();
    while writer.lines.last().is_some_and(|line| line.trim().is_empty()) {
        writer.lines.pop();
    }
    writer.lines
}

/// The first sentence of a text on one line.
#[must_use]
pub fn summary(markdown: &str) -> String {
    let paragraph: Vec<String> = lines(markdown, usize::MAX).into_iter().take(1).collect();
    let text = paragraph.concat();
    let sentence = text.split_inclusive(". ").next().unwrap_or_default().trim_end();
    // A code span or an escape must not be cut in two.
    if sentence.matches('`').count() % 2 == 1 || sentence.chars().count() > SUMMARY && text.contains('`') {
        return text;
    }
    sentence.to_owned()
}

/// An item of a list: a head that is safe already, and a text.
#[must_use]
pub fn list_item(head: &str, text: &str, width: usize) -> Vec<String> {
    let body = wrap(&format!("{head}{text}"), width.saturating_sub(2));
    let indent = |(index, line): (usize, String)| format!("{}{line}", if index == 0 { "* " } else { "  " });
    body.into_iter().enumerate().map(indent).collect()
}

/// Something that indents what is in it.
enum Container {
    Quote,
    /// The next number, if the list has numbers.
    List(Option<u64>),
    /// The marker, until the first line has been written.
    Item { marker: Option<String>, indent: usize },
}

/// Writes events as lines.
struct Writer {
    width: usize,
    lines: Vec<String>,
    inline: Inline,
    containers: Vec<Container>,
    /// The text of the code block that is being read.
    code: Option<String>,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.inline.text(&text),
            },
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.inline.code(&text),
            Event::Html(text) | Event::InlineHtml(text) => self.inline.text(&text),
            Event::SoftBreak | Event::HardBreak => self.inline.space(),
            Event::Rule => self.flush(),
            Event::FootnoteReference(text) => self.inline.text(&text),
            Event::TaskListMarker(done) => self.inline.text(if done { "(done) " } else { "(open) " }),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::BlockQuote(_) => {
                self.flush();
                self.containers.push(Container::Quote);
            }
            Tag::CodeBlock(kind) => {
                self.flush();
                let language = match kind {
                    CodeBlockKind::Fenced(language) => language.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some(format!("{}\n", inline::language(&language)));
            }
            Tag::List(first) => {
                self.flush();
                self.containers.push(Container::List(first));
            }
            Tag::Item => self.start_item(),
            Tag::Emphasis => self.inline.mark("*"),
            Tag::Strong => self.inline.mark("**"),
            Tag::Link { dest_url, .. } => self.inline.start_link(&dest_url),
            Tag::Heading { .. } => {
                self.flush();
                self.inline.mark("**");
            }
            _ => {}
        }
    }

    fn start_item(&mut self) {
        self.flush();
        let marker = match self.containers.last_mut() {
            Some(Container::List(Some(number))) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "* ".to_owned(),
        };
        let indent = marker.len();
        self.containers.push(Container::Item { marker: Some(marker), indent });
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.flush(),
            TagEnd::Heading(_) => {
                self.inline.mark("**");
                self.flush();
            }
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                self.flush();
                self.containers.pop();
            }
            TagEnd::Emphasis => self.inline.mark("*"),
            TagEnd::Strong => self.inline.mark("**"),
            TagEnd::Link => self.inline.end_link(),
            _ => {}
        }
    }

    /// Writes the paragraph that has been collected.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.inline).finish();
        if text.is_empty() {
            return;
        }
        let indent: usize = self.containers.iter().map(Container::indent).sum();
        let width = self.width.saturating_sub(indent).max(20);
        self.block(&wrap(&text, width));
    }

    fn end_code(&mut self) {
        let Some(code) = self.code.take() else { return };
        let fence = "`".repeat(inline::longest_run(&code, '`').max(2) + 1);
        let body = code.split_once('\n').map_or(("text", ""), |(language, body)| (language, body));
        let mut lines = vec![format!("{fence}{}", body.0)];
        lines.extend(body.1.lines().map(str::to_owned));
        lines.push(fence);
        self.block(&lines);
    }

    /// Writes a block, with a blank line before it unless it continues a tight list.
    fn block(&mut self, block: &[String]) {
        let starts_item = matches!(self.containers.last(), Some(Container::Item { marker: Some(_), .. }));
        let after_item = self.lines.last().is_some_and(|line| !line.trim().is_empty());
        let in_list = starts_item && self.lines.last().is_some_and(|line| is_in_list(line));
        if after_item && !in_list {
            let blank = self.prefix(false);
            self.lines.push(blank.trim_end().to_owned());
        }
        for line in block {
            let prefix = self.prefix(true);
            self.lines.push(format!("{prefix}{line}").trim_end().to_owned());
        }
    }

    /// What stands before a line; the marker of an item only once.
    fn prefix(&mut self, consume: bool) -> String {
        let mut prefix = String::new();
        for container in &mut self.containers {
            match container {
                Container::Quote => prefix.push_str("> "),
                Container::List(_) => {}
                Container::Item { marker, indent } => match marker.take_if(|_| consume) {
                    Some(marker) => prefix.push_str(&marker),
                    None => prefix.push_str(&" ".repeat(*indent)),
                },
            }
        }
        prefix
    }
}

impl Container {
    fn indent(&self) -> usize {
        match self {
            Self::Quote => 2,
            Self::List(_) => 0,
            Self::Item { indent, .. } => *indent,
        }
    }
}

/// Whether a line is an item of a list or continues one, so that the next item needs no blank line.
fn is_in_list(line: &str) -> bool {
    let start = line.trim_start();
    let numbered = start.trim_start_matches(|c: char| c.is_ascii_digit());
    line.starts_with(' ') || start.starts_with("* ") || (numbered.len() < start.len() && numbered.starts_with(". "))
}

#[cfg(test)]
mod tests;
