//! Symbols → words, where they carry meaning.
//!
//! ```yaml
//! enum: ["+1", "-1", "-created_at", "<5", ">=10", "C#", "C++", "*", "50%"]
//! ```
//!
//! Without this, `+1` and `-1` would both be `1`. Symbols are replaced by their word between spaces; all else is left
//! to [`Words`](super::Words).

use super::words::is_word_char;

/// Which symbols become words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Symbols {
    /// Those without which the text would mean something else.
    Meaningful,
    /// All that have a word.
    All,
}

/// Comparison operators, longest first.
const OPERATORS: &[(&str, &str)] = &[
    ("<=", "lte"),
    (">=", "gte"),
    ("!=", "ne"),
    ("==", "eq"),
    ("<>", "ne"),
    ("<", "lt"),
    (">", "gt"),
];

/// The word for a symbol.
fn word(symbol: char) -> Option<&'static str> {
    Some(match symbol {
        '+' => "plus",
        '-' => "dash",
        '*' => "star",
        '/' => "slash",
        '\\' => "backslash",
        '=' => "eq",
        '%' => "percent",
        '#' => "hash",
        '@' => "at",
        '$' => "dollar",
        '&' => "and",
        '|' => "or",
        '!' => "not",
        '?' => "question",
        '~' => "tilde",
        '^' => "caret",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '_' => "underscore",
        ' ' => "space",
        '(' | ')' => "paren",
        '[' | ']' => "bracket",
        '{' | '}' => "brace",
        '\'' | '"' => "quote",
        '€' => "euro",
        '£' => "pound",
        '°' => "degree",
        _ => return None,
    })
}

/// Replaces symbols by their words.
pub(super) fn spell(text: &str, symbols: Symbols) -> String {
    // A text of nothing but symbols has no other meaning than theirs.
    let alone = !text.contains(is_word_char);
    let mut spelled = String::with_capacity(text.len());
    let mut before = None;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let operator = OPERATORS.iter().find(|(symbol, _)| rest.starts_with(symbol));
        let (length, replacement) = if let Some((symbol, word)) = operator {
            (symbol.len(), Some(*word))
        } else {
            let after = rest.chars().nth(1);
            let named = || word(c).filter(|_| symbols == Symbols::All || (alone && !matches!(c, '_' | ' ')));
            (c.len_utf8(), meaning(before, c, after).or_else(named))
        };
        match replacement {
            Some(word) => spelled.extend([" ", word, " "]),
            None => spelled.push(c),
        }
        before = Some(c);
        rest = &rest[length..];
    }
    spelled
}

/// The word for a symbol that carries meaning between these neighbours.
fn meaning(before: Option<char>, symbol: char, after: Option<char>) -> Option<&'static str> {
    let inside = |c: Option<char>| c.is_some_and(is_word_char);
    match symbol {
        // `-1`, `-created_at`; but `a-b` and `--flag`
        '-' if before.is_none() && inside(after) => Some("minus"),
        // `!done`
        '!' if before.is_none() && inside(after) => Some("not"),
        // `C#`
        '#' if inside(before) && !inside(after) => Some("sharp"),
        // `+1`, `C++`, `GMT+1`; but `application/problem+json`
        '+' if !(inside(before) && after.is_some_and(char::is_alphabetic)) => Some("plus"),
        '%' if before.is_some_and(char::is_numeric) => Some("percent"),
        '*' => Some("star"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::names::Words;

    fn split(text: &str) -> String {
        Words::split(text).as_slice().join(" ")
    }

    #[test]
    fn symbols_that_carry_the_meaning_become_words() {
        for (text, words) in [
            ("+1", "plus 1"),
            ("-1", "minus 1"),
            ("-created_at", "minus created at"),
            ("created_at", "created at"),
            (">=10", "gte 10"),
            ("StartTime<", "start time lt"),
            ("C++", "c plus plus"),
            ("C#", "c sharp"),
            ("Etc/GMT+1", "etc gmt plus 1"),
            ("50%", "50 percent"),
            ("*", "star"),
            ("repo:*", "repo star"),
            ("!=", "ne"),
            ("__", ""),
        ] {
            assert_eq!(split(text), words, "{text}");
        }
    }

    #[test]
    fn symbols_between_words_separate() {
        for (text, words) in [
            ("a-b", "a b"),
            ("application/problem+json", "application problem json"),
            ("$filter", "filter"),
            ("@type", "type"),
            ("page[size]", "page size"),
            ("--flag", "flag"),
            ("utf-8", "utf 8"),
        ] {
            assert_eq!(split(text), words, "{text}");
        }
    }

    #[test]
    fn spelling_out_tells_apart_what_separators_hide() {
        assert_eq!(Words::spelled("a-b").as_slice().join(" "), "a dash b");
        assert_eq!(Words::spelled("@type").as_slice().join(" "), "at type");
    }
}
