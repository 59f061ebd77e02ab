//! Doc lines of kiln's own: facts about a value, and lists of things. What they quote from the document is made safe
//! here or has been made safe by `doc_text`.

use super::doc_text;

/// The width of prose and examples inside of an item: 89 columns less one indentation and the comment's slashes.
pub(super) const WIDTH: usize = 81;

/// The longest content of a code span that stands for a value.
const LONGEST_CODE: usize = 200;

/// The content of a code span for a value: one line, no backticks, nothing invisible, neither empty nor too long.
#[must_use]
pub(super) fn code(raw: &str) -> String {
    let text = doc_text::visible(raw).replace('`', "'");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        "\"\"".to_owned()
    } else if text.chars().count() > LONGEST_CODE {
        text.chars().take(LONGEST_CODE).chain(['…']).collect()
    } else {
        text
    }
}

/// A code span for a name or value of the document.
#[must_use]
pub(super) fn span(raw: &str) -> String {
    format!("`{}`", code(raw))
}

/// A link to an address; one that is none of the web is only quoted.
#[must_use]
pub(super) fn link(address: &str) -> String {
    let plain = address
        .chars()
        .all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '[' | ']' | '\\' | '`'));
    let of_web = address.starts_with("https://") || address.starts_with("http://");
    if plain && of_web {
        format!("<{address}>")
    } else {
        span(address)
    }
}

/// `a`, `a and b`, `a, b and c`, with any word before the last.
#[must_use]
pub(super) fn listed(names: &[String], word: &str) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} {word} {last}", rest.join(", ")),
    }
}

/// An item of a list.
#[must_use]
pub(super) fn list_item(text: &str, width: usize) -> Vec<String> {
    let indent = |(index, line): (usize, String)| format!("{}{line}", if index == 0 { "* " } else { "  " });
    wrap(text, width.saturating_sub(2))
        .into_iter()
        .enumerate()
        .map(indent)
        .collect()
}

/// Wraps a text; no line for no text. A code span is one word.
#[must_use]
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words(text) {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}

/// The words: divided at white space, but not inside of a code span.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut in_code = false;
    for c in text.chars() {
        in_code ^= c == '`';
        match words.last_mut() {
            Some(word) if !c.is_whitespace() || in_code => word.push(c),
            _ => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::{code, link, list_item, wrap};

    #[test]
    fn values_are_one_line_without_backticks() {
        assert_eq!(code("a`b\nc\u{202e}"), "a'b c");
        assert_eq!(code(" "), "\"\"");
        assert_eq!(code(&"x".repeat(300)).chars().count(), 201);
    }

    #[test]
    fn only_plain_addresses_become_links() {
        assert_eq!(link("https://a.example/b?c=d"), "<https://a.example/b?c=d>");
        assert_eq!(link("https://a.example/b>c"), "`https://a.example/b>c`");
        assert_eq!(link("javascript:alert(1)"), "`javascript:alert(1)`");
    }

    #[test]
    fn code_spans_are_not_broken() {
        assert_eq!(wrap("one `two three` four", 12), ["one", "`two three`", "four"]);
        assert!(wrap("", 12).is_empty());
    }

    #[test]
    fn items_continue_indented() {
        assert_eq!(list_item("`a`: one two three", 12), ["* `a`: one", "  two three"]);
    }
}
