//! HTML in Markdown, taken apart: what can be said in Markdown is, all else shows as code.

/// A piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text between tags.
    Text(&'a str),
    /// `<br>`
    Break,
    /// A tag that begins or ends a block.
    Block,
    /// `<code>`
    Code,
    /// `</code>`
    CodeEnd,
    /// `<a href="…">`; the target.
    Link(&'a str),
    /// `</a>`
    LinkEnd,
    /// A comment, or a tag that says only how something looks.
    Nothing,
    /// Any other tag.
    Other(&'a str),
}

/// Tags that begin or end a block.
const BLOCKS: &[&str] = &[
    "blockquote",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Tags that say only how something looks.
const LOOKS: &[&str] = &["b", "em", "font", "i", "small", "span", "strong", "sub", "sup", "u"];

/// Takes HTML apart.
pub(super) fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let start = rest.find('<').unwrap_or(rest.len());
        let (text, tag) = rest.split_at(start);
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        let close = if tag.starts_with("<!--") { "-->" } else { ">" };
        let end = tag.find(close).map_or(tag.len(), |at| at + close.len());
        if end > 0 {
            pieces.push(piece(&tag[..end]));
        }
        rest = &tag[end..];
    }
    pieces
}

fn piece(tag: &str) -> Piece<'_> {
    if !tag.ends_with('>') {
        return Piece::Text(tag);
    }
    let inside = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/');
    let (closing, inside) = inside
        .strip_prefix('/')
        .map_or((false, inside), |inside| (true, inside));
    let name = inside
        .split(char::is_whitespace)
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    match (name.as_str(), closing) {
        ("br", _) => Piece::Break,
        ("code" | "kbd" | "samp" | "tt", false) => Piece::Code,
        ("code" | "kbd" | "samp" | "tt", true) => Piece::CodeEnd,
        ("a", false) => Piece::Link(target(inside)),
        ("a", true) => Piece::LinkEnd,
        (name, _) if BLOCKS.contains(&name) => Piece::Block,
        (name, _) if LOOKS.contains(&name) || name.starts_with("!--") => Piece::Nothing,
        _ => Piece::Other(tag),
    }
}

/// The value of `href`.
fn target(inside: &str) -> &str {
    let value = inside.split_once("href=").map_or("", |(_, value)| value);
    match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].split(quote).next().unwrap_or_default(),
        _ => value.split(char::is_whitespace).next().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_taken_apart() {
        let html = "<p>One<BR/>two</p> <a target=x href='https://e.com'>x</a><!-- a > b --><iframe src=x> <";
        let expected = [
            Piece::Block,
            Piece::Text("One"),
            Piece::Break,
            Piece::Text("two"),
            Piece::Block,
            Piece::Text(" "),
            Piece::Link("https://e.com"),
            Piece::Text("x"),
            Piece::LinkEnd,
            Piece::Nothing,
            Piece::Other("<iframe src=x>"),
            Piece::Text(" "),
            Piece::Text("<"),
        ];
        assert_eq!(pieces(html), expected);
    }
}
