// kiln-runtime: support code, copied unchanged into generated crates.
//! Addresses: host names, email addresses, IP addresses.
//!
//! Names and addresses come in two kinds each: in ASCII, and in the letters of all scripts. Which letters
//! those are would take tables of Unicode, so only spaces and control characters are refused.

use std::net::{Ipv4Addr, Ipv6Addr};

pub(super) fn is_ipv4(text: &str) -> bool {
    text.parse::<Ipv4Addr>().is_ok()
}

pub(super) fn is_ipv6(text: &str) -> bool {
    text.parse::<Ipv6Addr>().is_ok()
}

pub(super) fn is_hostname(text: &str) -> bool {
    text.is_ascii() && text.len() <= 253 && text.split('.').all(is_label)
}

pub(super) fn is_idn_hostname(text: &str) -> bool {
    // These three are full stops too, of other scripts.
    let mut labels = text.split(['.', '\u{3002}', '\u{FF0E}', '\u{FF61}']);
    text.chars().count() <= 253 && labels.all(is_label)
}

fn is_label(label: &str) -> bool {
    let is_inside = |c: char| c.is_ascii_alphanumeric() || c == '-' || is_foreign(c);
    (1..=63).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.chars().all(is_inside)
}

/// Whether a character is none of ASCII and can stand in a name.
fn is_foreign(c: char) -> bool {
    !c.is_ascii() && !c.is_control() && !c.is_whitespace()
}

pub(super) fn is_email(text: &str) -> bool {
    text.is_ascii() && is_idn_email(text)
}

pub(super) fn is_idn_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let literal = domain.strip_prefix('[').and_then(|literal| literal.strip_suffix(']'));
    let is_domain = match literal {
        Some(literal) => match literal.strip_prefix("IPv6:") {
            Some(address) => is_ipv6(address),
            None => is_ipv4(literal),
        },
        None => is_idn_hostname(domain),
    };
    let quoted = local.strip_prefix('"').and_then(|quoted| quoted.strip_suffix('"'));
    let is_local = match quoted {
        Some(quoted) => is_quoted(quoted),
        None => local.split('.').all(is_atom),
    };
    local.len() <= 64 && is_local && is_domain
}

/// A word of the part before the `@`.
fn is_atom(text: &str) -> bool {
    let is_inside = |c: char| {
        c.is_ascii_alphanumeric() || !c.is_ascii() || "!#$%&'*+-/=?^_`{|}~".contains(c)
    };
    !text.is_empty() && text.chars().all(is_inside)
}

/// What stands between quotes before the `@`.
fn is_quoted(text: &str) -> bool {
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        let shown = match c {
            '"' => return false,
            '\\' => characters.next(),
            c => Some(c),
        };
        if shown.is_none_or(|c| c.is_ascii_control()) {
            return false;
        }
    }
    true
}
