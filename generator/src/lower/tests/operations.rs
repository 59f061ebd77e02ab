//! Operations, parameters, bodies, responses, security and servers.

use crate::diag::Code;
use crate::ir::{CredentialId, CredentialKind, Operation, PathSegment, PayloadKind, Scalar, StatusMatch, Type};
use crate::lower::testing::{Lowered, document, paths, used};

fn parameters(lowered: &Lowered) -> Vec<String> {
    let shown = lowered.api.operations[0].parameters.iter().map(|parameter| {
        let mark = if parameter.required { "" } else { "?" };
        format!(
            "{:?} {}{mark} {}",
            parameter.location,
            parameter.wire_name,
            used(&lowered.api, &parameter.value)
        )
    });
    shown.collect()
}

#[test]
fn parameters_of_the_path_hold_unless_the_operation_has_its_own() {
    let lowered = paths(
        "/a/{y}/{x}:\n  parameters:\n    - { name: x, in: path, required: true, schema: { type: string } }\n    - { name: q, in: query, schema: { type: string } }\n    - { $ref: '#/components/parameters/Y' }\n  \
         get:\n    parameters:\n      - { name: q, in: query, required: true, schema: { type: array, items: { enum: [a] } } }\n      - { name: Accept, in: header, schema: { type: string } }\n    responses: { '204': { description: D } }\n\
         ---\nparameters:\n  Y: { name: y, in: path, required: true, schema: { enum: [b] } }\n",
    );
    assert_eq!(
        parameters(&lowered),
        ["Path y Y parameter y", "Path x string", "Query q [0 parameter q]"]
    );
    assert_eq!(
        lowered.reports(),
        [(
            Code::NotRepresented,
            "#/paths/~1a~1{y}~1{x}/get/parameters/1".to_owned()
        )]
    );
    assert_eq!(lowered.api.operations[0].segments.len(), 4);
    assert_eq!(
        lowered.api.operations[0].segments[1],
        PathSegment::Parameter("y".to_owned())
    );
}

#[test]
fn a_path_parameter_that_is_not_declared_is_a_text() {
    let lowered = paths("/a/{x}:\n  get: { responses: { '204': { description: D } } }\n");
    assert_eq!(parameters(&lowered), ["Path x string"]);
    assert_eq!(
        lowered.reports(),
        [(Code::RepairedValue, "#/paths/~1a~1{x}/get".to_owned())]
    );
}

#[test]
fn a_path_parameter_of_several_segments_keeps_its_slashes() {
    let lowered = paths(
        "/a/{x=b/*}:cancel:\n  get: { responses: { '204': { description: D } } }\n\
         /a/{y=c/*}:cancel:\n  get: { parameters: [{ name: y=c/*, in: path, required: true, schema: { type: string } }], responses: { '204': { description: D } } }\n",
    );
    let names = lowered
        .api
        .operations
        .iter()
        .map(|operation| &*operation.parameters[0].wire_name);
    assert_eq!(names.collect::<Vec<_>>(), ["x", "y"]);
    for operation in &lowered.api.operations {
        assert!(operation.parameters[0].written.reserved);
        assert_eq!(
            operation.path,
            format!("/a/{{{}}}:cancel", operation.parameters[0].wire_name)
        );
    }
    let docs = &lowered.api.operations[0].parameters[0].docs;
    assert_eq!(docs.description.as_deref(), Some("Of the form `b/*`."));
    let expected = [Code::RepairedValue; 3];
    assert_eq!(lowered.codes(), expected);
}

#[test]
fn a_parameter_of_any_type_is_text() {
    let lowered = paths(
        "/a:\n  get:\n    parameters: [{ name: p, in: query, schema: {} }]\n    responses: { '204': { description: D } }\n",
    );
    assert_eq!(parameters(&lowered), ["Query p? string"]);
    assert_eq!(lowered.codes(), [Code::NotRepresented]);
}

