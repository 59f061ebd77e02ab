//! What types leave over: where it is asserted, and that nothing else is.

use crate::diag::Code;
use crate::lower::testing::{Lowered, paths, schemas};

/// A component named `A` with this text, without any report.
fn shown(schema: &str) -> String {
    let lowered = lowered(schema);
    assert_eq!(lowered.codes(), [], "{schema}");
    lowered.show("A")
}

fn lowered(schema: &str) -> Lowered {
    schemas(&format!(
        "A: {schema}\nB: {{ type: object, required: [b], properties: {{ b: {{ type: string }} }} }}\n\
         S: {{ type: string, maxLength: 5, not: {{ const: x }} }}"
    ))
}

#[test]
fn what_a_type_says_is_not_asserted() {
    let lowered = lowered(
        "{ type: object, required: [a, u], properties: { a: { type: string, enum: [x], minLength: 1 }, l: { type: array, \
         items: { type: integer, minimum: 1, multipleOf: 2 }, maxItems: 2, uniqueItems: true }, m: { type: object, \
         additionalProperties: { type: boolean }, minProperties: 1 }, t: { type: [string, integer], pattern: '^a', minimum: 2 }, \
         b: { $ref: '#/components/schemas/B' }, c: { const: true } }, oneOf: [{ required: [l] }, { required: [m] }] }",
    );
    // Only `S` asserts something.
    assert_eq!(lowered.api.named_assertions().len(), 1);
    assert_eq!(lowered.show("S"), "= string(length ..5)(asserts not(enum(\"x\")))");
}

#[test]
fn keywords_of_records_are_asserted_of_the_definition() {
    assert_eq!(
        shown(
            "{ type: object, properties: { a: {} }, minProperties: 1, dependentRequired: { a: [b] }, propertyNames: { maxLength: 3 }, \
             if: { required: [a] }, then: { minProperties: 2 }, dependentSchemas: { a: { not: { required: [c] } } } }"
        ),
        "{ a?: any, b?: any, .. any } asserts min properties 1 & if(required a) then(min properties 2) & names(max length 3) & a with b & \
         a with(not(required c))"
    );
}

#[test]
fn a_use_asserts_what_stands_between_it_and_the_definition() {
    let lowered = lowered(
        "{ type: object, properties: { b: { $ref: '#/components/schemas/B', not: { minProperties: 2 } }, s: { $ref: \
         '#/components/schemas/S', not: { const: y } }, t: { $ref: '#/components/schemas/S' }, l: { type: array, contains: { \
         minimum: 2 }, minContains: 0, maxContains: 1 } } }",
    );
    assert_eq!(
        lowered.show("A"),
        "{ b?: B(asserts not(min properties 2)), s?: S(length ..5)(asserts not(enum(\"y\"))), t?: S(length ..5), \
         l?: [any](asserts contains(min 2) 0..1) }"
    );
    assert_eq!(lowered.show("B"), "{ b: string }");
}

#[test]
fn what_is_merged_is_asserted_where_it_is_merged() {
    let base = "{ $ref: '#/components/schemas/B' }, { properties: { c: { type: string } } }";
    assert_eq!(
        shown(&format!("{{ allOf: [{base}, {{ not: {{ required: [x] }} }}] }}")),
        "{ b: string, c?: string, .. any } asserts not(required x)"
    );
    assert_eq!(
        shown(&format!("{{ allOf: [{base}], unevaluatedProperties: false }}")),
        "{ b: string, c?: string, ! } asserts { b: any, c: any ..(never) }"
    );
    let united = lowered(
        "{ type: object, properties: { a: {} }, anyOf: [{ properties: { b: {} } }, { type: object }], unevaluatedProperties: false }",
    );
    assert_eq!(
        united.show("A").split(" asserts ").last(),
        Some("all(object & { a: any } & any({ b: any }, object) & other properties(never))")
    );
}

#[test]
fn constraints_without_a_place_in_rules_are_asserted() {
    assert_eq!(
        shown("{ allOf: [{ type: string, pattern: a }, { pattern: b }, { pattern: a }] }"),
        "= string(like a)(asserts like b)"
    );
    assert_eq!(
        shown("{ allOf: [{ type: integer, multipleOf: 2 }, { multipleOf: 3 }, { multipleOf: 1 }] }"),
        "= i64(multiple of 2)(asserts multiple of 3)"
    );
    assert_eq!(
        shown("{ maxLength: 3, minimum: 2 }"),
        "= any(asserts min 2 & max length 3)"
    );
    assert_eq!(
        shown("{ oneOf: [{ type: array }, { type: string }], maxItems: 3, maxLength: 2, maximum: 1 }"),
        "union by kind Array=0 String=1: array [any] / string string asserts max length 2 & max items 3"
    );
    assert_eq!(
        shown("{ oneOf: [{ type: string, maxLength: 1 }, { type: string, minLength: 3 }] }"),
        "= string(asserts one(string & max length 1, string & min length 3))"
    );
    assert_eq!(
        shown("{ oneOf: [{ type: string, maxLength: 1, format: a }, { type: string, minLength: 3 }] }"),
        "= string(asserts any(string & max length 1, string & min length 3))",
        "forms overlap"
    );
    assert_eq!(
        shown("{ type: array, prefixItems: [{ type: number }, { type: string }] }"),
        "= [any](asserts [number, string])"
    );
}

