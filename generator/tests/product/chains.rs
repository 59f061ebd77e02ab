//! Long chains of schemas: read in time that grows with their length, or refused; never the end of the stack.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use kiln::diag::Code;
use kiln::pipeline::{self, Layout, Request, Run};
use kiln::source::Input;

const LINKS: usize = 1000;

/// Far more than any of them takes in a debug build on a busy machine, and far less than a walk from each link would.
const PATIENCE: Duration = Duration::from_secs(60);

/// Generates from a document with one operation and these schemas.
fn run(schemas: &str) -> Run {
    let text = format!(
        r##"{{"openapi":"3.1.0","info":{{"title":"T","version":"1"}},"servers":[{{"url":"https://a.test"}}],"paths":{{"/a":{{"get":{{
        "operationId":"get","responses":{{"200":{{"description":"D","content":{{"application/json":{{"schema":{{"$ref":"#/components/schemas/S0"}}}}}}}}}}}}}}}},
        "components":{{"schemas":{{{schemas}}}}}}}"##
    );
    pipeline::run(&Request {
        spec: Input::Text {
            name: "chain.json".to_owned(),
            text,
        },
        config: None,
        name: None,
        layout: Layout::Package,
        strict: false,
    })
}

/// A chain of components; `link` is the schema of one, given its number and a reference to the next.
fn components(links: usize, link: impl Fn(usize, &str) -> String) -> String {
    let mut schemas = String::new();
    for at in 0..links {
        let next = format!(r##"{{"$ref":"#/components/schemas/S{}"}}"##, at + 1);
        let _ = write!(schemas, r#""S{at}":{},"#, link(at, &next));
    }
    let _ = write!(
        schemas,
        r#""S{links}":{{"type":"object","properties":{{"end":{{"type":"string"}}}}}}"#
    );
    schemas
}

/// A chain of schemas that are no components.
fn definitions(links: usize, link: impl Fn(usize, &str) -> String) -> String {
    let mut schemas =
        r##""S0":{"type":"object","properties":{"a":{"$ref":"#/components/schemas/S0/$defs/d0"}},"$defs":{"##
            .to_owned();
    for at in 0..links {
        let next = format!(r##"{{"$ref":"#/components/schemas/S0/$defs/d{}"}}"##, at + 1);
        let _ = write!(schemas, r#""d{at}":{},"#, link(at, &next));
    }
    let _ = write!(schemas, r#""d{links}":{{"type":"string"}}}}}}"#);
    schemas
}

/// Whether the crate was generated or the document refused by a limit; anything else, or taking long, fails the test.
fn accepted(what: &str, schemas: &str) -> bool {
    let start = Instant::now();
    let run = run(schemas);
    let took = start.elapsed();
    assert!(took < PATIENCE, "{what} took {took:?}");
    if run.output.is_some() {
        return true;
    }
    let errors: Vec<Code> = run
        .diagnostics
        .iter()
        .filter(|found| found.code.severity() == kiln::diag::Severity::Error)
        .inspect(|found| assert!(found.primary.is_some(), "{what}: {found:?}"))
        .map(|found| found.code)
        .collect();
    assert_eq!(errors, [Code::LimitExceeded], "{what}");
    false
}

#[test]
fn chains_of_names_may_be_long() {
    let alias = |_: usize, next: &str| next.to_owned();
    let wrapped = |_: usize, next: &str| format!(r#"{{"allOf":[{next}]}}"#);
    let list = |_: usize, next: &str| format!(r#"{{"type":"array","items":{next}}}"#);
    let object = |_: usize, next: &str| format!(r#"{{"type":"object","properties":{{"next":{next}}}}}"#);
    assert!(accepted("aliases", &components(LINKS, alias)));
    assert!(accepted("aliases by allOf", &components(LINKS, wrapped)));
    assert!(accepted("lists", &components(LINKS, list)));
    assert!(accepted("objects", &components(LINKS, object)));
    assert!(accepted("references among $defs", &definitions(LINKS, alias)));
}

#[test]
fn what_is_taken_apart_is_taken_apart_to_a_limit() {
    let constrained = |_: usize, next: &str| next.replace('}', r#","minProperties":1}"#);
    let all = |at: usize, next: &str| {
        format!(r#"{{"allOf":[{next},{{"type":"object","properties":{{"p{at}":{{"type":"string"}}}}}}]}}"#)
    };
    let same = |_: usize, next: &str| {
        format!(r#"{{"allOf":[{next},{{"type":"object","properties":{{"p":{{"type":"string"}}}}}}]}}"#)
    };
    let one = |_: usize, next: &str| format!(r#"{{"oneOf":[{next},{{"type":"integer"}}]}}"#);
    for (links, fits) in [(50, true), (LINKS, false)] {
        assert_eq!(accepted("constraints", &components(links, constrained)), fits);
        assert_eq!(accepted("allOf", &components(links, all)), fits);
        assert_eq!(accepted("allOf of one property", &components(links, same)), fits);
        assert_eq!(accepted("oneOf", &components(links, one)), fits);
    }
}

#[test]
fn schemas_within_each_other_end_at_a_limit() {
    let object = |_: usize, next: &str| format!(r#"{{"type":"object","properties":{{"x":{next}}}}}"#);
    let list = |_: usize, next: &str| format!(r#"{{"type":"array","items":{next}}}"#);
    let one = |_: usize, next: &str| format!(r#"{{"oneOf":[{next},{{"type":"integer"}}]}}"#);
    assert!(accepted("objects", &definitions(400, object)));
    assert!(!accepted("objects", &definitions(LINKS, object)));
    assert!(accepted("lists", &definitions(15, list)));
    assert!(!accepted("lists", &definitions(100, list)));
    assert!(!accepted("lists", &definitions(LINKS, list)));
    // What is checked stands within each other too, in tables that are wider than a line.
    let checked =
        |_: usize, next: &str| format!(r#"{{"type":"array","items":{next},"not":{{"contains":{{"const":1}}}}}}"#);
    assert!(accepted("checks", &definitions(15, checked)));
    assert!(accepted("oneOf", &definitions(50, one)));
    assert!(!accepted("oneOf", &definitions(LINKS, one)));
}

#[test]
fn allof_that_multiplies_properties_ends_at_a_limit() {
    let all = |at: usize, next: &str| {
        let mut properties = String::new();
        for number in 0..100 {
            let _ = write!(properties, r#""p{at}x{number}":{{}},"#);
        }
        format!(r#"{{"allOf":[{next},{{"properties":{{{properties}"last{at}":{{}}}}}}]}}"#)
    };
    assert!(!accepted("wide allOf", &components(110, all)));
}
