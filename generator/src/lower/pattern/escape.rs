//! What stands behind a backslash.
//!
//! ```text
//! \t \cJ \x41 \u0041 \uD83D\uDE00 \u{1F600} \/ \-      characters
//! \d \D \w \W \s \S                                    classes
//! ```
//!
//! Escapes of letters that ECMA-262 does not define have no meaning here, such as `\A` and `\Z`.

use std::fmt::Write as _;

use super::Rest;
use crate::diag::Code;

/// A character or a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Escape {
    /// One character.
    Character(char),
    /// The class with this letter.
    Class(char),
}

/// Reads what stands behind a backslash; boundaries and `\b` are the caller's.
pub(super) fn escape(rest: &mut Rest<'_>) -> Option<Escape> {
    let next = rest.next()?;
    let character = match next {
        'd' | 'D' | 'w' | 'W' | 's' | 'S' => return Some(Escape::Class(next)),
        't' => '\t',
        'n' => '\n',
        'v' => '\u{B}',
        'f' => '\u{C}',
        'r' => '\r',
        '0' if !rest.peek().is_some_and(char::is_ascii_digit) => '\0',
        'c' => {
            let letter = rest.next().filter(char::is_ascii_alphabetic)?;
            char::from_u32(u32::from(letter) % 32)?
        }
        'x' => char::from_u32(hexadecimal(rest, 2)?)?,
        'u' => unicode(rest)?,
        other if other.is_ascii_alphanumeric() => return None,
        other => other,
    };
    Some(Escape::Character(character))
}

/// The letter of the first escape that ECMA-262 has not, or has only with the flag `u`.
pub(super) fn unknown(source: &str) -> Option<char> {
    let mut rest = source.chars().peekable();
    while let Some(next) = rest.next() {
        if next != '\\' {
            continue;
        }
        let letter = rest.next()?;
        let known = !letter.is_ascii_alphabetic() || "bBdDwWsStnvfrcxk".contains(letter);
        if !known && (letter != 'u' || rest.peek() == Some(&'{')) {
            return Some(letter);
        }
    }
    None
}

/// What to write in place of an escape that ECMA-262 does not have.
pub(super) fn remedy(letter: char) -> String {
    match letter {
        'A' => "write `^` for the beginning of the text, in place of `\\A`".to_owned(),
        'z' | 'Z' => format!("write `$` for the end of the text, in place of `\\{letter}`"),
        'h' => "write `[ \\t]` in place of `\\h`, or `[0-9A-Fa-f]` if digits are meant".to_owned(),
        'p' | 'P' | 'u' => Code::UnsupportedPattern.remedy().to_owned(),
        _ => format!("ECMA-262 has no `\\{letter}`: write what it stands for in other dialects"),
    }
}

/// What stands behind `\u`; two halves of a pair are one character, and a half alone is none.
fn unicode(rest: &mut Rest<'_>) -> Option<char> {
    if rest.next_if_eq(&'{').is_some() {
        let digits: String = std::iter::from_fn(|| rest.next_if(char::is_ascii_hexdigit)).collect();
        rest.next().filter(|next| *next == '}')?;
        return char::from_u32(u32::from_str_radix(&digits, 16).ok()?);
    }
    let unit = hexadecimal(rest, 4)?;
    if !(0xD800..0xDC00).contains(&unit) {
        return char::from_u32(unit);
    }
    (rest.next() == Some('\\') && rest.next() == Some('u')).then_some(())?;
    let second = hexadecimal(rest, 4).filter(|unit| (0xDC00..0xE000).contains(unit))?;
    char::from_u32(0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00))
}

fn hexadecimal(rest: &mut Rest<'_>, digits: usize) -> Option<u32> {
    (0..digits).try_fold(0, |number, _| Some(number * 16 + rest.next()?.to_digit(16)?))
}

/// Writes a character that stands for itself.
pub(super) fn literal(c: char, written: &mut String) {
    if "\\.+*?()|[]{}^$".contains(c) {
        written.push('\\');
    }
    character(c, written);
}

/// Writes a character so that it can be read.
pub(super) fn character(c: char, written: &mut String) {
    match c {
        '\t' => written.push_str("\\t"),
        '\n' => written.push_str("\\n"),
        '\r' => written.push_str("\\r"),
        c if c.is_ascii_graphic() || c == ' ' || c.is_alphanumeric() => written.push(c),
        c => {
            let _ = write!(written, "\\x{{{:X}}}", u32::from(c));
        }
    }
}
