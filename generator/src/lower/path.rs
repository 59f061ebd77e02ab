//! Path templates.
//!
//! ```yaml
//! paths:
//!   /browsers/{id}/replays: { … }
//!   /v1/{name=shelves/*}:publish: { … }     # google.api.http: a name of several segments
//!   /v1/{+name}: { … }                      # RFC 6570, and `{path*}`, `{*path}`, `{path...}` of other dialects
//!   /users/{id:[0-9]+}: { … }               # JAX-RS: what the server accepts
//! ```
//!
//! A template is taken apart into literal text and parameters. Pairs of a query that stand in a path (`/messages?beta=true`)
//! are sent with every call; a fragment (`/messages#stream`) only tells operations apart that are sent to the same path. A
//! brace without its partner is refused, and so is a template that adds to the query (`{?limit}`).
//!
//! OpenAPI has names in braces and nothing else. What other dialects say of a parameter in its braces is kept: whether its
//! slashes stay, and the form of its values, which is documented and not checked.

use crate::ir::PathSegment;

/// A parameter in a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Variable<'t> {
    /// Its name.
    pub(super) name: &'t str,
    /// All that stands in the braces.
    pub(super) text: &'t str,
    /// The form of its values, as the template has it.
    pub(super) form: Option<&'t str>,
    /// Whether slashes in a value are slashes of the path.
    pub(super) has_slashes: bool,
}

/// A piece of a template.
enum Piece<'t> {
    Literal(&'t str),
    Variable(Variable<'t>),
}

/// What is sent of a path: names alone in braces, and no fragment.
pub(super) fn sent(path: &str) -> String {
    let path = before_fragment(path);
    let Ok(pieces) = pieces(path) else {
        return path.to_owned();
    };
    let text = |piece: &Piece<'_>| match piece {
        Piece::Literal(text) => (*text).to_owned(),
        Piece::Variable(variable) => format!("{{{}}}", variable.name),
    };
    pieces.iter().map(text).collect()
}

/// The pieces of a template, or why it has none.
pub(super) fn segments(template: &str) -> Result<Vec<PathSegment>, &'static str> {
    let segment = |piece| match piece {
        Piece::Literal(text) => PathSegment::Literal(text.to_owned()),
        Piece::Variable(variable) => PathSegment::Parameter(variable.name.to_owned()),
    };
    Ok(pieces(before_fragment(template))?.into_iter().map(segment).collect())
}

/// The parameters of a template in its order; none if it is refused.
pub(super) fn variables(template: &str) -> Vec<Variable<'_>> {
    let pieces = pieces(before_fragment(template)).unwrap_or_default();
    let variable = |piece| match piece {
        Piece::Literal(_) => None,
        Piece::Variable(variable) => Some(variable),
    };
    pieces.into_iter().filter_map(variable).collect()
}

/// A template without the names of its parameters: equal for those that a server cannot tell apart.
pub(super) fn nameless(template: &str) -> String {
    let fragment = &template[before_fragment(template).len()..];
    let text = |piece: &Piece<'_>| match piece {
        Piece::Literal(text) => (*text).to_owned(),
        Piece::Variable(variable) => format!("{{{}}}", variable.form.unwrap_or_default()),
    };
    let pieces = pieces(before_fragment(template)).unwrap_or_default();
    pieces.iter().map(text).collect::<String>() + fragment
}

/// The template without its fragment; a `#` in braces is none.
fn before_fragment(template: &str) -> &str {
    let mut depth = 0_usize;
    for (at, character) in template.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            '#' if depth == 0 => return &template[..at],
            _ => {}
        }
    }
    template
}

fn pieces(template: &str) -> Result<Vec<Piece<'_>>, &'static str> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some((literal, after)) = rest.split_once('{') {
        let end = closing(after).ok_or("a `{` without its `}`")?;
        if literal.contains('}') {
            return Err("a `}` without its `{`");
        }
        if !literal.is_empty() {
            pieces.push(Piece::Literal(literal));
        }
        pieces.push(Piece::Variable(variable(&after[..end])?));
        rest = &after[end + 1..];
    }
    if rest.contains('}') {
        return Err("a `}` without its `{`");
    }
    if !rest.is_empty() {
        pieces.push(Piece::Literal(rest));
    }
    Ok(pieces)
}