#[test]
fn listed_values_that_are_no_enumeration_are_asserted() {
    assert_eq!(
        shown("{ type: object, properties: { a: { type: string } }, enum: [{ a: x, 0x10: 0x10 }] }"),
        "{ a?: string } asserts enum({\"0x10\":16,\"a\":\"x\"})"
    );
}

#[test]
fn patterns_of_names_are_asserted_with_what_they_leave_out() {
    assert_eq!(
        shown("{ type: object, patternProperties: { ^a: { type: integer } }, additionalProperties: false }"),
        "= map i64(asserts { /^a/: any ..(never) })"
    );
}

#[test]
fn the_only_alternative_beside_null_asserts_what_it_leaves_over() {
    let schema = "{ type: object, properties: { a: { anyOf: [{ type: string, not: { const: x } }, { type: 'null' }] }, b: { anyOf: \
                  [{ $ref: '#/components/schemas/B' }, { type: 'null' }] }, s: { oneOf: [{ $ref: '#/components/schemas/S', not: \
                  { const: y } }, { type: 'null' }] } } }";
    assert_eq!(
        shown(schema),
        "{ a?: string(asserts not(enum(\"x\")))|null, b?: B|null, s?: S(length ..5)(asserts not(enum(\"y\")))|null }"
    );
}

#[test]
fn null_is_exempt_where_the_document_says_nullable() {
    let lowered = crate::lower::testing::versioned(
        "3.0.3",
        "A: { type: object, properties: { a: { type: string, nullable: true, not: { maxLength: 2 } } } }",
    );
    assert_eq!(
        lowered.show("A"),
        "{ a?: string(asserts or null & not(max length 2))|null }"
    );
}

#[test]
fn references_in_circles_are_nodes_of_their_own() {
    let lowered = lowered(
        "{ type: object, properties: { a: { $ref: '#/components/schemas/A' } }, not: { properties: { a: { $ref: \
         '#/components/schemas/A' } } } }",
    );
    assert!(
        lowered
            .show("A")
            .starts_with("{ a?: A } asserts not({ a: all(object & { a: all(")
    );
    assert_eq!(lowered.codes(), []);
}

#[test]
fn names_of_assertions_do_not_depend_on_the_order_of_schemas() {
    let one = "A: { type: integer, not: { const: 1 } }\n";
    let other = "B: { type: integer, not: { const: 1 } }\n";
    let places = |text: &str| {
        let lowered = schemas(text);
        let named = lowered.api.named_assertions();
        let nodes = named
            .iter()
            .map(|id| lowered.api.assertions.nodes[id.0].pointer.to_string());
        nodes.collect::<Vec<_>>()
    };
    assert_eq!(places(&format!("{one}{other}")), ["#/components/schemas/A"]);
    assert_eq!(places(&format!("{other}{one}")), ["#/components/schemas/A"]);
}

#[test]
fn what_nobody_looks_at_is_said() {
    let lowered = paths(
        "/a:\n  post:\n    parameters: [{ name: p, in: query, required: true, schema: { type: array, items: { $ref: '#/components/schemas/S' } } }, \
         { name: o, in: query, schema: { $ref: '#/components/schemas/S' } }, { name: q, in: query, schema: { type: string, pattern: a } }]\n    \
         requestBody: { content: { application/json: { schema: { type: array, items: { type: integer }, contains: {} } } } }\n    \
         responses: { '200': { description: D, content: { application/json: { schema: { $ref: '#/components/schemas/R' } } } }, \
         '202': { description: D, content: { application/json: { schema: { type: array, contains: {} } } } } }\n\
         ---\nschemas:\n  S: { type: string, not: { const: x } }\n  R: { type: object, properties: { s: { $ref: \
         '#/components/schemas/S' } }, not: { required: [x] } }\n",
    );
    // Arguments have a function that checks them.
    let place = "#/paths/~1a/post/responses/202/content/application~1json/schema";
    assert_eq!(lowered.reports(), [(Code::NotRepresented, place.to_owned())]);
}

#[test]
fn forms_are_asserted_where_rules_do_not_have_them() {
    assert_eq!(
        shown("{ anyOf: [{ type: string, format: ipv4 }, { type: string, format: ipv6 }] }"),
        "= string(asserts any(string & Ipv4, string & Ipv6))"
    );
    assert_eq!(
        shown("{ oneOf: [{ type: string, format: date }, { type: string, format: date-time }] }"),
        "= string(asserts any(string & Date, string & DateTime))"
    );
    assert_eq!(
        shown("{ type: object, propertyNames: { format: uuid }, additionalProperties: true }"),
        "= map any(asserts names(Uuid))"
    );
    assert_eq!(
        shown("{ allOf: [{ type: string, format: uuid }, { format: uri-reference }] }"),
        "= string(Uuid)(asserts UriReference)"
    );
    assert_eq!(
        shown("{ type: string, format: date, not: { format: date-time } }"),
        "= date(asserts not(DateTime))"
    );
    assert_eq!(
        shown("{ oneOf: [{ type: array }, { type: string }], format: uuid }"),
        "union by kind Array=0 String=1: array [any] / string string asserts Uuid"
    );
}

