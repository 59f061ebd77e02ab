// kiln-runtime: support code, copied unchanged into generated crates.
//! `Link` headers (RFC 8288).
//!
//! ```text
//! Link: <https://api.example.com/things?page=2>; rel="next", </things?page=9>; rel=last
//! ```
//!
//! Names of parameters and relations are read without regard to case; of several `rel` in
//! one link the first counts, as the RFC says. A link with an `anchor` is about something
//! else, and is left alone.

use http::HeaderMap;
use http::header::LINK;

/// The target of the first link with the relation `next`.
pub(super) fn next(headers: &HeaderMap) -> Option<String> {
    let values = headers.get_all(LINK).iter();
    values.filter_map(|value| value.to_str().ok()).find_map(next_in)
}

fn next_in(value: &str) -> Option<String> {
    let mut rest = value;
    loop {
        rest = rest.trim_start_matches([' ', '\t', ',']);
        let (target, behind) = rest.strip_prefix('<')?.split_once('>')?;
        let (is_next, behind) = parameters(behind);
        if is_next {
            return Some(target.trim().to_owned());
        }
        rest = behind;
    }
}

/// Whether the parameters of a link say `next`, and what follows them.
fn parameters(text: &str) -> (bool, &str) {
    let (mut relation, mut is_elsewhere, mut rest) = (None, false, text);
    loop {
        rest = rest.trim_start_matches([' ', '\t']);
        let Some(parameter) = rest.strip_prefix(';') else { break };
        let parameter = parameter.trim_start_matches([' ', '\t']);
        let end = parameter.find(['=', ';', ',']).unwrap_or(parameter.len());
        let (name, behind) = parameter.split_at(end);
        let (value, behind) = match behind.strip_prefix('=') {
            Some(behind) => value(behind.trim_start_matches([' ', '\t'])),
            None => (String::new(), behind),
        };
        match name.trim_end().to_ascii_lowercase().as_str() {
            "rel" if relation.is_none() => relation = Some(value),
            "anchor" => is_elsewhere = true,
            _ => {}
        }
        rest = behind;
    }
    let relation = relation.unwrap_or_default();
    let mut relations = relation.split_ascii_whitespace();
    let is_next = relations.any(|name| name.eq_ignore_ascii_case("next"));
    // What is no parameter is skipped, so that the next link is found.
    let behind = rest.find(',').and_then(|comma| rest.get(comma..)).unwrap_or_default();
    (is_next && !is_elsewhere, behind)
}

/// A value with or without quotes, and what follows it.
fn value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let (value, behind) = text.split_at(text.find([';', ',']).unwrap_or(text.len()));
        return (value.trim_end().to_owned(), behind);
    };
    let mut value = String::new();
    let mut characters = quoted.char_indices();
    while let Some((place, character)) = characters.next() {
        match character {
            '"' => return (value, quoted.get(place + 1..).unwrap_or_default()),
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            other => value.push(other),
        }
    }
    (value, "")
}
