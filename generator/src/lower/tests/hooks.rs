//! Webhooks and callbacks.

use crate::diag::Code;
use crate::ir::{Hook, HookBody, HookCause, Strategy, Type};
use crate::lower::testing::{Lowered, document};

/// A document with this at its top and nothing to call.
fn webhooks(yaml: &str) -> Lowered {
    document(&format!(
        "openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\npaths: {{}}\n{yaml}"
    ))
}

/// A webhook with a body of one schema.
fn webhook(name: &str, schema: &str) -> String {
    format!("  {name}: {{ post: {{ requestBody: {{ content: {{ application/json: {{ schema: {schema} }} }} }} }} }}\n")
}

/// The name of the type that a body is.
fn body(lowered: &Lowered, hook: &Hook) -> String {
    match hook.body.value().map(|value| &value.ty) {
        Some(Type::Named(id)) => crate::lower::testing::name(&lowered.api, *id),
        other => format!("{other:?}"),
    }
}

#[test]
fn bodies_are_components_or_called_after_the_webhook() {
    let lowered = webhooks(
        "webhooks:\n\
         \x20 a: { post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/S' } } } } } }\n\
         \x20 b: { post: { requestBody: { content: { application/json: { schema: { properties: { x: {} } } } } } } }\n\
         \x20 c: { post: { requestBody: { $ref: '#/components/requestBodies/R' } } }\n\
         \x20 d: { $ref: '#/components/pathItems/P' }\n\
         components:\n\
         \x20 schemas: { S: { type: object, properties: { y: {} } } }\n\
         \x20 requestBodies: { R: { content: { text/csv: {}, application/json: { schema: { properties: { z: {} } } } } } }\n\
         \x20 pathItems: { P: { put: { requestBody: { content: { application/json: { schema: { properties: { w: {} } } } } } }, get: {} } }\n",
    );
    let hooks = &lowered.api.hooks;
    let bodies: Vec<String> = hooks.iter().map(|hook| body(&lowered, hook)).collect();
    assert_eq!(bodies, ["S", "b payload", "R request", "d PUT payload", "None"]);
    let methods: Vec<&str> = hooks.iter().map(|hook| hook.method.as_str()).collect();
    assert_eq!(methods, ["POST", "POST", "POST", "PUT", "GET"]);
}

#[test]
fn what_receivers_have_to_do_themselves_is_said() {
    let lowered = webhooks(
        "webhooks:\n  a:\n    post:\n      callbacks: { again: {} }\n      \
         requestBody: { content: { text/csv: {}, application/xml: {} } }\n      \
         responses: { '200': { description: D, content: { application/json: {} } } }\n",
    );
    assert_eq!(lowered.api.hooks[0].body, HookBody::Other("text/csv".to_owned()));
    let at = |pointer: &str| (Code::NotRepresented, format!("#/webhooks/a/post/{pointer}"));
    assert_eq!(
        lowered.reports(),
        [
            at("requestBody/content/application~1xml"),
            at("callbacks"),
            at("responses/200/content"),
        ]
    );
}

#[test]
fn callbacks_belong_to_their_operations_and_may_stand_elsewhere() {
    let lowered = document(
        "openapi: 3.0.3\ninfo: { title: T, version: '1' }\nservers: [{ url: 'https://a.test' }]\n\
         paths:\n  /a:\n    post:\n      operationId: start\n      responses: { '204': { description: D } }\n      \
         callbacks: { done: { $ref: '#/components/callbacks/Done' }}\n\
         components: { callbacks: { Done: { 'https://b.test': { post: {} } } } }\n",
    );
    let [hook] = lowered.api.hooks.as_slice() else {
        panic!("{:?}", lowered.api.hooks)
    };
    assert_eq!(hook.name, "done");
    assert_eq!(
        hook.cause,
        HookCause::Callback {
            of: Some("start".to_owned()),
            operation: "POST /a".to_owned(),
            address: "https://b.test".to_owned(),
        }
    );
    assert_eq!(lowered.reports(), []);
}

