//! Finding what can be named, and what is named elsewhere, in the tree of one file.
//!
//! ```yaml
//! Pet:
//!   $id: https://example.com/pet          # a schema resource: relative references in it start here
//!   $anchor: pet                          # https://example.com/pet#pet
//!   properties:
//!     $ref: { type: string }              # a property of that name, and no reference
//!     owner: { $ref: owner.yaml#/Owner }  # another file
//!   example: { $ref: anything.yaml }      # data
//! ```
//!
//! The walk knows the few places where a key is a name and where a value is data; everything else is looked into, also
//! under extensions and unknown keys, because a reference may lead there. So it may find a file that nothing turns out to
//! need. JSON Schema of draft 4 to 7, where `$schema` asks for it, has `id` and names of the form `#name` in it.

use std::collections::HashSet;

use super::address;
use crate::source::{Kind, NodeId, NodeRef};

/// What one file has.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// The roots of schema resources with their addresses; the first is the file's root.
    pub(super) resources: Vec<(NodeId, String)>,
    /// Names in a resource: its root, the name, the schema.
    pub(super) anchors: Vec<(NodeId, String, NodeId)>,
    /// Schemas with a `$dynamicAnchor`, by its name.
    pub(super) dynamic: Vec<(String, NodeId)>,
    /// Mappings with a reference.
    pub(super) references: Vec<NodeId>,
    /// References to other addresses, without fragments.
    pub(super) wanted: Vec<Wanted>,
}

/// An address that a reference leads to.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Wanted {
    /// By the base address of the schema resource.
    pub(super) address: String,
    /// By the address of the file, where that is another one.
    pub(super) beside: Option<String>,
    /// The dialect of the schema that refers, which a file has that names none.
    pub(super) dialect: Dialect,
}

/// How schemas name themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Dialect {
    /// Draft 4: `id`, which may be a `#name`; nothing counts beside `$ref`.
    Draft4,
    /// Draft 6 and 7: `$id`, which may be a `#name`; nothing counts beside `$ref`.
    Draft6,
    /// Since 2019: `$id` and `$anchor`, also beside `$ref`.
    Modern,
}

/// What the keys of a mapping are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keys {
    /// Keywords, or fields of an object of the specification.
    Fields,
    /// Names that the author gave.
    Names,
    /// Names of Example Objects.
    ExampleNames,
    /// Fields of an Example Object.
    Example,
}

/// Keys whose values map names to schemas or other objects.
const NAMING: [&str; 19] = [
    "$defs",
    "callbacks",
    "content",
    "definitions",
    "dependencies",
    "dependentSchemas",
    "encoding",
    "headers",
    "links",
    "pathItems",
    "paths",
    "patternProperties",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "securitySchemes",
    "webhooks",
    "x-webhooks",
];

/// Where the walk is.
#[derive(Debug, Clone, Copy)]
struct Inside<'a> {
    keys: Keys,
    resource: NodeId,
    base: &'a str,
    dialect: Dialect,
}

/// The walk through one file.
struct Walk<'a> {
    found: Findings,
    /// The address of the file.
    file: &'a str,
    /// Containers that were seen: aliases of YAML lead to some more than once.
    seen: HashSet<NodeId>,
}

/// Finds everything below the root of a file, which is in this dialect unless it says another.
pub(super) fn scan(root: NodeRef<'_>, file: &str, dialect: Dialect) -> Findings {
    let mut walk = Walk {
        found: Findings::default(),
        file,
        seen: HashSet::new(),
    };
    walk.found.resources.push((root.id(), file.to_owned()));
    let inside = Inside {
        keys: Keys::Fields,
        resource: root.id(),
        base: file,
        dialect,
    };
    walk.value(root, inside);
    walk.found
}

impl Dialect {
    /// The dialect that a `$schema` names; unknown ones are those of today.
    fn of(schema: &str) -> Self {
        match schema.split_once("json-schema.org/draft-0") {
            Some((_, rest)) if rest.starts_with(['3', '4']) => Self::Draft4,
            Some((_, rest)) if rest.starts_with(['5', '6', '7']) => Self::Draft6,
            _ => Self::Modern,
        }
    }