#[test]
fn json_is_the_preferred_one_of_several_media_types() {
    let lowered = paths(
        "/a:\n  post:\n    requestBody: { content: { application/xml: {}, application/vnd.x+json: { schema: { type: object, properties: { a: { type: string } } } }, text/plain: {} } }\n    responses: { '200': { description: D, content: { text/csv: {} } } }\n",
    );
    let body = lowered.api.operations[0].body.as_ref().expect("there is a body");
    let offered: Vec<_> = (body.contents.iter())
        .map(|content| (content.media_type.as_str(), content.kind))
        .collect();
    assert_eq!(
        offered,
        [
            ("application/vnd.x+json", PayloadKind::Json),
            ("application/xml", PayloadKind::Text),
            ("text/plain", PayloadKind::Text)
        ]
    );
    assert_eq!(used(&lowered.api, &body.contents[0].value), "0 request");
    let success = lowered.api.operations[0].answer().map(|content| content.kind);
    assert_eq!(success, Some(PayloadKind::Text));
    assert_eq!(lowered.reports(), []);
}

#[test]
fn bodies_of_other_kinds_alone_are_refused() {
    let lowered = paths(
        "/a:\n  post:\n    requestBody: { content: { multipart/mixed: {} } }\n    responses: { '200': { description: D, content: { multipart/mixed: {} } } }\n",
    );
    assert_eq!(
        lowered.reasons(),
        [
            (
                Code::UnsupportedOperation,
                "#/paths/~1a/post/requestBody/content".to_owned()
            ),
            (
                Code::UnsupportedOperation,
                "#/paths/~1a/post/responses/200/content".to_owned()
            ),
        ]
    );
}

/// The statuses that count as success.
fn statuses(operation: &Operation) -> Vec<StatusMatch> {
    operation.outcomes.iter().map(|outcome| outcome.status).collect()
}

#[test]
fn success_is_every_2xx_or_else_the_default() {
    let lowered = paths(
        "/a:\n  get:\n    responses:\n      default: { description: Error }\n      '4XX': { description: Bad }\n      '404': { description: None }\n      '201': { description: A }\n      '200': { description: B }\n\
         /b:\n  get:\n    responses:\n      default: { description: Good, content: { application/json: { schema: { type: integer } } } }\n",
    );
    let [a, b] = lowered.api.operations.as_slice() else {
        panic!("two operations")
    };
    assert_eq!(statuses(a), [StatusMatch::Code(200), StatusMatch::Code(201)]);
    let failures: Vec<StatusMatch> = a.failures.iter().map(|(status, _)| *status).collect();
    assert_eq!(
        failures,
        [StatusMatch::Code(404), StatusMatch::Range(4), StatusMatch::Default]
    );
    assert_eq!(
        lowered.api.failures[a.failures[0].1.0].inline,
        Some((0, StatusMatch::Code(404)))
    );
    assert_eq!(statuses(b), [StatusMatch::Default]);
    assert_eq!(
        b.answer().map(|content| content.value.ty.clone()),
        Some(Type::Scalar(Scalar::I64))
    );
    assert_eq!(lowered.codes(), []);
}

#[test]
fn a_named_response_is_one_failure_wherever_it_is_used() {
    let lowered = paths(
        "/a:\n  get: { responses: { '204': { description: D }, '404': { $ref: '#/components/responses/Gone' }, '410': { $ref: '#/components/responses/Gone' } } }\n\
         ---\nresponses:\n  Gone: { description: G, headers: { X-Why: { schema: { enum: [a] } }, X-Odd: { schema: { type: object } } }, content: { application/json: { schema: { type: object, properties: { a: { type: string } } } } } }\n",
    );
    assert_eq!(lowered.api.failures.len(), 1);
    assert_eq!(lowered.names(), ["Gone response ", "Gone header X-Why"]);
    assert_eq!(lowered.api.failures[0].headers.len(), 1);
    let header = |name: &str| {
        (
            Code::NotRepresented,
            format!("#/components/responses/Gone/headers/{name}"),
        )
    };
    assert_eq!(lowered.reports(), [header("X-Odd")]);
}

