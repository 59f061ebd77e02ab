//! Markdown of a document → finished rustdoc lines.
//!
//! ```yaml
//! description: |
//!   Launches the browser, see https://example.com and <b>timeout_seconds</b>.
//! ```
//!
//! becomes ``Launches the browser, see <https://example.com> and \<b>`timeout_seconds`\</b>.``
//!
//! Guarantees, whatever the text: nothing in it is compiled or run as a doctest, becomes HTML, links into the crate's
//! own docs, or hides characters from the reader; rustdoc and clippy's pedantic lints have nothing to say about it. Text
//! is wrapped; code, tables and headings are not. The first paragraph is a sentence of its own, which is what rustdoc
//! shows in its overviews. Relative links lose their target unless it tells something, since it leads nowhere.

use pulldown_cmark::{Alignment, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream};

mod blocks;
mod characters;
mod inline;
mod prose;
mod summary;

use blocks::Blocks;
use inline::Inline;

/// The last column of a doc comment.
const COLUMNS: usize = 90;
/// How far headings are demoted: those of rustdoc's own sections stay above them.
const DEMOTED: usize = 3;

/// The lines of a doc comment that stands at an indentation, without `///`.
#[must_use]
pub fn lines(markdown: &str, indent: usize) -> Vec<String> {
    render(markdown, COLUMNS.saturating_sub(indent + "/// ".len()))
}

/// The first paragraph on one line, for tables and lists; nothing if the text does not begin with one.
#[must_use]
pub fn summary(markdown: &str) -> Option<String> {
    let first = render(markdown, usize::MAX).into_iter().next()?;
    let paragraph = !first.starts_with(['#', '*', '-', '>', '|', '`', '1']) || first.starts_with("**");
    paragraph.then_some(first)
}

fn render(markdown: &str, width: usize) -> Vec<String> {
    let clean = characters::clean(markdown);
    let parser = Parser::new_ext(&clean, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
    let mut renderer = Renderer::new(width);
    for event in TextMergeStream::new(parser) {
        renderer.event(event);
    }
    renderer.finish()
}

/// Walks the events of the parser.
struct Renderer {
    blocks: Blocks,
    inline: Inline,
    /// The targets of the links that are open; nothing for those that are not kept.
    links: Vec<Link>,
    code: Option<(String, String)>,
    table: Vec<Alignment>,
    row: Vec<String>,
}

/// What a link becomes.
enum Link {
    /// `[text](target)`
    Kept(String),
    /// `text (target)`
    Told(String),
    /// The text alone.
    Dropped,
    /// `<target>`, without the text, which is the same.
    Automatic,
}

impl Renderer {
    fn new(width: usize) -> Self {
        Self {
            blocks: Blocks::new(width),
            inline: Inline::default(),
            links: Vec::new(),
            code: None,
            table: Vec::new(),
            row: Vec::new(),
        }
    }

    fn finish(mut self) -> Vec<String> {
        self.paragraph();
        self.blocks.finish()
    }

    fn event(&mut self, event: Event<'_>) {
        if matches!(self.links.last(), Some(Link::Automatic)) && !matches!(event, Event::End(_)) {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some((_, code)) => code.push_str(&text),
                None => self.inline.prose(&text, self.links.is_empty()),
            },
            Event::Code(code) => self.inline.code(&code),
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html),
            Event::SoftBreak => self.inline.space(),
            Event::HardBreak => self.inline.hard_break(),
            Event::Rule => {
                self.paragraph();
                self.blocks.block(true, ["---".to_owned()]);
            }
            // Switched off in the parser's options.
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.inline.prose(&text, false);
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis => self.inline.mark("*"),
            Tag::Strong => self.inline.mark("**"),
            Tag::Strikethrough => self.inline.mark("~~"),
            Tag::Link {
                link_type, dest_url, ..
            } => self.open_link(link_type, &dest_url),
            Tag::Image { dest_url, .. } => self.open_link(LinkType::Inline, &dest_url),
            Tag::TableCell => {}
            Tag::CodeBlock(kind) => {
                self.paragraph();
                let language = match kind {
                    CodeBlockKind::Fenced(info) => prose::language(&info),
                    CodeBlockKind::Indented => "text".to_owned(),
                };
                self.code = Some((language, String::new()));
            }
            Tag::BlockQuote(_) => {
                self.paragraph();
                self.blocks.open_quote();
            }
            Tag::List(start) => {
                self.paragraph();
                self.blocks.open_list(start);
            }
            Tag::Item => self.blocks.open_item(),
            Tag::Table(alignments) => {
                self.paragraph();
                self.table = alignments;
            }
            _ => self.paragraph(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => self.inline.mark("*"),
            TagEnd::Strong => self.inline.mark("**"),
            TagEnd::Strikethrough => self.inline.mark("~~"),
            TagEnd::Link | TagEnd::Image => self.close_link(),
            TagEnd::Heading(level) => {
                let text = self.inline.take_line();
                self.blocks.heading((level as usize + DEMOTED).min(6), &text);
            }
            TagEnd::CodeBlock => {
                if let Some((language, code)) = self.code.take() {
                    self.blocks.code(&language, &code);
                }
            }
            TagEnd::Paragraph => {
                self.paragraph();
                self.blocks.loosen();
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                self.paragraph();
                self.blocks.close();
            }
            TagEnd::TableCell => self.row.push(self.inline.take_line().replace('|', "\\|")),
            TagEnd::TableHead => {
                let row = std::mem::take(&mut self.row);
                self.blocks.table_head(&row, &self.table);
            }
            TagEnd::TableRow => {
                let row = std::mem::take(&mut self.row);
                self.blocks.table_row(&row);
            }
            TagEnd::Table => self.blocks.table_end(),
            _ => self.paragraph(),
        }
    }

    /// Ends the text that was collected so far.
    fn paragraph(&mut self) {
        let words = self.inline.take();
        self.blocks.paragraph(words);
    }

    /// HTML is shown as text, but for line breaks and comments.
    fn html(&mut self, html: &str) {
        let tag = html.trim().to_ascii_lowercase();
        if matches!(tag.as_str(), "<br>" | "<br/>" | "<br />") {
            self.inline.hard_break();
        } else if !(tag.starts_with("<!--") && tag.ends_with("-->")) {
            self.inline.prose(html, self.links.is_empty());
        }
    }

    fn open_link(&mut self, kind: LinkType, target: &str) {
        let target: String = target.chars().filter(|c| !c.is_whitespace()).collect();
        let link = if matches!(kind, LinkType::Autolink | LinkType::Email) && !target.contains(['<', '>']) {
            self.inline.glue(&format!("<{target}>"));
            Link::Automatic
        } else if !self.links.is_empty() || target.starts_with('#') || target.is_empty() {
            Link::Dropped
        } else if prose::is_absolute(&target) {
            self.inline.glue("[");
            Link::Kept(target.replace('<', "%3C").replace('>', "%3E"))
        } else if target.starts_with("javascript:") || target.starts_with("data:") {
            Link::Dropped
        } else {
            Link::Told(target)
        };
        self.links.push(link);
    }

    fn close_link(&mut self) {
        match self.links.pop() {
            Some(Link::Kept(target)) if target.contains(['(', ')']) => self.inline.glue(&format!("](<{target}>)")),
            Some(Link::Kept(target)) => self.inline.glue(&format!("]({target})")),
            Some(Link::Told(target)) => {
                self.inline.space();
                self.inline.glue("(");
                self.inline.code(&target);
                self.inline.glue(")");
            }
            Some(Link::Dropped | Link::Automatic) | None => {}
        }
    }
}

#[cfg(test)]
mod tests;
