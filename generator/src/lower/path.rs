//! Path templates.
//!
//! ```yaml
//! paths: { "/browsers/{id}/replays": { … } }
//! ```
//!
//! A template is taken apart into literal text and parameters. Pairs of a query that stand in a path (`/messages?beta=true`)
//! are sent with every call; a fragment (`/messages#stream`) only tells operations apart that are sent to the same path. A
//! brace without its partner is refused.

use crate::ir::PathSegment;

/// What is sent of a path: no fragment.
pub(super) fn sent(path: &str) -> &str {
    path.split_once('#').map_or(path, |(sent, _)| sent)
}

/// The pieces of a template, or why it has none.
pub(super) fn segments(template: &str) -> Result<Vec<PathSegment>, &'static str> {
    let mut segments = Vec::new();
    let mut rest = sent(template);
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
    fn queries_are_sent_and_fragments_are_not() {
        let literal = |text: &str| vec![PathSegment::Literal(text.to_owned())];
        assert_eq!(segments("/a?beta=true"), Ok(literal("/a?beta=true")));
        assert_eq!(segments("/a#stream"), Ok(literal("/a")));
        assert_eq!(sent("/a?b=1#c"), "/a?b=1");
    }

    #[test]
    fn broken_templates_are_refused() {
        for template in ["/{a", "/a}", "/{}", "/a}/{b}", "/{a{b}}"] {
            assert!(segments(template).is_err(), "{template}");
        }
    }
}