#[test]
fn credentials_are_alternatives_of_what_is_needed_together() {
    let lowered = document(
        "openapi: 3.1.0\ninfo: { title: T, version: '1' }\nservers: [{ url: 'https://{r}.test', variables: { r: { default: eu } } }]\n\
         security: [{ oauth: [read] }, { key: [], user: [] }]\n\
         paths:\n  /a: { get: { security: [], responses: { '204': { description: D } } } }\n  /b: { get: { security: [{ odd: [] }, { kee: [] }], responses: { '204': { description: D } } } }\n\
         components:\n  securitySchemes:\n    oauth: { type: oauth2, flows: {} }\n    key: { type: apiKey, in: query, name: k }\n    user: { type: http, scheme: basic }\n    odd: { type: http, scheme: 'no token' }\n",
    );
    let kinds: Vec<&CredentialKind> = lowered
        .api
        .credentials
        .iter()
        .map(|credential| &credential.kind)
        .collect();
    assert_eq!(
        kinds,
        [
            &CredentialKind::Bearer,
            &CredentialKind::Query("k".to_owned()),
            &CredentialKind::Basic
        ]
    );
    assert_eq!(
        lowered.api.security.alternatives,
        [vec![CredentialId(0)], vec![CredentialId(1), CredentialId(2)]]
    );
    assert_eq!(
        lowered.api.security.scopes,
        [(CredentialId(0), vec!["read".to_owned()])]
    );
    assert!(lowered.api.operations[0].security.alternatives.is_empty());
    assert_eq!(lowered.api.operations[1].security.alternatives, [vec![]]);
    assert_eq!(lowered.api.servers[0].url, "https://eu.test");
    assert_eq!(
        lowered.reports(),
        [
            (Code::UnsupportedSecurity, "#/components/securitySchemes/odd".to_owned()),
            (Code::UnresolvedReference, "#/paths/~1b/get/security/1/kee".to_owned()),
        ]
    );
}

#[test]
fn an_alternative_that_cannot_be_presented_is_not_nothing() {
    let security = |requirements: &str| {
        document(&format!(
            "openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\nsecurity: {requirements}\npaths: {{}}\n\
             components: {{ securitySchemes: {{ odd: {{ type: http, scheme: 'no token' }}, token: {{ type: http, scheme: bearer }} }} }}\n"
        ))
    };
    let lowered = security("[{ odd: [] }, { token: [] }]");
    assert_eq!(lowered.api.security.alternatives, [vec![CredentialId(0)]]);
    assert_eq!(
        lowered.reports(),
        [
            (Code::UnsupportedSecurity, "#/components/securitySchemes/odd".to_owned()),
            (Code::UnsupportedSecurity, "#/security/0/odd".to_owned()),
        ]
    );
    // The only way is taken as far as it goes.
    let lowered = security("[{ odd: [], token: [] }]");
    assert_eq!(lowered.api.security.alternatives, [vec![CredentialId(0)]]);
    assert_eq!(security("[{ odd: [] }, {}]").api.security.alternatives, [vec![]]);
}

#[test]
fn every_kind_of_scheme_is_a_credential() {
    let kind = |scheme: &str| {
        let lowered = document(&format!(
            "openapi: 3.2.0\ninfo: {{ title: T, version: '1' }}\npaths: {{}}\ncomponents: {{ securitySchemes: {{ s: {scheme} }} }}\n"
        ));
        assert_eq!(lowered.reports(), []);
        lowered.api.credentials[0].kind.clone()
    };
    assert_eq!(kind("{ type: http, scheme: BEARER }"), CredentialKind::Bearer);
    assert_eq!(kind("{ type: http, scheme: Basic }"), CredentialKind::Basic);
    let other = CredentialKind::Http("SharedAccessKey".to_owned());
    assert_eq!(kind("{ type: http, scheme: SharedAccessKey }"), other);
    assert_eq!(kind("{ type: mutualTLS }"), CredentialKind::MutualTls);
    let connect = "{ type: openIdConnect, openIdConnectUrl: 'https://id.test' }";
    assert_eq!(kind(connect), CredentialKind::Bearer);
    let implicit = "{ type: oauth2, flows: { implicit: { authorizationUrl: A, scopes: {} } } }";
    assert_eq!(kind(implicit), CredentialKind::Bearer);
    let oauth = |token_url: Option<&str>, refresh_url: &str| CredentialKind::OAuth {
        token_url: token_url.map(str::to_owned),
        refresh_url: Some(refresh_url.to_owned()),
    };
    let own = "{ type: oauth2, flows: { clientCredentials: { tokenUrl: T, scopes: {} } } }";
    assert_eq!(kind(own), oauth(Some("T"), "T"));
    let both = "{ type: oauth2, flows: { clientCredentials: { tokenUrl: T, scopes: {} }, \
                authorizationCode: { authorizationUrl: A, tokenUrl: U, scopes: {} } } }";
    assert_eq!(kind(both), oauth(Some("T"), "U"));
    let renewed = "{ type: oauth2, flows: { password: { tokenUrl: U, refreshUrl: R, scopes: {} } } }";
    assert_eq!(kind(renewed), oauth(None, "R"));
}
