//! The decisions, each from a small document.

use super::*;
use crate::diag::{Code, FileId, Span};
use crate::ir::{Glob, Shape};
use crate::lower::testing::{self, Lowered, name};

fn decisions(lowered: &Lowered) -> (Decisions, Sink) {
    let mut sink = Sink::default();
    let document = &lowered.document;
    let locate = |pointer: &Pointer| document.find(pointer).map(|node| document.place(node));
    (decide(&lowered.api, &Settings::default(), &locate, &mut sink), sink)
}

fn boxes(yaml: &str) -> Vec<(String, Position)> {
    let lowered = testing::schemas(yaml);
    let (decisions, sink) = decisions(&lowered);
    assert_eq!(sink.diagnostics(), []);
    decisions
        .boxes
        .iter()
        .map(|(id, position)| (name(&lowered.api, id), position))
        .collect()
}

#[test]
fn a_record_that_contains_itself_is_boxed_where_it_does() {
    let node = "Node: { type: object, properties: { v: { type: string }, next: { $ref: '#/components/schemas/Node' }, all: { type: array, items: { $ref: '#/components/schemas/Node' } } } }";
    assert_eq!(boxes(node), [("Node".to_owned(), Position::Field(1))]);
}

#[test]
fn one_box_breaks_a_circle_of_several_types_whatever_comes_first() {
    let a = "A: { type: object, properties: { b: { $ref: '#/components/schemas/B' } } }";
    let b = "B: { type: object, properties: { c: { $ref: '#/components/schemas/Alias' } } }";
    let alias = "Alias: { $ref: '#/components/schemas/C' }";
    let c = "C: { oneOf: [{ type: string }, { $ref: '#/components/schemas/A' }] }";
    let expected = [("C".to_owned(), Position::Variant(1))];
    assert_eq!(boxes(&[a, b, alias, c].join("\n")), expected);
    assert_eq!(boxes(&[c, alias, b, a].join("\n")), expected);
}

#[test]
fn circles_of_required_properties_have_no_values() {
    let lowered = testing::schemas(
        "A: { type: object, required: [b], properties: { b: { $ref: '#/components/schemas/B' } } }\n\
         B: { type: object, required: [a], properties: { a: { $ref: '#/components/schemas/A' } } }\n\
         C: { type: object, required: [a], properties: { a: { $ref: '#/components/schemas/A' } } }\n\
         D: { type: object, required: [d], properties: { d: { type: array, items: { $ref: '#/components/schemas/D' } } } }",
    );
    let (_, sink) = decisions(&lowered);
    let found: Vec<String> = sink
        .diagnostics()
        .iter()
        .map(|diagnostic| {
            diagnostic
                .primary
                .as_ref()
                .map(|label| label.place.pointer.to_string())
                .unwrap_or_default()
        })
        .collect();
    assert_eq!(found, ["#/components/schemas/A"]);
}

#[test]
fn usage_spreads_through_everything() {
    let lowered = testing::paths(
        "/a:\n  post:\n    parameters: [{ name: p, in: query, schema: { $ref: '#/components/schemas/P' } }]\n    requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/In' } } } }\n    responses: { '200': { description: D, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Out' } } } } } }\n\
         ---\nschemas:\n  P: { enum: [a] }\n  In: { type: object, properties: { both: { $ref: '#/components/schemas/Both' } } }\n  Out: { type: object, properties: { m: { additionalProperties: { $ref: '#/components/schemas/Both' } } } }\n  Both: { type: object, properties: { x: { type: string } } }\n  None: { type: object }\n",
    );
    let (decisions, _) = decisions(&lowered);
    let uses = |name: &str| {
        let uses = decisions.usage.get(lowered.id(name));
        (uses.request, uses.response)
    };
    let all = ["P", "In", "Out", "Both", "None"].map(uses);
    assert_eq!(
        all,
        [
            (true, false),
            (true, false),
            (false, true),
            (true, true),
            (false, false)
        ]
    );
}

#[test]
fn checks_spread_to_what_contains_them() {
    let lowered = testing::schemas(
        "A: { type: object, properties: { b: { type: array, items: { $ref: '#/components/schemas/B' } } } }\n\
         B: { oneOf: [{ type: string, minLength: 1 }, { type: array, items: { $ref: '#/components/schemas/A' } }] }\n\
         C: { type: object, properties: { c: { $ref: '#/components/schemas/C' }, s: { type: string } } }\n\
         D: { type: object, properties: { at: { type: string, format: date-time } } }",
    );
    let (decisions, _) = decisions(&lowered);
    assert_eq!(
        ["A", "B", "C", "D"].map(|name| decisions.checks.of_type(lowered.id(name))),
        [true, true, false, true]
    );
}

