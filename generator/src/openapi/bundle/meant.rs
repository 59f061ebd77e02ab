//! References that are not written as they should be, and can mean only one place.
//!
//! ```yaml
//! $ref: '#/definitions/Pet'               # where the document has `#/components/schemas/Pet`, or the other way round
//! $ref: '#components/schemas/Pet'         # a slash, or the `#`, is missing
//! $ref: Pet                               # the name of a schema alone
//! $ref: '#/paths//pets/{id}/get'          # slashes of keys that are not written as `~1`
//! $ref: '#/components/schemas/pet%'       # a bad escape, a slash or a space at the end, other capitals
//! ```
//!
//! This is asked where a reference leads nowhere as it stands. What could mean two places means none.

use super::resolve::percent_decoded;
use super::{Bundle, Target, address};
use crate::diag::Pointer;
use crate::source::{NodeId, NodeRef};

const REPAIRED: &str = "is not written as it should be, and can mean only one place";

/// Where versions keep what others have elsewhere.
const MOVED: [(&[&str], &[&str]); 6] = [
    (&["definitions"], &["components", "schemas"]),
    (&["components", "schemas"], &["definitions"]),
    (&["parameters"], &["components", "parameters"]),
    (&["components", "parameters"], &["parameters"]),
    (&["responses"], &["components", "responses"]),
    (&["components", "responses"], &["responses"]),
];

/// Where names alone are looked up.
const NAMED: [&[&str]; 2] = [&["components", "schemas"], &["definitions"]];

/// How many steps are looked at; no place in a document is deeper.
const STEPS: usize = 200;

impl Bundle {
    /// The one place that a reference in a node can mean that leads nowhere as it stands.
    pub(super) fn meant(&self, from: NodeId, reference: &str) -> Option<Target> {
        let text = reference.trim();
        if address::scheme(text).is_some() {
            return None;
        }
        let (relative, fragment) = address::split(text);
        // What names no file that is there may be a place in this one.
        let (root, inside) = match (text.contains('#'), relative) {
            (false, _) => (self.file(from).0, text),
            (true, "") => (self.file(from).0, fragment),
            (true, _) => (self.resource(from, text).ok()?.0, fragment),
        };
        let root = self.node(root);
        let decoded = percent_decoded(inside);
        let trimmed = decoded.trim().trim_matches('/').trim_end_matches(['%', '~']);
        let steps: Vec<String> = trimmed.split('/').take(STEPS + 1).map(unescaped).collect();
        let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
        let node = match steps.as_slice() {
            [""] => None,
            [name] => NAMED.iter().find_map(|section| below(root, section)?.get(name)),
            _ if steps.len() > STEPS => None,
            _ => moved(root, &steps).or_else(|| only(root, &steps)),
        };
        Some(Target {
            node: node?.id(),
            repair: Some(REPAIRED),
        })
    }
}

/// A step without its escapes; a bad one stays as it is.
fn unescaped(step: &str) -> String {
    let steps = Pointer::from_text(format!("/{step}"));
    steps.steps().next().unwrap_or_default()
}

fn below<'t>(root: NodeRef<'t>, steps: &[&str]) -> Option<NodeRef<'t>> {
    steps.iter().try_fold(root, |node, step| node.get(step))
}

/// The place in the section of another version.
fn moved<'t>(root: NodeRef<'t>, steps: &[&str]) -> Option<NodeRef<'t>> {
    MOVED.iter().find_map(|(written, meant)| {
        let rest = steps.strip_prefix(*written)?;
        only(below(root, meant)?, rest).filter(|_| !rest.is_empty())
    })
}

/// The only place that these steps lead to, if several of them may be one key and capitals do not matter.
fn only<'t>(node: NodeRef<'t>, steps: &[&str]) -> Option<NodeRef<'t>> {
    if steps.is_empty() {
        return Some(node);
    }
    if node.items().len() > 0 {
        let at = Pointer::root().join(steps[0]);
        return only(node.at(&at)?, &steps[1..]);
    }
    // The longest key that is there as it is written, so that nothing is tried twice.
    let longest = (1..=steps.len()).rev().find_map(|length| {
        let key = steps[..length].join("/");
        let found = node.get(&key).or_else(|| node.get(&format!("/{key}")));
        Some((found?, length))
    });
    if let Some((found, length)) = longest {
        return only(found, &steps[length..]);
    }
    let mut alike = node.entries().filter(|(key, _)| key.eq_ignore_ascii_case(steps[0]));
    let (Some((_, found)), None) = (alike.next(), alike.next()) else {
        return None;
    };
    only(found, &steps[1..])
}

#[cfg(test)]
mod tests {
    use crate::openapi::Bundle;
    use crate::openapi::testing::tree;
    use crate::source::NodeRef;

    /// Where a reference leads in a document with a schema `Pet`, `A/B` and `Toy`, `toy`.
    fn led(reference: &str) -> Option<String> {
        let yaml = "{ x: {}, definitions: { Old: 1 }, components: { schemas: { Pet: { properties: { a: 1 } }, A/B: 1, Toy: 1, toy: 2 } }, \
                    paths: { '/pets/{id}': { get: { parameters: [5] } } } }";
        let (tree, root) = tree(yaml);
        let bundle = Bundle::single(tree, root);
        let from = bundle.node(root).get("x").map(NodeRef::id)?;
        let target = bundle.resolve(from, reference).ok()?;
        assert!(target.repair.is_some(), "{reference}");
        Some(bundle.node(target.node).pointer().as_str().to_owned())
    }

    #[test]
    fn what_can_mean_one_place_does() {
        for (reference, place) in [
            ("#/definitions/Pet", "/components/schemas/Pet"),
            ("#/components/schemas/Old", "/definitions/Old"),
            ("#components/schemas/Pet", "/components/schemas/Pet"),
            ("/components/schemas/Pet", "/components/schemas/Pet"),
            ("components/schemas/Pet", "/components/schemas/Pet"),
            ("Pet", "/components/schemas/Pet"),
            ("#Pet", "/components/schemas/Pet"),
            ("#/Pet", "/components/schemas/Pet"),
            ("#/components/schemas/Pet/", "/components/schemas/Pet"),
            ("#/components/schemas/Pet ", "/components/schemas/Pet"),
            ("#/components/schemas/Pet%", "/components/schemas/Pet"),
            (
                "#/components/Schemas/pet/properties/a",
                "/components/schemas/Pet/properties/a",
            ),
            ("#/components/schemas/A/B", "/components/schemas/A~1B"),
            (
                "#/paths//pets/{id}/get/parameters/0",
                "/paths/~1pets~1{id}/get/parameters/0",
            ),
            ("#/paths/pets/{id}/get", "/paths/~1pets~1{id}/get"),
        ] {
            assert_eq!(led(reference).as_deref(), Some(place), "{reference}");
        }
    }

    #[test]
    fn what_can_mean_several_or_none_does_not() {
        let long = format!("#{}", "/a".repeat(10_000));
        for reference in [
            "#/components/schemas/TOY",
            "Dog",
            "pets.yaml#/Pet",
            "https://a.test/Pet",
            " ",
            &long,
        ] {
            assert_eq!(led(reference), None, "{reference}");
        }
    }
}
