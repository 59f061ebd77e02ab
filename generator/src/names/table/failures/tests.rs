//! Tests of the names of error responses.

use crate::ir::{Docs, Failure, FailureId, HeaderField, HeaderForm, StatusMatch};
use crate::names::Reserved;
use crate::names::table::Names;
use crate::names::table::tests::{api, plan, provenance, text};

#[test]
fn error_responses_are_called_after_their_component_or_operation() {
    let mut api = api(Vec::new());
    let failure = |component: Option<&str>, inline, pointer: &str| Failure {
        component: component.map(str::to_owned),
        inline,
        description: String::new(),
        contents: Vec::new(),
        headers: vec![HeaderField {
            wire_name: "Retry-After".to_owned(),
            required: false,
            form: HeaderForm::Plain,
            value: text(),
            docs: Docs::default(),
        }],
        provenance: provenance(pointer),
    };
    api.failures = vec![
        failure(Some("TooManyRequests"), None, "/a"),
        failure(None, Some((0, StatusMatch::Code(404))), "/b"),
        failure(None, Some((0, StatusMatch::Default)), "/c"),
    ];
    let names = Names::mint(&api, &plan(), &Reserved::default());
    let structs: Vec<_> = names
        .failures
        .values()
        .map(|failure| failure.name.to_string())
        .collect();
    assert_eq!(
        structs,
        ["TooManyRequests", "CreateBrowserNotFound", "CreateBrowserError"]
    );
    assert_eq!(
        names.failures[&FailureId(1)].module.to_string(),
        "create_browser_not_found"
    );
    assert_eq!(names.failures[&FailureId(0)].body.to_string(), "body");
    // Of one without a name and headers the status and the body are all, so it has no type to be called.
    api.failures[1].headers.clear();
    let names = Names::mint(&api, &plan(), &Reserved::default());
    assert!(names.failure(FailureId(1)).is_none());
}