#[test]
fn only_records_that_can_be_empty_have_a_default() {
    let lowered = testing::schemas(
        "A: { type: object, properties: { a: { type: string } } }\n\
         B: { type: object, required: [a], properties: { a: { type: [string, 'null'] } } }\n\
         C: { type: object, properties: { a: { type: string }, b: { type: string } }, oneOf: [{ required: [a] }, { required: [b] }] }\n\
         D: { enum: [a] }\n\
         E: { type: object, required: [a], properties: { a: { type: string } } }",
    );
    let (decisions, _) = decisions(&lowered);
    let traits = ["A", "B", "C", "D", "E"].map(|name| {
        let traits = decisions.derives.get(lowered.id(name));
        (traits.default, traits.eq_hash)
    });
    // B's `a` has to be there, and null is one of its values.
    assert_eq!(
        traits,
        [
            (true, false),
            (true, false),
            (false, false),
            (false, true),
            (false, false)
        ]
    );
}

/// The methods of all resources: `browsers.create`.
fn methods(lowered: &Lowered) -> Vec<String> {
    let plan = decisions(lowered).0.resources;
    let of = |resource: &crate::names::Resource| {
        let name = resource.words.join("_");
        let methods = resource
            .operations
            .iter()
            .map(|(_, words)| format!("{name}.{}", words.join("_")));
        methods.collect::<Vec<_>>()
    };
    plan.resources.iter().flat_map(of).collect()
}

#[test]
fn methods_are_called_after_the_operation_without_the_resource() {
    let list = "responses: { '200': { description: D, content: { application/json: { schema: { type: array, items: {} } } } } }";
    let one = "responses: { '200': { description: D, content: { application/json: { schema: { type: string } } } } }";
    let id = "parameters: [{ name: id, in: path, required: true, schema: { type: string } }]";
    let lowered = testing::paths(&format!(
        "/browsers:\n  post: {{ operationId: postBrowsers, tags: [Browsers], {one} }}\n  get: {{ operationId: getBrowsers, tags: [Browsers], {list} }}\n\
         /browsers/{{id}}:\n  {id}\n  get: {{ operationId: getBrowsersById, tags: [Browsers], {one} }}\n  delete: {{ operationId: deleteBrowser, tags: [Browsers], {one} }}\n  patch: {{ operationId: browsers.patch, tags: [Browsers], {one} }}\n  put: {{ operationId: browsers.put, tags: [Browsers], {one} }}\n\
         /browser_pools/{{id}}/acquire:\n  {id}\n  post: {{ operationId: acquirePool, tags: [Browser Pools], {one} }}\n\
         /v1/account:\n  get: {{ {one} }}\n\
         /v1/account/{{id}}/stop:\n  {id}\n  post: {{ {one} }}\n  get: {{ {list} }}\n"
    ));
    assert_eq!(
        methods(&lowered),
        [
            "browsers.create",
            "browsers.list",
            "browsers.get",
            "browsers.delete",
            "browsers.update",
            "browsers.replace",
            "browser_pools.acquire",
            "account.get",
            "account.stop",
            "account.list_stop",
        ]
    );
}

#[test]
fn tags_and_paths_of_the_same_words_are_one_group() {
    let one = "responses: { '204': { description: D } }";
    let lowered = testing::paths(&format!(
        "/user-groups:\n  get: {{ operationId: listAll, {one} }}\n  post: {{ operationId: add, tags: [User Groups], {one} }}\n\
         /user-groups/all:\n  delete: {{ operationId: clear, tags: [userGroups], {one} }}\n"
    ));
    assert_eq!(
        methods(&lowered),
        ["user_groups.list_all", "user_groups.add", "user_groups.clear"]
    );
}

#[test]
fn only_what_is_called_by_a_plural_is_a_list_because_it_has_one() {
    let page = "responses: { '200': { description: D, content: { application/json: { schema: { type: object, properties: { rules: { type: array, items: {} } } } } } } }";
    let lowered = testing::paths(&format!(
        "/orders:\n  get: {{ operationId: getOrders, tags: [Orders], {page} }}\n\
         /instance:\n  get: {{ operationId: getInstance, tags: [Instance], {page} }}\n"
    ));
    assert_eq!(methods(&lowered), ["orders.list", "instance.get"]);
}

#[test]
fn methods_of_one_name_are_told_apart_by_their_full_names() {
    let one = "tags: [Files], responses: { '204': { description: D } }";
    let lowered = testing::paths(&format!(
        "/files/new/more:\n  post: {{ operationId: createFiles, {one} }}\n/files:\n  post: {{ operationId: createFile, {one} }}\n"
    ));
    assert_eq!(methods(&lowered), ["files.create_files", "files.create"]);
}

