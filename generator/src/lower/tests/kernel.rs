//! What the Kernel document comes to.

use crate::diag::Code;
use crate::ir::{CredentialKind, PathSegment, PayloadKind, Presence, Scalar, StatusMatch, Type};
use crate::lower::testing::{Lowered, document};

fn kernel() -> Lowered {
    document(include_str!("../../../../spec/kernel.yaml"))
}

#[test]
fn the_only_remark_is_that_nullable_is_not_of_this_version() {
    let pointer = "#/components/schemas/Profile/properties/name/nullable";
    assert_eq!(kernel().reports(), [(Code::NullableIn31, pointer.to_owned())]);
}

#[test]
fn profile_and_extension_are_exclusive_groups() {
    let kernel = kernel();
    let name = "string(length 1..255)(like ^[a-zA-Z0-9._-]{1,255}$)";
    assert_eq!(
        kernel.show("BrowserProfile"),
        format!("{{ save_changes?: bool, [id: string / name: {name}] }}")
    );
    assert_eq!(
        kernel.show("BrowserExtension"),
        format!("{{ [id: string / name: {name}] }}")
    );
    assert_eq!(
        kernel
            .field("BrowserProfile", "save_changes")
            .docs
            .default
            .as_ref()
            .map(|default| default.json.as_str()),
        Some("false")
    );
}

#[test]
fn deprecation_beside_a_reference_is_that_of_the_field() {
    let kernel = kernel();
    let reason = "Use timeout_seconds (up to 72 hours) and Profiles instead";
    let note = |field: &crate::ir::Field| field.deprecated.clone().map(|found| found.note);
    assert_eq!(
        note(kernel.field("BrowserRequest", "persistence")),
        Some(Some(reason.to_owned()))
    );
    assert_eq!(note(kernel.field("Browser", "persistence")), None);
    let def = kernel.api.types.get(kernel.id("BrowserPersistence"));
    assert_eq!(
        def.deprecated.clone().map(|found| found.note),
        Some(Some(reason.to_owned()))
    );
}

#[test]
fn a_nullable_name_has_three_states() {
    let kernel = kernel();
    assert_eq!(kernel.field("Profile", "name").presence, Presence::OptionalNullable);
    assert_eq!(kernel.field("Profile", "name").value.ty, Type::Scalar(Scalar::String));
}

#[test]
fn constraints_and_integer_widths_are_kept() {
    let kernel = kernel();
    assert_eq!(kernel.show("BrowserUsage"), "{ uptime_ms: i64 }");
    assert_eq!(
        kernel.show("BrowserRequest"),
        "{ invocation_id?: string, persistence?: BrowserPersistence, stealth?: bool, headless?: bool, gpu?: bool, \
         timeout_seconds?: i64(10..259200), profile?: BrowserProfile, extensions?: [BrowserExtension](items ..20), \
         proxy_id?: string, viewport?: BrowserViewport, kiosk_mode?: bool, start_url?: string }"
    );
    assert_eq!(
        kernel.show("BrowserViewport"),
        "{ width: i64(320..7680), height: i64(240..4320), refresh_rate?: i64 }"
    );
}

#[test]
fn the_operation_has_an_optional_body_and_six_failures() {
    let kernel = kernel();
    let [operation] = kernel.api.operations.as_slice() else {
        panic!("one operation")
    };
    assert_eq!(operation.id.as_deref(), Some("postBrowsers"));
    assert_eq!(operation.segments, [PathSegment::Literal("/browsers".to_owned())]);
    let body = operation.body.as_ref().expect("there is a body");
    assert!(!body.required);
    let body = &body.contents[0];
    assert_eq!(
        (body.kind, body.media_type.as_str()),
        (PayloadKind::Json, "application/json")
    );
    assert_eq!(body.value.ty, Type::Named(kernel.id("BrowserRequest")));
    let statuses: Vec<StatusMatch> = operation.outcomes.iter().map(|outcome| outcome.status).collect();
    assert_eq!(statuses, [StatusMatch::Code(200)]);
    let success = operation.answer().map(|content| content.value.ty.clone());
    assert_eq!(success, Some(Type::Named(kernel.id("Browser"))));
    let failures: Vec<(StatusMatch, &str, usize)> = operation
        .failures
        .iter()
        .map(|(status, id)| {
            let failure = &kernel.api.failures[id.0];
            (
                *status,
                failure.component.as_deref().unwrap_or_default(),
                failure.headers.len(),
            )
        })
        .collect();
    assert_eq!(
        failures,
        [
            (StatusMatch::Code(400), "BadRequest", 0),
            (StatusMatch::Code(401), "Unauthorized", 0),
            (StatusMatch::Code(403), "Forbidden", 0),
            (StatusMatch::Code(429), "TooManyRequests", 1),
            (StatusMatch::Code(500), "InternalError", 0),
            (StatusMatch::Code(529), "CapacityExhausted", 0),
        ]
    );
    let header = &kernel.api.failures[operation.failures[3].1.0].headers[0];
    assert_eq!(
        (header.wire_name.as_str(), &header.value.ty),
        ("Retry-After", &Type::Scalar(Scalar::I64))
    );
}

#[test]
fn the_bearer_token_is_needed_globally_and_by_the_operation() {
    let kernel = kernel();
    assert_eq!(kernel.api.credentials.len(), 1);
    assert_eq!(kernel.api.credentials[0].kind, CredentialKind::Bearer);
    assert_eq!(kernel.api.security.alternatives.len(), 1);
    assert_eq!(kernel.api.operations[0].security, kernel.api.security);
    assert_eq!(kernel.api.servers[0].url, "https://api.onkernel.com");
    let tags: Vec<&str> = kernel.api.tags.iter().map(|tag| tag.name.as_str()).collect();
    assert_eq!(tags, ["Browsers"]);
}

#[test]
fn every_component_has_a_definition_and_nothing_else_has() {
    assert_eq!(
        kernel().names(),
        [
            "BrowserRequest",
            "Browser",
            "BrowserPersistence",
            "BrowserProfile",
            "BrowserExtension",
            "BrowserViewport",
            "Profile",
            "BrowserPoolRef",
            "BrowserUsage",
            "Error",
            "ErrorDetail"
        ]
    );
}
