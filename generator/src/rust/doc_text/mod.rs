//! Markdown of a document → finished rustdoc lines.
//!
//! ```yaml
//! description: |
//!   Launches the browser, see https://example.com and <b>timeout_seconds</b>.
//! ```
//!
//! becomes ``Launches the browser, see <https://example.com> and `timeout_seconds`.``
//!
//! Guarantees, whatever the text: nothing in it is compiled or run as a doctest, becomes HTML, links into the crate's
//! own docs, or hides characters from the reader; rustdoc and clippy's pedantic lints have nothing to say about it. Text
//! is wrapped; code, tables and headings are not. The first paragraph is a sentence of its own, which is what rustdoc
//! shows in its overviews. Relative links lose their target unless it tells something, since it leads nowhere.

use pulldown_cmark::{Alignment, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream};

mod blocks;
mod characters;
mod html;
mod inline;
mod prose;
mod summary;

use blocks::Blocks;
use html::Piece;
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

/// The text as it is, without characters that cannot be seen; white space stays.
#[must_use]
pub fn visible(text: &str) -> String {
    characters::clean(text)
}

/// The whole text on one line, for places that have no more.
#[must_use]
pub fn one_line(markdown: &str) -> String {
    let lines = render(markdown, usize::MAX);
    lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
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
    /// The text since `<code>`.
    span: Option<String>,
    /// How many emphases are open that began in such text.
    unmarked: usize,
    /// The target of the `<a>` that is open.
    target: Option<String>,
    /// How many links, emphases, headings and cells are open, inside which no paragraph can end.
    open: usize,
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
            span: None,
            unmarked: 0,
            target: None,
            open: 0,
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
                None => self.text(&text),
            },
            Event::Code(code) if self.span.is_some() => self.text(&code),
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
        self.open += usize::from(is_inline(tag.to_end()));
        match tag {
            Tag::Emphasis => self.open_mark("*"),
            Tag::Strong => self.open_mark("**"),
            Tag::Strikethrough => self.open_mark("~~"),
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
        self.open = self.open.saturating_sub(usize::from(is_inline(tag)));
        match tag {
            TagEnd::Emphasis => self.close_mark("*"),
            TagEnd::Strong => self.close_mark("**"),
            TagEnd::Strikethrough => self.close_mark("~~"),
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
        self.end_span();
        let words = self.inline.take();
        self.blocks.paragraph(words);
    }

    /// HTML becomes Markdown or code.
    fn html(&mut self, html: &str) {
        for piece in html::pieces(html) {
            match piece {
                Piece::Text(text) => self.text(text),
                Piece::Break => self.inline.hard_break(),
                // Where a paragraph cannot end, such as in the cell of a table, words end.
                Piece::Block if self.open > 0 => self.inline.space(),
                Piece::Block => self.paragraph(),
                Piece::Code => self.span = Some(String::new()),
                Piece::CodeEnd => self.end_span(),
                Piece::Link(target) => self.target = prose::is_absolute(target).then(|| target.to_owned()),
                Piece::LinkEnd => {
                    if let Some(target) = self.target.take() {
                        self.inline.space();
                        self.text(&format!("({target})"));
                    }
                }
                Piece::Nothing => {}
                Piece::Other(tag) => self.inline.code(&characters::clean(tag)),
            }
        }
    }

    /// Adds prose, or text between `<code>` and `</code>`.
    fn text(&mut self, text: &str) {
        // Entities such as `&#x202e;` have become characters by now.
        let text = characters::clean(text);
        match &mut self.span {
            Some(span) => span.push_str(&text),
            None => self.inline.prose(&text, self.links.is_empty()),
        }
    }

    fn end_span(&mut self) {
        if let Some(span) = self.span.take() {
            self.inline.code(&span);
        }
    }

    /// Begins emphasis; in code it has no effect.
    fn open_mark(&mut self, mark: &str) {
        if self.span.is_some() {
            self.unmarked += 1;
        } else {
            self.inline.mark(mark);
        }
    }

    /// Ends emphasis, and with it code that began inside.
    fn close_mark(&mut self, mark: &str) {
        if self.unmarked > 0 {
            self.unmarked -= 1;
        } else {
            self.end_span();
            self.inline.mark(mark);
        }
    }

    fn open_link(&mut self, kind: LinkType, target: &str) {
        self.end_span();
        let target: String = characters::clean(target)
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        let link = if matches!(kind, LinkType::Autolink | LinkType::Email) && !target.contains(['<', '>']) {
            self.inline.glue(&format!("<{}>", prose::target(&target)));
            Link::Automatic
        } else if !self.links.is_empty() || target.starts_with('#') || target.is_empty() {
            Link::Dropped
        } else if prose::is_absolute(&target) {
            self.inline.glue("[");
            Link::Kept(prose::target(&target))
        } else if target.starts_with("javascript:") || target.starts_with("data:") {
            Link::Dropped
        } else {
            Link::Told(target)
        };
        self.links.push(link);
    }

    fn close_link(&mut self) {
        self.end_span();
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

/// Whether a paragraph cannot end inside of an element.
fn is_inline(tag: TagEnd) -> bool {
    let marks = matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough);
    marks
        || matches!(
            tag,
            TagEnd::Link | TagEnd::Image | TagEnd::Heading(_) | TagEnd::TableCell
        )
}

#[cfg(test)]
mod tests;
