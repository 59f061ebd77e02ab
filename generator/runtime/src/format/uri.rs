// kiln-runtime: support code, copied unchanged into generated crates.
//! URIs (RFC 3986), IRIs (RFC 3987), references to them, and templates (RFC 6570).
//!
//! ```text
//! https://user@example.com:8080/a/b?c=d#e      a URI
//! /a/b?c=d                                     a relative reference
//! https://example.com/{id}{?page,limit*}       a template
//! ```

use std::net::Ipv6Addr;

/// Which characters count besides those of ASCII.
#[derive(Clone, Copy, PartialEq)]
enum Letters {
    Ascii,
    All,
    /// Those for private use too.
    Private,
}

pub(super) fn is_uri(text: &str) -> bool {
    let rest = behind_scheme(text);
    rest.is_some_and(|rest| is_relative(rest, Letters::Ascii))
}

pub(super) fn is_uri_reference(text: &str) -> bool {
    is_reference(text, Letters::Ascii)
}

pub(super) fn is_iri(text: &str) -> bool {
    let rest = behind_scheme(text);
    rest.is_some_and(|rest| is_relative(rest, Letters::All))
}

pub(super) fn is_iri_reference(text: &str) -> bool {
    is_reference(text, Letters::All)
}

fn is_reference(text: &str, letters: Letters) -> bool {
    let path = text.split(['/', '?', '#']).next().unwrap_or_default();
    match behind_scheme(text) {
        Some(rest) => is_relative(rest, letters),
        // What looks like a scheme and is none is not the first step of a path either.
        None => !path.contains(':') && is_relative(text, letters),
    }
}

/// What follows the scheme and its colon.
fn behind_scheme(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_once(':')?;
    let inside = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(inside);
    is_scheme.then_some(rest)
}

/// Host, path, query and fragment, each of which may be missing.
fn is_relative(text: &str, letters: Letters) -> bool {
    let (text, fragment) = text.split_once('#').unwrap_or((text, ""));
    let (text, query) = text.split_once('?').unwrap_or((text, ""));
    let in_query =
        if letters == Letters::Ascii { Letters::Ascii } else { Letters::Private };
    let path = match text.strip_prefix("//") {
        Some(text) => {
            let end = text.find('/').unwrap_or(text.len());
            let (authority, path) = text.split_at(end);
            if !is_authority(authority, letters) {
                return false;
            }
            path
        }
        None => text,
    };
    consists(path, ":@/", letters)
        && consists(query, ":@/?", in_query)
        && consists(fragment, ":@/?", letters)
}

fn is_authority(text: &str, letters: Letters) -> bool {
    let (user, address) = text.rsplit_once('@').unwrap_or(("", text));
    let bracketed =
        address.strip_prefix('[').and_then(|address| address.split_once(']'));
    let (is_host, port) = if let Some((literal, port)) = bracketed {
        (is_literal(literal), port)
    } else {
        let end = address.rfind(':').unwrap_or(address.len());
        let (host, port) = address.split_at(end);
        (consists(host, "", letters), port)
    };
    let digits = port.strip_prefix(':').unwrap_or(port);
    let is_port = digits.bytes().all(|byte| byte.is_ascii_digit())
        && (port.is_empty() || port.starts_with(':'));
    is_host && is_port && consists(user, ":", letters)
}

/// What stands in brackets in the place of a host: an address of IPv6, or of some version to come.
fn is_literal(text: &str) -> bool {
    let future = text.strip_prefix(['v', 'V']).and_then(|rest| rest.split_once('.'));
    match future {
        Some((version, address)) => {
            let is_version = !version.is_empty()
                && version.bytes().all(|byte| byte.is_ascii_hexdigit());
            let is_address = !address.is_empty()
                && !address.contains('%')
                && consists(address, ":", Letters::Ascii);
            is_version && is_address
        }
        None => text.parse::<Ipv6Addr>().is_ok(),
    }
}

/// Whether a text has only characters that mean themselves, escapes, and some more.
fn consists(text: &str, more: &str, letters: Letters) -> bool {
    let plain = |c: char| {
        c.is_ascii_alphanumeric()
            || "-._~!$&'()*+,;=".contains(c)
            || more.contains(c)
            || (letters != Letters::Ascii && is_letter(c, letters))
    };
    let mut pieces = text.split('%');
    let first = pieces.next().unwrap_or_default();
    first.chars().all(plain)
        && pieces.all(|piece| {
            behind_escape(piece).is_some_and(|rest| rest.chars().all(plain))
        })
}

/// What follows the two hexadecimal digits of an escape.
fn behind_escape(text: &str) -> Option<&str> {
    let (digits, rest) = text.split_at_checked(2)?;
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(rest)
}

/// Whether RFC 3987 allows a character beyond ASCII.
fn is_letter(c: char, letters: Letters) -> bool {
    let code = u32::from(c);
    match code {
        0xE000..=0xF8FF | 0xF_0000.. => letters == Letters::Private,
        0xA0..=0xFDCF | 0xFDF0..=0xFFEF => true,
        0x1_0000..=0xD_FFFF | 0xE_1000..=0xE_FFFF => code & 0xFFFE != 0xFFFE,
        _ => false,
    }
}

pub(super) fn is_uri_template(text: &str) -> bool {
    let mut pieces = text.split('{');
    let first = pieces.next().unwrap_or_default();
    is_literal_text(first)
        && pieces.all(|piece| {
            piece.split_once('}').is_some_and(|(expression, rest)| {
                is_expression(expression) && is_literal_text(rest)
            })
        })
}

fn is_literal_text(text: &str) -> bool {
    let plain = |c: char| {
        let is_other = c.is_ascii_control() || " \"<>\\^`|}".contains(c);
        !is_other && (c.is_ascii() || is_letter(c, Letters::Private))
    };
    let mut pieces = text.split('%');
    let first = pieces.next().unwrap_or_default();
    first.chars().all(plain)
        && pieces.all(|piece| {
            behind_escape(piece).is_some_and(|rest| rest.chars().all(plain))
        })
}

/// An operator and variables, such as `?page,limit*`.
fn is_expression(text: &str) -> bool {
    let operators = ['+', '#', '.', '/', ';', '?', '&', '=', ',', '!', '@', '|'];
    text.strip_prefix(operators).unwrap_or(text).split(',').all(is_variable)
}

fn is_variable(text: &str) -> bool {
    let name = match text.split_once(':') {
        Some((name, length)) => {
            let is_length = (1..=4).contains(&length.len())
                && !length.starts_with('0')
                && length.bytes().all(|byte| byte.is_ascii_digit());
            if !is_length {
                return false;
            }
            name
        }
        None => text.strip_suffix('*').unwrap_or(text),
    };
    let inside = |text: &str| {
        text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    name.split('.').all(|step| {
        let mut pieces = step.split('%');
        let is_start = pieces.next().is_some_and(inside);
        !step.is_empty()
            && is_start
            && pieces.all(|piece| behind_escape(piece).is_some_and(inside))
    })
}
