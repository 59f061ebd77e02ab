//! Path templates.
//!
//! ```yaml
//! paths: { "/browsers/{id}/replays": { … } }
//! ```
//!
//! A template is taken apart into literal text and parameters. A brace without its partner and a query in the path are
//! refused.

use crate::ir::PathSegment;

/// The pieces of a template, or why it has none.
pub(super) fn segments(template: &str) -> Result<Vec<PathSegment>, &'static str> {
    if template.contains(['?', '#']) {
        return Err("a query or fragment inside of a path");
    }
    let mut segments = Vec::new();
    let mut rest = template;
    while let Some((literal, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').ok_or("a `{` without its `}`")?;
        if literal.contains('}') {
            return Err("a `}` without its `{`");
        }
        if name.is_empty() || name.contains('{') {
            return Err("a path parameter without a proper name");
        }
        if !literal.is_empty() {
            segments.push(PathSegment::Literal(literal.to_owned()));
        }
        segments.push(PathSegment::Parameter(name.to_owned()));
        rest = after;
    }
    if rest.contains('}') {
        return Err("a `}` without its `{`");
    }
    if !rest.is_empty() {
        segments.push(PathSegment::Literal(rest.to_owned()));
    }
    Ok(segments)
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
    fn broken_templates_are_refused() {
        for template in ["/{a", "/a}", "/{}", "/a}/{b}", "/{a{b}}", "/a?beta=true"] {
            assert!(segments(template).is_err(), "{template}");
        }
    }
}