    /// The keyword by which a schema says its address.
    fn keyword(self) -> &'static str {
        match self {
            Self::Draft4 => "id",
            Self::Draft6 | Self::Modern => "$id",
        }
    }
}

impl Walk<'_> {
    fn value(&mut self, node: NodeRef<'_>, inside: Inside<'_>) {
        match node.kind() {
            Kind::Array if self.seen.insert(node.id()) => {
                let inside = Inside {
                    keys: Keys::Fields,
                    ..inside
                };
                node.items().for_each(|item| self.value(item, inside));
            }
            Kind::Object if self.seen.insert(node.id()) => self.mapping(node, inside),
            _ => {}
        }
    }

    fn mapping(&mut self, node: NodeRef<'_>, inside: Inside<'_>) {
        let text = |key: &str| node.get(key).and_then(NodeRef::as_str);
        let reference = text("$ref");
        if matches!(inside.keys, Keys::Names | Keys::ExampleNames) {
            // In place of names, a reference to a mapping that has them.
            self.refers(reference, inside);
            let keys = match inside.keys {
                Keys::ExampleNames => Keys::Example,
                _ => Keys::Fields,
            };
            for (_, value) in node.entries() {
                self.value(value, Inside { keys, ..inside });
            }
            return;
        }
        let dialect = text("$schema").map_or(inside.dialect, Dialect::of);
        let counts = dialect == Dialect::Modern || reference.is_none();
        let id = text(dialect.keyword()).filter(|_| counts);
        let own = id.or_else(|| text("$self").filter(|_| node.get("openapi").is_some()));
        let base = own.and_then(|id| self.identify(node.id(), id, dialect, inside));
        let inside = Inside {
            keys: inside.keys,
            resource: base.as_ref().map_or(inside.resource, |_| node.id()),
            base: base.as_deref().unwrap_or(inside.base),
            dialect,
        };
        if dialect == Dialect::Modern {
            self.name(node, inside);
        }
        for key in ["$ref", "$dynamicRef"] {
            let reference = text(key);
            self.found.references.extend(reference.map(|_| node.id()));
            self.refers(reference, inside);
        }
        for (key, value) in node.entries() {
            if let Some(keys) = below(key, value, inside.keys) {
                self.value(value, Inside { keys, ..inside });
            }
        }
    }

    /// Registers the address that a schema gives itself; `None` if it is a mere name.
    fn identify(&mut self, node: NodeId, id: &str, dialect: Dialect, inside: Inside<'_>) -> Option<String> {
        let (address, name) = address::split(id);
        if dialect != Dialect::Modern && !name.is_empty() {
            let resource = if address.is_empty() { inside.resource } else { node };
            self.found.anchors.push((resource, name.to_owned(), node));
        }
        if address.is_empty() {
            return None;
        }
        let address = address::resolve(inside.base, address);
        self.found.resources.push((node, address.clone()));
        Some(address)
    }

    fn name(&mut self, node: NodeRef<'_>, inside: Inside<'_>) {
        for key in ["$anchor", "$dynamicAnchor"] {
            if let Some(name) = node.get(key).and_then(NodeRef::as_str) {
                self.found.anchors.push((inside.resource, name.to_owned(), node.id()));
                if key == "$dynamicAnchor" {
                    self.found.dynamic.push((name.to_owned(), node.id()));
                }
            }
        }
    }

    fn refers(&mut self, reference: Option<&str>, inside: Inside<'_>) {
        let Some(reference) = reference else { return };
        let (relative, _) = address::split(reference);
        if !relative.is_empty() {
            self.found.wanted.push(Wanted {
                dialect: inside.dialect,
                ..Wanted::of(relative, inside.base, self.file)
            });
        }
    }
}

