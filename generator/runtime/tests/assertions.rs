//! Assertions of JSON Schema: every keyword on both sides, messages and places, annotations, circles.
#![cfg(feature = "validate")]

use kiln_runtime::assertion::{self, Keyword, Schema, Type};
use kiln_runtime::ecma::EcmaPattern;
use kiln_runtime::json::{self, Nullable, ToJson, Value, Writer};
use kiln_runtime::pattern::Pattern;
use kiln_runtime::validate::{Checks, Rules, Validate};

struct Case(Value, &'static Schema);

impl Validate for Case {
    fn check(&self, c: &mut Checks) {
        assertion::whole(c, &self.0, self.1);
    }
}

/// What is wrong, one line each.
fn wrong(text: &str, schema: &'static Schema) -> String {
    let value = json::from_slice(text.as_bytes()).expect("this is JSON");
    Checks::run(&Case(value, schema))
        .map_or_else(|violations| violations.to_string(), |()| String::new())
}

static STRING: Schema = Schema(&[Keyword::Type(&[Type::String])]);
static SMALL: Schema = Schema(&[Keyword::Rules(&Rules::new().maximum(9))]);
static NOTHING: Schema = Schema(&[Keyword::Never]);
static ANYTHING: Schema = Schema(&[]);

#[test]
fn keywords_of_any_value_look_at_all_of_them() {
    static NUMBER: Schema = Schema(&[Keyword::Type(&[Type::Integer, Type::Null])]);
    static LISTED: Schema = Schema(&[Keyword::Values(&["1", "[{\"a\":2}]", "null"])]);
    for text in ["1", "1.0", "1e2", "null"] {
        assert_eq!(wrong(text, &NUMBER), "", "{text}");
    }
    assert_eq!(wrong("1.5", &NUMBER), "at the top level: must be an integer or null");
    for text in ["1.0", "[{\"a\": 2e0}]", "null"] {
        assert_eq!(wrong(text, &LISTED), "", "{text}");
    }
    assert_eq!(
        wrong("2", &LISTED),
        "at the top level: must be one of 1, [{\"a\":2}], null"
    );
    assert_eq!(wrong("{}", &NOTHING), "at the top level: no value is allowed here");
    assert!(assertion::fits("1e2", &NUMBER) && !assertion::fits("1.5", &NUMBER));
    assert!(!assertion::fits("[", &ANYTHING), "no JSON");
}

#[test]
fn keywords_of_objects_tell_the_property() {
    static UPPER: Pattern = Pattern::new("^[A-Z]");
    static OBJECT: Schema = Schema(&[
        Keyword::Required(&["id"]),
        Keyword::DependentRequired(&[("chip", &["owner"])]),
        Keyword::DependentSchemas(&[("small", &Schema(&[Keyword::Required(&["a/b"])]))]),
        Keyword::PropertyNames(&Schema(&[Keyword::Rules(&Rules::new().max_length(5))])),
        Keyword::Properties {
            named: &[("id", &STRING)],
            patterns: &[(&UPPER, &SMALL)],
            others: Some(&STRING),
        },
    ]);
    assert_eq!(wrong("{\"id\": \"x\", \"A\": 9, \"b\": \"\"}", &OBJECT), "");
    assert_eq!(wrong("[]", &OBJECT), "");
    let expected = "\
at the top level: must have the property `id`
at the top level: must have the property `owner`, because it has `chip`
at the top level: must have the property `a/b`
at /toolong: the name of this property must have at most 5 characters
at /A: must be at most 9
at /b: must be a string";
    let text =
        "{\"chip\": \"\", \"small\": \"\", \"toolong\": \"\", \"A\": 10, \"b\": 1}";
    assert_eq!(wrong(text, &OBJECT), expected);
}

#[test]
fn keywords_of_arrays_tell_the_item() {
    static ARRAY: Schema = Schema(&[
        Keyword::Items { first: &[&STRING, &ANYTHING], others: Some(&SMALL) },
        Keyword::Contains { schema: &STRING, least: 1, most: Some(2) },
    ]);
    assert_eq!(wrong("[\"a\", [], 9]", &ARRAY), "");
    let most = "must contain at most 2 items of the kind that the schema limits";
    assert_eq!(
        wrong("[\"\", \"\", \"\", 10]", &ARRAY),
        format!("at the top level: {most}\nat /3: must be at most 9")
            .split('\n')
            .rev()
            .collect::<Vec<_>>()
            .join("\n")
    );
    let least = "must contain at least 1 item of the kind that the schema asks for";
    assert_eq!(
        wrong("[1]", &ARRAY),
        format!("at /0: must be a string\nat the top level: {least}")
    );
}

#[test]
fn alternatives_are_counted() {
    static ANY: Schema = Schema(&[Keyword::Any(&[&STRING, &SMALL])]);
    static ONE: Schema = Schema(&[Keyword::One(&[&STRING, &SMALL])]);
    static NOT: Schema = Schema(&[Keyword::Not(&STRING)]);
    static IF: Schema = Schema(&[Keyword::If {
        condition: &STRING,
        then: Some(&Schema(&[Keyword::Rules(&Rules::new().min_length(1))])),
        otherwise: Some(&Schema(&[Keyword::Type(&[Type::Number])])),
    }]);
    static HIGH: Schema = Schema(&[Keyword::Any(&[&NOTHING, &SMALL])]);
    assert_eq!(wrong("\"\"", &ANY), "");
    assert_eq!(
        wrong("10", &HIGH),
        "at the top level: must fit at least one of the alternatives"
    );
    assert_eq!(
        wrong("\"\"", &ONE),
        "at the top level: must fit exactly one of the alternatives, but fits 2"
    );
    assert_eq!(wrong("1", &ONE), "");
    assert_eq!(
        wrong("10", &ONE),
        "at the top level: must fit exactly one of the alternatives, but fits none"
    );
    assert_eq!(wrong("1", &NOT), "");
    assert_eq!(
        wrong("\"\"", &NOT),
        "at the top level: must not be what the schema excludes by `not`"
    );
    assert_eq!(wrong("\"a\"", &IF), "");
    assert_eq!(wrong("\"\"", &IF), "at the top level: must have at least 1 character");
    assert_eq!(wrong("null", &IF), "at the top level: must be a number");
}

#[test]
fn what_was_looked_at_is_known_to_the_keywords_about_the_rest() {
    static FIRST: Schema = Schema(&[Keyword::Properties {
        named: &[("a", &STRING)],
        patterns: &[],
        others: None,
    }]);
    static SECOND: Schema = Schema(&[
        Keyword::Required(&["b"]),
        Keyword::Properties { named: &[("b", &STRING)], patterns: &[], others: None },
    ]);
    static CLOSED: Schema = Schema(&[
        Keyword::All(&[&FIRST]),
        Keyword::Any(&[&SECOND, &ANYTHING]),
        Keyword::UnevaluatedProperties(&NOTHING),
    ]);
    static LIST: Schema = Schema(&[
        Keyword::Items { first: &[&STRING], others: None },
        Keyword::Contains { schema: &SMALL, least: 0, most: None },
        Keyword::UnevaluatedItems(&STRING),
    ]);
    assert_eq!(wrong("{\"a\": \"\", \"b\": \"\"}", &CLOSED), "");
    assert_eq!(wrong("{\"c\": \"\"}", &CLOSED), "at /c: no value is allowed here");
    assert_eq!(wrong("[\"\", 1, \"\"]", &LIST), "");
    assert_eq!(wrong("[\"\", 10]", &LIST), "at /1: must be a string");
}

#[test]
fn circles_end() {
    static NODE: Schema = Schema(&[Keyword::Properties {
        named: &[("next", &NODE), ("value", &SMALL)],
        patterns: &[],
        others: None,
    }]);
    static ROUND: Schema = Schema(&[Keyword::Any(&[&ROUND, &ROUND, &STRING])]);
    let deep =
        format!("{}{{\"value\": 10}}{}", "{\"next\": ".repeat(120), "}".repeat(120));
    assert_eq!(
        wrong(&deep, &NODE),
        format!("at {}/value: must be at most 9", "/next".repeat(120))
    );
    assert_eq!(wrong("1", &ROUND), "");
}

#[test]
fn what_goes_too_deep_is_reported_before_the_stack_ends() {
    static A: Schema = Schema(&[Keyword::Properties {
        named: &[("next", &B)],
        patterns: &[],
        others: None,
    }]);
    static B: Schema = Schema(&[Keyword::All(&[&C])]);
    static C: Schema = Schema(&[Keyword::Any(&[&D])]);
    static D: Schema = Schema(&[Keyword::One(&[&E])]);
    static E: Schema =
        Schema(&[Keyword::If { condition: &F, then: Some(&F), otherwise: None }]);
    static F: Schema = Schema(&[Keyword::All(&[&A])]);
    let deep =
        |levels| format!("{}1{}", "{\"next\": ".repeat(levels), "}".repeat(levels));
    assert_eq!(wrong(&deep(9), &A), "");
    let message = "cannot be checked: the schemas refer to each other too often";
    assert_eq!(wrong(&deep(120), &A), format!("at the top level: {message}"));
}

#[test]
fn what_takes_too_long_is_not_taken_for_right() {
    static A: Schema = Schema(&[Keyword::Any(&[&STRING, &STRING, &STRING, &STRING])]);
    static B: Schema = Schema(&[Keyword::Any(&[&A, &A, &A, &A, &A, &A, &A, &A])]);
    static C: Schema = Schema(&[Keyword::Any(&[&B, &B, &B, &B, &B, &B, &B, &B])]);
    static D: Schema = Schema(&[Keyword::Any(&[&C, &C, &C, &C, &C, &C, &C, &C])]);
    static E: Schema = Schema(&[Keyword::Any(&[&D, &D, &D, &D, &D, &D, &D, &D])]);
    static F: Schema = Schema(&[Keyword::Any(&[&E, &E, &E, &E, &E, &E, &E, &E])]);
    static G: Schema = Schema(&[Keyword::Any(&[&F, &F, &F, &F, &F, &F, &F, &F])]);
    let message = "cannot be checked: the schemas refer to each other too often";
    assert_eq!(wrong("1", &G), format!("at the top level: {message}"));
}

struct Pet {
    name: Option<i64>,
    alias: Nullable<i64>,
}

impl ToJson for Pet {
    fn write(&self, w: &mut Writer) {
        w.null();
    }
}

impl Validate for Pet {
    fn check(&self, c: &mut Checks) {
        static SCHEMA: Schema = Schema(&[Keyword::OrNull, Keyword::Not(&ANYTHING)]);
        assertion::property(c, "name", &self.name, &SMALL);
        assertion::property(c, "name", &self.name, &SMALL);
        assertion::property(c, "al/ias", &self.alias, &SCHEMA);
        assertion::whole(c, self, &SCHEMA);
    }
}

#[test]
fn absent_properties_are_right_and_the_same_is_said_once() {
    assert!(Checks::run(&Pet { name: None, alias: Nullable::Null }).is_ok());
    let wrong = Checks::run(&Pet { name: Some(10), alias: Nullable::Value(1) });
    assert_eq!(
        wrong.expect_err("all is wrong").to_string(),
        "at /name: must be at most 9\nat /al~1ias: must not be what the schema excludes by `not`"
    );
}

#[test]
fn patterns_may_need_an_engine_of_their_own() {
    static PATTERN: EcmaPattern = EcmaPattern::new("^(?!sink_)\\p{L}+$");
    static SCHEMA: Schema = Schema(&[Keyword::Rules(&Rules::new().pattern(&PATTERN))]);
    assert_eq!(wrong("\"é\"", &SCHEMA), "");
    assert_eq!(
        wrong("\"sink_é\"", &SCHEMA),
        "at the top level: must match the pattern `^(?!sink_)\\p{L}+$`"
    );
}

#[test]
fn limits_of_any_size_are_exact() {
    static SCHEMA: Schema = Schema(&[Keyword::Rules(
        &Rules::new()
            .minimum_decimal("1e400")
            .multiple_of_decimal("0.1234567890123456789"),
    )]);
    assert_eq!(
        wrong("1e401", &SCHEMA),
        "at the top level: must be a multiple of 0.1234567890123456789"
    );
    assert_eq!(wrong("12345678901234567890e400", &SCHEMA), "");
}
