//! Regular expressions: from the syntax of ECMA-262 to one that a plain engine has.
//!
//! ```yaml
//! pattern: '^[\w\s]+\/\cJ$'        # Rust: ^[\w\t-\r …]+/\n$
//! pattern: '^(?!sink_)\p{L}+$'     # only an engine for ECMA-262 can do this
//! ```
//!
//! The dialects look alike and differ in what `.`, `\s` and many escapes mean, so a pattern is read as ECMA-262 reads it
//! and written anew; what means the same stays as it is written. Look-around, back references and classes of Unicode
//! have no plain form: such a pattern is left to an engine for ECMA-262 as it stands. One that neither accepts is
//! reported.

mod class;
mod escape;

use std::iter::Peekable;
use std::str::Chars;

use class::Set;
use escape::{Escape, literal};

use super::context::Context;
use crate::diag::{Code, Diagnostic};
use crate::ir::Pattern;
use crate::openapi::Schema;

/// The characters of a pattern that are still to be read.
type Rest<'a> = Peekable<Chars<'a>>;

/// How deep groups may be within each other; the engines have limits of their own.
const NESTING: usize = 100;

impl Context<'_> {
    /// The pattern of a schema, if it can be checked at all; says so if not.
    pub(super) fn pattern(&mut self, schema: &Schema, key: &str, source: &str) -> Option<Pattern> {
        if let Some(known) = self.patterns.get(source) {
            let known = known.clone();
            if known.is_none() {
                self.report_pattern(schema, key, source);
            }
            return known;
        }
        let pattern = read(source);
        self.patterns.insert(source.to_owned(), pattern.clone());
        if pattern.is_none() {
            self.report_pattern(schema, key, source);
        }
        pattern
    }

    fn report_pattern(&mut self, schema: &Schema, key: &str, source: &str) {
        let place = self.document.node(schema.node).key_place(key);
        let message = format!("the pattern `{source}` is no regular expression of ECMA-262");
        let diagnostic = Diagnostic::new(Code::UnsupportedPattern, message).at(&place, "not checked");
        self.push(match escape::unknown(source) {
            Some(letter) => diagnostic.remedy(escape::remedy(letter)),
            None => diagnostic,
        });
    }
}

/// A pattern in the form in which it can be checked.
pub(super) fn read(source: &str) -> Option<Pattern> {
    let plain = plain(source).filter(|plain| regex_lite::Regex::new(plain).is_ok());
    (plain.is_some() || ecma(source).is_some()).then(|| Pattern {
        source: source.to_owned(),
        plain,
    })
}

/// Whether a text matches a pattern.
pub(super) fn matches(pattern: &Pattern, text: &str) -> bool {
    match &pattern.plain {
        Some(plain) => regex_lite::Regex::new(plain).is_ok_and(|regex| regex.is_match(text)),
        None => ecma(&pattern.source).is_some_and(|regex| regex.find(text).is_some()),
    }
}

/// The pattern for an engine of ECMA-262: with the flag `u`, as JSON Schema recommends it, or else without.
///
/// Without the flag, a backslash before a letter that means nothing is ignored: `\A` would be the letter A. Nobody means
/// that, so such a pattern is none.
fn ecma(source: &str) -> Option<regress::Regex> {
    let flags: &[&str] = if escape::unknown(source).is_some() {
        &["u"]
    } else {
        &["u", ""]
    };
    flags
        .iter()
        .find_map(|flags| regress::Regex::with_flags(source, *flags).ok())
}

/// The pattern in plain syntax, if it has such a form.
fn plain(source: &str) -> Option<String> {
    let mut rest = source.chars().peekable();
    let mut written = String::new();
    alternatives(&mut rest, &mut written, 0)?;
    rest.next().is_none().then_some(written)
}

/// Everything up to the end of the pattern or of the group.
fn alternatives(rest: &mut Rest<'_>, written: &mut String, depth: usize) -> Option<()> {
    if depth > NESTING {
        return None;
    }
    // Whether something stands before that a quantifier can be about.
    let mut repeatable = false;
    while let Some(&next) = rest.peek() {
        if next == ')' {
            return (depth > 0).then_some(());
        }
        rest.next();
        repeatable = match next {
            '|' | '^' | '$' => {
                written.push(next);
                false
            }
            '*' | '+' | '?' => {
                quantified(repeatable, rest, written, &next.to_string())?;
                false
            }
            '{' => {
                if let Some(range) = braces(rest) {
                    quantified(repeatable, rest, written, &range)?;
                    false
                } else {
                    literal('{', written);
                    true
                }
            }
            '(' => {
                group(rest, written)?;
                alternatives(rest, written, depth + 1)?;
                rest.next().filter(|next| *next == ')')?;
                written.push(')');
                true
            }
            '.' => {
                written.push_str(r"[^\n\r\x{2028}\x{2029}]");
                true
            }
            '[' => {
                class::class(rest)?.write(written);
                true
            }
            '\\' => escaped(rest, written)?,
            other => {
                literal(other, written);
                true
            }
        };
    }
    (depth == 0).then_some(())
}

/// A quantifier, greedy or not.
fn quantified(repeatable: bool, rest: &mut Rest<'_>, written: &mut String, quantifier: &str) -> Option<()> {
    if !repeatable {
        return None;
    }
    written.push_str(quantifier);
    if rest.next_if_eq(&'?').is_some() {
        written.push('?');
    }
    Some(())
}

/// The rest of `{2}`, `{2,}` or `{2,5}` with its braces; a brace that opens none of these stands for itself.
fn braces(rest: &mut Rest<'_>) -> Option<String> {
    let mut ahead = rest.clone();
    let mut range = String::from("{");
    loop {
        let next = ahead.next()?;
        range.push(next);
        match next {
            '0'..='9' => {}
            ',' if range.len() > 2 && !range[..range.len() - 1].contains(',') => {}
            '}' if range.len() > 2 => break,
            _ => return None,
        }
    }
    *rest = ahead;
    Some(range)
}

/// The beginning of a group behind its parenthesis; none for look-around and for flags.
fn group(rest: &mut Rest<'_>, written: &mut String) -> Option<()> {
    if rest.next_if_eq(&'?').is_none() {
        written.push('(');
        return Some(());
    }
    written.push_str("(?:");
    match rest.next()? {
        ':' => Some(()),
        '<' => {
            let name: String = std::iter::from_fn(|| rest.next_if(|c| *c != '>')).collect();
            let named = name.starts_with(|c: char| c.is_alphabetic() || "_$".contains(c));
            (named && rest.next() == Some('>')).then_some(())
        }
        _ => None,
    }
}

/// What stands behind a backslash outside of a class; whether it can be repeated.
fn escaped(rest: &mut Rest<'_>, written: &mut String) -> Option<bool> {
    if let Some(boundary) = rest.next_if(|next| matches!(next, 'b' | 'B')) {
        written.extend(['\\', boundary]);
        return Some(false);
    }
    match escape::escape(rest)? {
        Escape::Character(c) => literal(c, written),
        // These two mean the same in both.
        Escape::Class(name @ ('d' | 'D' | 'w' | 'W')) => written.extend(['\\', name]),
        Escape::Class(name) => Set::of(name)?.write(written),
    }
    Some(true)
}

#[cfg(test)]
mod tests;
