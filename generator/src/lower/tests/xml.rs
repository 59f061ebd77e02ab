//! How values look in XML.

use crate::diag::Code;
use crate::ir::{PayloadKind, XmlMember, XmlPlace, XmlShape, XmlShapes};
use crate::lower::testing::paths;

/// The shapes of a body with this schema, and what is reported.
fn shapes(schema: &str, more: &str) -> (XmlShapes, Vec<(Code, String)>) {
    let lowered = paths(&format!(
        "/a:\n  post:\n    requestBody: {{ content: {{ application/xml: {{ schema: {schema} }} }} }}\n    responses: {{ '204': {{ description: D }} }}\n---\nschemas: {{ {more} }}\n",
    ));
    let reports = lowered.reports();
    (lowered.api.xml, reports)
}

fn members(xml: &XmlShapes) -> &[XmlMember] {
    match xml.get(xml.roots[0].shape) {
        XmlShape::Record(members, _) => members,
        other => panic!("{other:?} is no record"),
    }
}

const PET: &str = "Pet: { type: object, required: [tags], xml: { name: pet }, properties: {
    id: { type: integer, xml: { attribute: true } }, tags: { type: array, items: { type: string, xml: { name: tag } } },
    urls: { type: array, xml: { wrapped: true, name: links }, items: { type: string } }, on: { type: boolean, xml: { nodeType: text } },
    parent: { $ref: '#/components/schemas/Pet' } } }";

#[test]
fn members_stand_where_their_schemas_say() {
    let (xml, reports) = shapes("{ $ref: '#/components/schemas/Pet' }", PET);
    assert_eq!(reports, []);
    assert_eq!(xml.roots[0].name.local, "pet");
    let found: Vec<_> = members(&xml)
        .iter()
        .map(|member| (member.key.as_str(), member.name.local.as_str(), member.place))
        .collect();
    assert_eq!(
        found,
        [
            ("id", "id", XmlPlace::Attribute),
            ("tags", "tag", XmlPlace::Items { required: true }),
            ("urls", "links", XmlPlace::Element),
            ("on", "on", XmlPlace::Content),
            ("parent", "pet", XmlPlace::Element),
        ]
    );
    let XmlShape::List(item, _) = xml.get(members(&xml)[2].shape) else {
        panic!("a wrapped list is a list");
    };
    assert_eq!(item.local, "links", "items are called as what is around them");
    assert_eq!(members(&xml)[4].shape, xml.roots[0].shape, "one shape for one schema");
}

#[test]
fn a_root_without_a_name_and_alternatives_are_said() {
    let place = "#/paths/~1a/post/requestBody/content/application~1xml/schema";
    let (xml, reports) = shapes("{ type: object, properties: { a: { type: string } } }", "");
    assert_eq!(xml.roots[0].name.local, "root");
    assert_eq!(reports, [(Code::NotRepresented, place.to_owned())]);
    let (xml, reports) = shapes(
        "{ type: object, xml: { name: r }, properties: { a: { oneOf: [{ type: object }, { type: string }] } } }",
        "",
    );
    assert!(matches!(xml.get(members(&xml)[0].shape), XmlShape::Any));
    assert!(reports.contains(&(Code::NotRepresented, format!("{place}/properties/a"))));
}

#[test]
fn xml_of_a_string_is_a_text() {
    let lowered = paths(
        "/a:\n  get:\n    responses: { '200': { description: D, content: { application/xml: { schema: { type: string } } } } }\n",
    );
    let answer = lowered.api.operations[0].answer().expect("there is a body");
    assert_eq!((answer.kind, answer.xml), (PayloadKind::Text, None));
}
