// kiln-runtime: support code, copied unchanged into generated crates.
//! Whether a text is a regular expression of ECMA-262, by its grammar; it is not compiled.
//!
//! A brace that begins no repetition stands for itself, as browsers have it. Letters behind a backslash
//! have to mean something.

use std::iter::Peekable;
use std::str::Chars;

pub(super) fn is_regex(text: &str) -> bool {
    is_pattern(&mut text.chars().peekable()).is_some()
}

/// Walks over an expression; `None` where it is none.
fn is_pattern(rest: &mut Peekable<Chars<'_>>) -> Option<()> {
    let mut depth = 0_usize;
    // Whether something stands here that can be repeated.
    let mut repeatable = false;
    while let Some(c) = rest.next() {
        repeatable = match c {
            '(' => {
                depth += 1;
                group(rest)?;
                false
            }
            ')' => {
                depth = depth.checked_sub(1)?;
                true
            }
            '[' => {
                class(rest)?;
                true
            }
            '\\' => {
                escape(rest)?;
                true
            }
            '*' | '+' | '?' => {
                if !repeatable {
                    return None;
                }
                rest.next_if_eq(&'?');
                false
            }
            '{' if repeatable && repetition(rest) => {
                rest.next_if_eq(&'?');
                false
            }
            '|' | '^' | '$' => false,
            _ => true,
        };
    }
    (depth == 0).then_some(())
}

/// What follows the parenthesis of a group that does more than capture.
fn group(rest: &mut Peekable<Chars<'_>>) -> Option<()> {
    if rest.next_if_eq(&'?').is_none() {
        return Some(());
    }
    match rest.next()? {
        ':' | '=' | '!' => Some(()),
        '<' if rest.next_if(|c| matches!(c, '=' | '!')).is_some() => Some(()),
        '<' => name(rest),
        _ => None,
    }
}

/// A name up to its `>`.
fn name(rest: &mut Peekable<Chars<'_>>) -> Option<()> {
    let mut length = 0;
    loop {
        match rest.next()? {
            '>' if length > 0 => return Some(()),
            c if c.is_alphanumeric() || matches!(c, '_' | '$') => length += 1,
            _ => return None,
        }
    }
}

fn class(rest: &mut Peekable<Chars<'_>>) -> Option<()> {
    loop {
        match rest.next()? {
            ']' => return Some(()),
            '\\' => escape(rest)?,
            _ => {}
        }
    }
}

fn escape(rest: &mut Peekable<Chars<'_>>) -> Option<()> {
    match rest.next()? {
        'c' => rest.next().filter(char::is_ascii_alphabetic).map(drop),
        'x' => hexadecimal(rest, 2),
        'u' if rest.next_if_eq(&'{').is_some() => {
            braced(rest, |c| c.is_ascii_hexdigit())
        }
        'u' => hexadecimal(rest, 4),
        'p' | 'P' => {
            rest.next_if_eq(&'{')?;
            braced(rest, |c| c.is_ascii_alphanumeric() || matches!(c, '_' | '='))
        }
        'k' => {
            rest.next_if_eq(&'<')?;
            name(rest)
        }
        'd' | 'D' | 'w' | 'W' | 's' | 'S' | 'b' | 'B' | 'n' | 'r' | 't' | 'v' | 'f' => {
            Some(())
        }
        c => (!c.is_ascii_alphabetic()).then_some(()),
    }
}

fn hexadecimal(rest: &mut Peekable<Chars<'_>>, digits: usize) -> Option<()> {
    (0..digits).try_for_each(|_| rest.next().filter(char::is_ascii_hexdigit).map(drop))
}

/// One or more of these characters, up to a closing brace.
fn braced(rest: &mut Peekable<Chars<'_>>, inside: fn(char) -> bool) -> Option<()> {
    let mut length = 0;
    loop {
        match rest.next()? {
            '}' if length > 0 => return Some(()),
            c if inside(c) => length += 1,
            _ => return None,
        }
    }
}

/// Reads `2}`, `2,}` or `2,5}` if that is what follows.
fn repetition(rest: &mut Peekable<Chars<'_>>) -> bool {
    let mut ahead = rest.clone();
    let mut digits = 0;
    let mut commas = 0;
    for c in ahead.by_ref() {
        match c {
            '}' if digits > 0 => {
                *rest = ahead;
                return true;
            }
            ',' if digits > 0 && commas == 0 => commas += 1,
            c if c.is_ascii_digit() => digits += 1,
            _ => return false,
        }
    }
    false
}
