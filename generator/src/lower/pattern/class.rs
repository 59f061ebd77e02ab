//! Classes of characters in brackets.
//!
//! ```text
//! [a-z\d_-]   [^\s]   []   [^]   [\S\n]
//! ```
//!
//! A class is kept as a set of ranges and, for as long as every item of it means the same in both syntaxes, as it is
//! written too.

use super::Rest;
use super::escape::{self, Escape, character};

/// A set of characters: ascending ranges of code points that do not touch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Set {
    ranges: Vec<(u32, u32)>,
    /// The items as they may be written, if that is known.
    text: Option<String>,
    /// Whether it is what is not in the ranges.
    negated: bool,
}

/// The last code point.
const LAST: u32 = 0x0010_FFFF;

/// What `\s` stands for: white space and ends of lines.
const SPACES: &[(u32, u32)] = &[
    (0x09, 0x0D),
    (0x20, 0x20),
    (0xA0, 0xA0),
    (0x1680, 0x1680),
    (0x2000, 0x200A),
    (0x2028, 0x2029),
    (0x202F, 0x202F),
    (0x205F, 0x205F),
    (0x3000, 0x3000),
    (0xFEFF, 0xFEFF),
];

const DIGITS: &[(u32, u32)] = &[(0x30, 0x39)];

const WORDS: &[(u32, u32)] = &[(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)];

impl Set {
    /// The class of an escape.
    pub(super) fn of(name: char) -> Option<Self> {
        let ranges = match name.to_ascii_lowercase() {
            'd' => DIGITS,
            'w' => WORDS,
            's' => SPACES,
            _ => return None,
        };
        let ranges = ranges.to_vec();
        Some(Self {
            ranges,
            text: None,
            negated: name.is_ascii_uppercase(),
        })
    }

    /// Writes the class in plain syntax.
    pub(super) fn write(&self, written: &mut String) {
        if self.ranges.is_empty() {
            // An empty class has no form of its own: it is what is not in the full one.
            written.push_str(if self.negated { "[" } else { "[^" });
            written.push_str(r"\x{0}-\x{10FFFF}]");
            return;
        }
        written.push_str(if self.negated { "[^" } else { "[" });
        if let Some(text) = &self.text {
            written.push_str(text);
        } else {
            for (first, last) in &self.ranges {
                end(*first, written);
                if last > first {
                    written.push('-');
                    end(*last, written);
                }
            }
        }
        written.push(']');
    }
}

/// An end of a range.
fn end(code: u32, written: &mut String) {
    match char::from_u32(code) {
        Some(c) => inside(c, written),
        // Halves of pairs occur in no text, so a range may as well end beside them.
        None => written.push_str(if code < 0xDC00 { r"\x{D7FF}" } else { r"\x{E000}" }),
    }
}

/// Writes a character within a class.
fn inside(c: char, written: &mut String) {
    if "\\[]^-&~".contains(c) {
        written.push('\\');
    }
    character(c, written);
}

/// An item of a class.
enum Item {
    /// A character, as it may be written.
    Character(char, String),
    /// A class within the class.
    Class(char),
}

/// Reads a class behind its bracket.
pub(super) fn class(rest: &mut Rest<'_>) -> Option<Set> {
    let negated = rest.next_if_eq(&'^').is_some();
    let mut ranges = Vec::new();
    let mut text = Some(String::new());
    while let Some(first) = item(rest)? {
        let spans = rest.peek() == Some(&'-') && {
            let mut ahead = rest.clone();
            ahead.next();
            !matches!(ahead.peek(), Some(']') | None)
        };
        match first {
            Item::Class(name) => {
                let set = Set::of(name)?;
                let whole = if set.negated {
                    complement(&set.ranges)
                } else {
                    set.ranges
                };
                ranges.extend(whole);
                let same = matches!(name, 'd' | 'D' | 'w' | 'W');
                text = text.filter(|_| same).map(|text| format!("{text}\\{name}"));
            }
            Item::Character(from, written) if spans => {
                rest.next();
                // `[a-\d]` is one of the three things beside each other; the flag `u` forbids it.
                let Some(Item::Character(to, end)) = item(rest)? else {
                    return None;
                };
                if from > to {
                    return None;
                }
                ranges.push((from.into(), to.into()));
                text = text.map(|text| format!("{text}{written}-{end}"));
            }
            Item::Character(c, written) => {
                ranges.push((c.into(), c.into()));
                text = text.map(|text| text + &written);
            }
        }
    }
    Some(Set {
        ranges: united(ranges),
        text,
        negated,
    })
}

/// The next item; nothing at the bracket that ends the class.
#[expect(clippy::option_option, reason = "no class at all, and a class that is at its end")]
fn item(rest: &mut Rest<'_>) -> Option<Option<Item>> {
    let mut written = String::new();
    let c = match rest.next()? {
        ']' => return Some(None),
        '\\' => {
            if rest.next_if_eq(&'b').is_some() {
                return Some(Some(Item::Character('\u{8}', r"\x{8}".to_owned())));
            }
            match escape::escape(rest)? {
                Escape::Class(name) => return Some(Some(Item::Class(name))),
                Escape::Character(c) => c,
            }
        }
        // At the end of a class it stands for itself in both.
        '-' if rest.peek() == Some(&']') => return Some(Some(Item::Character('-', "-".to_owned()))),
        c => c,
    };
    inside(c, &mut written);
    Some(Some(Item::Character(c, written)))
}

/// Ranges in order, those that touch made one.
fn united(mut ranges: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    ranges.sort_unstable();
    let mut united: Vec<(u32, u32)> = Vec::new();
    for (first, last) in ranges {
        match united.last_mut() {
            Some((_, end)) if first <= end.saturating_add(1) => *end = (*end).max(last),
            _ => united.push((first, last)),
        }
    }
    united
}

/// Everything outside of ascending ranges.
fn complement(ranges: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let mut rest = Vec::new();
    let mut next = 0;
    for (first, last) in ranges {
        if *first > next {
            rest.push((next, first - 1));
        }
        next = last + 1;
    }
    if next <= LAST {
        rest.push((next, LAST));
    }
    rest
}