#[test]
fn the_decisions_on_the_kernel_document() {
    let kernel = testing::document(include_str!("../../../spec/kernel.yaml"));
    let (decisions, sink) = decisions(&kernel);
    assert_eq!(sink.diagnostics(), []);
    assert_eq!(methods(&kernel), ["browsers.create"]);
    assert_eq!(decisions.boxes.iter().count(), 0);
    let mut secrets = Vec::new();
    for (id, def) in kernel.api.types.iter() {
        let crate::ir::Shape::Record(record) = &def.shape else {
            continue;
        };
        let found = walk::fields(record)
            .into_iter()
            .filter(|(position, _)| decisions.secrets.field(id, *position));
        secrets.extend(found.map(|(_, field)| format!("{}.{}", name(&kernel.api, id), field.wire_name)));
    }
    assert_eq!(
        secrets,
        [
            "Browser.cdp_ws_url",
            "Browser.webdriver_ws_url",
            "Browser.browser_live_view_url"
        ]
    );
    let defaults = kernel
        .api
        .types
        .iter()
        .filter(|(id, _)| decisions.derives.get(*id).default);
    let defaults: Vec<String> = defaults.map(|(id, _)| name(&kernel.api, id)).collect();
    assert_eq!(defaults, ["BrowserRequest", "ErrorDetail"]);
    let uses = decisions.usage.get(kernel.id("BrowserViewport"));
    assert!(uses.request && uses.response);
    assert!(
        decisions.checks.of_type(kernel.id("BrowserRequest")) && !decisions.checks.of_type(kernel.id("BrowserUsage"))
    );
}

/// The secrets with a pattern of the configuration, and how often it is reported.
fn configured(api: &Api, glob: &str) -> (Secrets, usize) {
    let name = SecretName {
        glob: Glob::new(glob).expect("it is not empty"),
        place: Place {
            span: Span {
                file: FileId(0),
                start: 0,
                end: 0,
            },
            pointer: Pointer::root(),
        },
    };
    let mut sink = Sink::default();
    let secrets = Secrets::of(api, &[name], &mut sink);
    assert!(sink.diagnostics().iter().all(|it| it.code == Code::UnusedMapping));
    (secrets, sink.diagnostics().len())
}

#[test]
fn kept_properties_may_be_secret_where_a_secret_may_be_among_them() {
    let lowered = testing::schemas(
        "A: { type: object, properties: { pin: { type: string, format: password } } }\n\
         B: { type: object, properties: { x: { type: string } } }",
    );
    for (glob, a, b) in [
        ("C.x", true, false),
        ("B.y", true, true),
        ("y*", true, true),
        ("*.y", true, true),
    ] {
        let (secrets, unused) = configured(&lowered.api, glob);
        let rests = (secrets.rest(lowered.id("A")), secrets.rest(lowered.id("B")));
        assert_eq!((rests, unused), ((a, b), 1), "{glob}");
    }
    let mut reduced = lowered.api.clone();
    let Shape::Record(record) = &mut reduced.types.defs[lowered.id("B").0].shape else {
        panic!("B is an object");
    };
    record.withheld = true;
    assert!(Secrets::of(&reduced, &[], &mut Sink::default()).rest(lowered.id("B")));
}

#[test]
fn the_configuration_names_further_secrets() {
    let lowered =
        testing::schemas("A: { type: object, properties: { pin: { type: integer }, pan: { type: string } } }");
    let secret = |glob: &str, index: usize| {
        configured(&lowered.api, glob)
            .0
            .field(lowered.id("A"), Position::Field(index))
    };
    assert!(secret("A.pin", 0) && secret("p*n", 1) && secret("*.pan", 1));
    assert!(!secret("B.*", 0) && !secret("pin", 1));
}

#[test]
fn a_shared_type_is_secret_by_each_of_its_places() {
    let mut lowered = testing::schemas(
        "A: { type: object, properties: { part: { type: object, properties: { pin: { type: integer } } } } }\n\
         B: { type: object, properties: { part: { type: object, properties: { pin: { type: integer } } } } }",
    );
    reshape(&mut lowered.api, &|_| None, &mut Sink::default());
    let shared = lowered.id("A.part = B.part");
    for (glob, secret) in [("A.part.pin", true), ("B.part.pin", true), ("C.part.pin", false)] {
        let (secrets, _) = configured(&lowered.api, glob);
        assert_eq!(secrets.field(shared, Position::Field(0)), secret, "{glob}");
    }
}