impl Wanted {
    /// What a reference means where the base address is this, in this file.
    pub(super) fn of(relative: &str, base: &str, file: &str) -> Self {
        let address = address::resolve(base, relative);
        let beside = address::resolve(file, relative);
        Self {
            beside: Some(beside).filter(|beside| *beside != address),
            address,
            dialect: Dialect::Modern,
        }
    }
}

/// What the keys below a field are; `None` if there is data.
fn below(key: &str, value: NodeRef<'_>, keys: Keys) -> Option<Keys> {
    match key {
        "example" | "default" | "const" | "enum" => None,
        "value" | "dataValue" if keys == Keys::Example => None,
        "examples" if value.kind() == Kind::Array => None,
        "examples" => Some(Keys::ExampleNames),
        "parameters" => Some(Keys::Names),
        key if NAMING.contains(&key) => Some(Keys::Names),
        _ => Some(Keys::Fields),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::openapi::testing::tree;

    fn findings(yaml: &str) -> (Findings, Vec<String>) {
        let (tree, root) = tree(yaml);
        let found = scan(tree.node(root), "a/main.yaml", Dialect::Modern);
        let wanted = found.wanted.iter().map(|wanted| wanted.address.clone()).collect();
        (found, wanted)
    }

    #[test]
    fn references_are_found_wherever_one_may_stand() {
        let (_, wanted) = findings(
            "{ paths: { $ref: p.yaml, /a: { get: { parameters: [{ $ref: '../q.yaml#/Q' }] } } }, x-more: { y: [{ $ref: x.yaml }] }, \
             components: { examples: { default: { $ref: e.yaml } }, schemas: { example: { $ref: s.yaml }, B: { $ref: '#/here' } } } }",
        );
        assert_eq!(
            wanted,
            ["a/p.yaml", "q.yaml", "a/x.yaml", "a/e.yaml", "a/s.yaml"].map(str::to_owned)
        );
    }

    #[test]
    fn names_and_data_are_no_references() {
        let (_, wanted) = findings(
            "{ properties: { $ref: { type: string }, enum: { $ref: '#x' } }, example: { $ref: a }, default: { $ref: b }, const: { $ref: c }, \
             enum: [{ $ref: d }], examples: [{ $ref: e }], content: { j: { examples: { one: { value: { $ref: f } } } } } }",
        );
        assert_eq!(wanted, [] as [String; 0]);
    }

    #[test]
    fn an_id_moves_the_base_and_names_belong_to_their_resource() {
        let (found, wanted) = findings(
            "{ $id: 'https://a.test/x/', $anchor: top, $defs: { b: { $id: y/, $anchor: low, items: { $ref: z.json } }, c: { $dynamicAnchor: d } } }",
        );
        assert_eq!(wanted, ["https://a.test/x/y/z.json"]);
        assert_eq!(found.wanted[0].beside.as_deref(), Some("a/z.json"));
        let addresses: Vec<&str> = found.resources.iter().map(|(_, address)| &**address).collect();
        assert_eq!(addresses, ["a/main.yaml", "https://a.test/x/", "https://a.test/x/y/"]);
        let root = found.resources[0].0;
        let names: Vec<(bool, &str)> = (found.anchors.iter())
            .map(|(resource, name, _)| (*resource == root, &**name))
            .collect();
        assert_eq!(names, [(true, "top"), (false, "low"), (true, "d")]);
        assert_eq!(found.dynamic.len(), 1);
    }

    #[test]
    fn older_drafts_have_other_words() {
        let (found, wanted) = findings(
            "{ $schema: 'http://json-schema.org/draft-04/schema#', id: 'http://a.test/b', properties: { id: { id: '#n' } }, items: { id: c, $ref: d } }",
        );
        assert_eq!(wanted, ["http://a.test/d"]);
        assert_eq!(found.resources.len(), 2);
        assert_eq!(found.anchors[0].1, "n");
    }

    #[test]
    fn an_identifier_that_is_no_text_is_a_property() {
        let (found, _) = findings("{ properties: { $id: { type: string } }, $id: { a: 1 } }");
        assert_eq!(found.resources.len(), 1);
    }
}