#[test]
fn a_record_keeps_what_its_checks_look_at() {
    let keeps = |keywords: &str| {
        let shown = shown(&format!(
            "{{ type: object, properties: {{ a: {{}}, b: {{}} }}, {keywords} }}"
        ));
        shown.contains(", .. any }")
    };
    for keywords in [
        "maxProperties: 5",
        "minProperties: 1",
        "propertyNames: { maxLength: 3 }",
        "not: { required: [c] }",
        "not: { minProperties: 2 }",
        "not: { anyOf: [{ properties: { c: { const: 1 } } }] }",
        "not: { $ref: '#/components/schemas/B', additionalProperties: false }",
        "if: { required: [a] }, then: { properties: { c: { type: string } } }",
        "dependentSchemas: { c: { required: [a] } }",
        "dependentRequired: { c: [a] }",
    ] {
        assert!(keeps(keywords), "{keywords}");
    }
    for keywords in [
        "minProperties: 1, required: [a]",
        "propertyNames: true",
        "not: { required: [b] }",
        "not: { properties: { a: { const: 1 } } }",
        "if: { required: [a] }, then: { required: [c] }",
        "dependentRequired: { a: [c] }",
    ] {
        assert!(!keeps(keywords), "{keywords}");
    }
}

#[test]
fn what_a_use_demands_of_properties_that_a_record_does_not_keep_is_said() {
    let used = |keywords: &str| {
        lowered(&format!(
            "{{ type: object, properties: {{ b: {{ $ref: '#/components/schemas/B', {keywords} }} }} }}"
        ))
    };
    let place = "#/components/schemas/A/properties/b".to_owned();
    for keywords in ["not: { required: [x] }", "maxProperties: 1"] {
        assert_eq!(
            used(keywords).reports(),
            [(Code::NotRepresented, place.clone())],
            "{keywords}"
        );
    }
    assert_eq!(used("not: { properties: { b: { const: x } } }").codes(), []);
    assert_eq!(
        used("unevaluatedProperties: false").show("A.b"),
        "{ b: string, ! } asserts { b: any ..(never) }"
    );
}

#[test]
fn a_component_beside_a_reference_has_its_assertions_itself() {
    assert_eq!(
        shown("{ $ref: '#/components/schemas/B', unevaluatedProperties: false }"),
        "{ b: string, ! } asserts { b: any ..(never) }"
    );
    assert_eq!(
        shown("{ $ref: '#/components/schemas/B', maxProperties: 2 }"),
        "{ b: string, .. any } asserts max properties 2"
    );
    assert_eq!(shown("{ $ref: '#/components/schemas/B', description: D }"), "= B");
}

#[test]
fn what_is_demanded_of_any_value_is_asserted_where_the_variant_has_no_rules() {
    let settings = crate::lower::Settings {
        exact_untyped: true,
        ..crate::lower::Settings::default()
    };
    let lowered = crate::lower::testing::schemas_with(
        &settings,
        "A: { properties: { a: { type: integer } }, maxLength: 2, minimum: 3, format: uuid }",
    );
    let shown = lowered.show("A");
    assert!(shown.ends_with(" asserts min 3 & max length 2 & Uuid"), "{shown}");
}

#[test]
fn the_constraints_of_an_alias_are_those_of_every_use() {
    let lowered = schemas(
        "Name: { type: string, minLength: 2 }\n\
         A: { type: object, required: [a], properties: { a: { $ref: '#/components/schemas/Name' }, l: { type: array, items: \
         { $ref: '#/components/schemas/Name' } }, m: { type: object, additionalProperties: { $ref: \
         '#/components/schemas/Name' } }, n: { anyOf: [{ $ref: '#/components/schemas/Name' }, { type: 'null' }] }, t: { type: \
         array, prefixItems: [{ $ref: '#/components/schemas/Name' }], minItems: 1, items: false } } }\n\
         L: { type: array, items: { $ref: '#/components/schemas/Name' } }\n\
         B: { $ref: '#/components/schemas/Name' }\n\
         U: { oneOf: [{ $ref: '#/components/schemas/Name' }, { type: integer }] }",
    );
    assert_eq!(
        ["A", "L", "B", "U"].map(|name| lowered.show(name)),
        [
            "{ a: Name(length 2..), l?: [Name(length 2..)], m?: map Name(length 2..), n?: Name(length 2..)|null, \
             t?: (Name(length 2..)) }",
            "= [Name(length 2..)]",
            "= Name(length 2..)",
            "union by kind String=0 Number=1: string Name(length 2..) / number i64"
        ]
    );
}