/// Where the brace is that closes one before the text.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, character) in text.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => return Some(at),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// What stands in braces.
fn variable(text: &str) -> Result<Variable<'_>, &'static str> {
    if text.starts_with(['?', '&', '#']) {
        return Err("parameters of a query in its template");
    }
    let (name, form) = match text.find(['=', ':']) {
        Some(at) => (&text[..at], Some(text[at + 1..].trim())),
        None => (text, None),
    };
    let name = name.trim();
    let bare = name
        .trim_start_matches(['+', '*'])
        .trim_end_matches("...")
        .trim_end_matches('*');
    if bare.is_empty() || bare.contains(['{', '/']) {
        return Err("a path parameter without a proper name");
    }
    let several = form.is_some_and(|form| form.contains(['/']) || form.contains("**") || matches!(form, ".*" | ".+"));
    Ok(Variable {
        name: bare,
        text,
        form: form.filter(|form| !matches!(*form, "" | "*" | "**")),
        has_slashes: several || bare.len() < name.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_taken_apart() {
        let literal = |text: &str| PathSegment::Literal(text.to_owned());
        let parameter = |name: &str| PathSegment::Parameter(name.to_owned());
        assert_eq!(segments("/a"), Ok(vec![literal("/a")]));
        assert_eq!(
            segments("/a/{b}.{c}/d"),
            Ok(vec![
                literal("/a/"),
                parameter("b"),
                literal("."),
                parameter("c"),
                literal("/d")
            ])
        );
    }

    #[test]
    fn queries_are_sent_and_fragments_are_not() {
        let literal = |text: &str| vec![PathSegment::Literal(text.to_owned())];
        assert_eq!(segments("/a?beta=true"), Ok(literal("/a?beta=true")));
        assert_eq!(segments("/a#stream"), Ok(literal("/a")));
        assert_eq!(sent("/a?b=1#c"), "/a?b=1");
    }

    #[test]
    fn other_dialects_say_more_than_a_name() {
        for (text, name, form, has_slashes) in [
            ("id", "id", None, false),
            ("name=*", "name", None, false),
            ("name=shelves/*", "name", Some("shelves/*"), true),
            ("name=projects/*/topics/**", "name", Some("projects/*/topics/**"), true),
            ("name=**", "name", None, true),
            ("+name", "name", None, true),
            ("path*", "path", None, true),
            ("*path", "path", None, true),
            ("path...", "path", None, true),
            ("id:[0-9]{3}", "id", Some("[0-9]{3}"), false),
            ("id: \\d+ ", "id", Some("\\d+"), false),
            ("rest:.+", "rest", Some(".+"), true),
            ("page.token", "page.token", None, false),
        ] {
            let template = format!("/v1/{{{text}}}:publish");
            let expected = Variable {
                name,
                text,
                form,
                has_slashes,
            };
            assert_eq!(variables(&template), [expected], "{text}");
            assert_eq!(sent(&template), format!("/v1/{{{name}}}:publish"));
        }
    }

    #[test]
    fn names_tell_no_paths_apart_and_forms_do() {
        assert_eq!(nameless("/a/{b}"), nameless("/a/{c}"));
        assert_ne!(nameless("/a/{b=x/*}"), nameless("/a/{b=y/*}"));
        assert_ne!(nameless("/a/{b}#x"), nameless("/a/{b}#y"));
    }

    #[test]
    fn broken_templates_are_refused() {
        for template in [
            "/{a",
            "/a}",
            "/{}",
            "/a}/{b}",
            "/{a{b}}",
            "/{=x}",
            "/{+}",
            "/a{?limit,page}",
            "/{a/b}",
        ] {
            assert!(segments(template).is_err(), "{template}");
        }
    }
}