#[test]
fn parameters_of_the_path_item_hold_unless_overridden() {
    let lowered = webhooks(
        "webhooks:\n  a:\n    parameters: [{ name: X-A, in: header, schema: {} }, { name: X-B, in: header, schema: {} }]\n    \
         post: { parameters: [{ name: x-a, in: header, required: true, schema: {} }, { name: q, in: query, schema: {} }] }\n",
    );
    let parameters = lowered.api.hooks[0].parameters.iter();
    let shown: Vec<(&str, bool, bool)> = parameters
        .map(|parameter| (parameter.wire_name.as_str(), parameter.is_header, parameter.required))
        .collect();
    assert_eq!(shown, [("x-a", true, true), ("X-B", true, false), ("q", false, false)]);
}

#[test]
fn a_key_in_a_header_is_compared_and_nothing_else() {
    let with = |security: &str, own: &str| {
        webhooks(&format!(
            "security: {security}\nwebhooks:\n  a: {{ post: {{ {own} }} }}\ncomponents:\n  securitySchemes:\n    \
             k: {{ type: apiKey, in: header, name: X-K }}\n    q: {{ type: apiKey, in: query, name: q }}\n    \
             b: {{ type: http, scheme: bearer }}\n"
        ))
    };
    let key = |own: &str| {
        let lowered = with("[]", own);
        let reported = lowered
            .reports()
            .contains(&(Code::NotRepresented, "#/webhooks/a/post/security".to_owned()));
        (lowered.api.hooks[0].key.clone(), reported)
    };
    let header = || Some("X-K".to_owned());
    assert_eq!(key("security: [{ k: [] }]"), (header(), false));
    assert_eq!(key("security: [{ b: [] }, { k: [] }]"), (header(), false));
    assert_eq!(key("security: [{ b: [], k: [] }]"), (None, true));
    assert_eq!(key("security: [{ q: [] }]"), (None, true));
    assert_eq!(key("security: [{ b: [] }, {}]"), (None, false));
    assert_eq!(key("security: []"), (None, false));
    // What calls have to present is not what the service presents.
    assert_eq!(with("[{ k: [] }]", "").api.hooks[0].key, None);
}

#[test]
fn bodies_with_a_tag_are_one_union() {
    let kind = |value: &str| format!("{{ required: [kind], properties: {{ kind: {{ const: {value} }}, n: {{}} }} }}");
    let two = format!("webhooks:\n{}{}", webhook("a", &kind("x")), webhook("b", &kind("y")));
    let lowered = webhooks(&two);
    assert_eq!(
        lowered.show("webhooks event"),
        "union by tag kind x=0 y=1: x a payload / y b payload"
    );
    // One without the property, or with a value that another one has, makes them several.
    for other in ["{ properties: { n: {} } }", &kind("x"), "{ type: string }"] {
        assert_eq!(
            webhooks(&format!("{two}{}", webhook("c", other))).api.event,
            None,
            "{other}"
        );
    }
    // There is nothing to tell apart where there is one.
    let one = webhooks(&format!("webhooks:\n{}", webhook("a", &kind("x"))));
    assert_eq!(one.api.event, None);
}

#[test]
fn the_extension_counts_where_it_looks_like_webhooks() {
    let named = |yaml: &str| {
        let lowered = webhooks(yaml);
        let hooks = lowered.api.hooks.iter();
        hooks.map(|hook| hook.name.clone()).collect::<Vec<String>>()
    };
    assert_eq!(named("x-webhooks: { a: { post: {} } }\n"), ["a"]);
    assert_eq!(
        named("x-webhooks: { a: { post: {} } }\nwebhooks: { b: { post: {} } }\n"),
        ["b"]
    );
    assert!(named("x-webhooks: [a]\n").is_empty());
    assert!(named("x-webhooks: { a: true }\n").is_empty());
}

#[test]
fn a_union_of_webhooks_keeps_what_it_does_not_know() {
    let body = |value: &str| format!("{{ required: [type], properties: {{ type: {{ enum: [{value}] }} }} }}");
    let lowered = webhooks(&format!(
        "webhooks:\n{}{}",
        webhook("a", &body("x")),
        webhook("b", &body("y"))
    ));
    let id = lowered.id("webhooks event");
    let crate::ir::Shape::Union(union) = &lowered.api.types.get(id).shape else {
        panic!("{}", lowered.show("webhooks event"))
    };
    assert!(union.is_open() && matches!(union.strategy, Strategy::Tag { required: true, .. }));
}
