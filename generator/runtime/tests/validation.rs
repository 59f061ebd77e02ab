//! Constraints: every rule on both sides of its limit, and the places of violations.
#![cfg(feature = "validate")]

use std::collections::BTreeMap;

use kiln_runtime::json::{
    self, DateTime, Decimal, Member, Nullable, ToJson, Value, Writer,
};
use kiln_runtime::pattern::Pattern;
use kiln_runtime::validate::{Checks, Rules, Subject, Validate, Violations};

/// A value with the rules that are tried on it.
struct Case<'a>(&'a dyn Subject, Rules<'a>);

impl Validate for Case<'_> {
    fn check(&self, c: &mut Checks) {
        c.here(self.0, &self.1);
    }
}

/// What is wrong, one line each.
#[expect(clippy::large_types_passed_by_value, reason = "it reads better in a test")]
fn wrong(value: &dyn Subject, rules: Rules<'_>) -> String {
    Checks::run(&Case(value, rules))
        .map_or_else(|violations| violations.to_string(), |()| String::new())
}

struct Extension {
    name: String,
    size: Option<i64>,
}

impl Validate for Extension {
    fn check(&self, c: &mut Checks) {
        static NAME: Pattern = Pattern::new("^[a-z]+$");
        c.field(
            "name",
            &self.name,
            &Rules::new().min_length(1).max_length(5).pattern(&NAME),
        );
        c.field("size/~", &self.size, &Rules::new().minimum(10));
    }
}

struct Request {
    extensions: Vec<Extension>,
    by_name: BTreeMap<String, Box<Extension>>,
    first: Nullable<Extension>,
}

// Records in lists are compared as they are sent.
impl ToJson for Extension {
    fn write(&self, w: &mut Writer) {
        w.record(&[
            Member::always("name", &self.name),
            Member::present("size", &self.size),
        ]);
    }
}

impl Validate for Request {
    fn check(&self, c: &mut Checks) {
        c.field(
            "extensions",
            &self.extensions,
            &Rules::new().max_items(2).unique_items(),
        );
        c.field("by_name", &self.by_name, &Rules::new());
        c.field("first", &self.first, &Rules::new());
    }
}

fn extension(name: &str, size: i64) -> Extension {
    Extension { name: name.to_owned(), size: Some(size) }
}

#[test]
fn every_violation_is_reported_with_its_place() {
    let request = Request {
        extensions: vec![extension("ok", 10), extension("", 9), extension("ok", 10)],
        by_name: BTreeMap::from([(
            "a/b".to_owned(),
            Box::new(extension("toolong", 10)),
        )]),
        first: Nullable::Value(extension("A", 10)),
    };
    let violations = Checks::run(&request).expect_err("much is wrong");
    let expected = "\
at /extensions: must have at most 2 items
at /extensions: must not have equal items, but item 2 equals an earlier one
at /extensions/1/name: must have at least 1 character
at /extensions/1/name: must match the pattern `^[a-z]+$`
at /extensions/1/size~1~0: must be at least 10
at /by_name/a~1b/name: must have at most 5 characters
at /first/name: must match the pattern `^[a-z]+$`";
    assert_eq!(violations.to_string(), expected);
    assert_eq!(
        violations.iter().map(|violation| violation.path.as_str()).next(),
        Some("/extensions")
    );
    assert_eq!((&violations).into_iter().count(), 7);
    let boxed: Box<dyn std::error::Error> = violations.into();
    assert_eq!(boxed.to_string(), expected);
}

#[test]
fn what_is_right_or_absent_is_not_reported() {
    let request =
        Request { extensions: vec![], by_name: BTreeMap::new(), first: Nullable::Null };
    assert_eq!(Checks::run(&request), Ok::<(), Violations>(()));
    assert_eq!(wrong(&None::<i64>, Rules::new().minimum(1)), "");
    assert_eq!(wrong(&Nullable::<i64>::Absent, Rules::new().minimum(1)), "");
    assert_eq!(wrong(&true, Rules::new().minimum(1)), "");
}

#[test]
fn ranges_include_their_ends_unless_they_say_otherwise() {
    assert_eq!(wrong(&320_i64, Rules::new().minimum(320).maximum(320)), "");
    assert_eq!(
        wrong(&319_i32, Rules::new().minimum(320)),
        "at the top level: must be at least 320"
    );
    assert_eq!(
        wrong(&321_u32, Rules::new().maximum(320)),
        "at the top level: must be at most 320"
    );
    assert_eq!(
        wrong(&320_u64, Rules::new().exclusive_minimum(320)),
        "at the top level: must be more than 320"
    );
    assert_eq!(
        wrong(&320_i64, Rules::new().exclusive_maximum(320)),
        "at the top level: must be less than 320"
    );
    assert_eq!(wrong(&0.5_f64, Rules::new().minimum_f64(0.5).maximum_f64(0.5)), "");
    assert_eq!(
        wrong(&0.1_f32, Rules::new().minimum_f64(0.1).maximum_f64(0.1)),
        "",
        "not the f64 nearest to an f32"
    );
    assert_eq!(
        wrong(&0.5_f64, Rules::new().exclusive_minimum_f64(0.5)),
        "at the top level: must be more than 0.5"
    );
    assert_eq!(
        wrong(&-2.5_f64, Rules::new().exclusive_maximum_f64(-2.5)),
        "at the top level: must be less than -2.5"
    );
    assert_eq!(
        wrong(&-3.0_f64, Rules::new().minimum(-2)),
        "at the top level: must be at least -2"
    );
    assert_eq!(wrong(&1e-7_f64, Rules::new().minimum(0).maximum_f64(1e-7)), "");
    assert_eq!(
        wrong(&f64::NAN, Rules::new().minimum(0)),
        "at the top level: must be a finite number"
    );
}

#[test]
fn bounds_of_64_bits_are_not_rounded() {
    let limit = 9_007_199_254_740_992_i64;
    assert_eq!(
        wrong(&(limit + 1), Rules::new().maximum(limit.into())),
        format!("at the top level: must be at most {limit}")
    );
    assert_eq!(wrong(&i64::MAX, Rules::new().maximum(i64::MAX.into())), "");
    assert_ne!(wrong(&i64::MAX, Rules::new().maximum(i128::from(i64::MAX) - 1)), "");
    assert_ne!(wrong(&u64::MAX, Rules::new().maximum(i128::from(u64::MAX) - 1)), "");
    assert_ne!(wrong(&i64::MIN, Rules::new().minimum(i128::from(i64::MIN) + 1)), "");
}

#[test]
fn multiples_are_those_of_decimal_numbers() {
    for (value, unit) in [
        (0.07, 0.01),
        (19.99, 0.01),
        (1.1, 0.1),
        (4.35, 0.05),
        (0.0, 0.3),
        (-0.3, 0.1),
        (1e300, 0.01),
        (7.5, 2.5),
        (1e-7, 1e-9),
    ] {
        assert_eq!(
            wrong(&value, Rules::new().multiple_of_f64(unit)),
            "",
            "{value} of {unit}"
        );
    }
    for (value, unit) in
        [(0.075, 0.01), (1.0, 0.3), (1e-9, 0.01), (1e300, 7.0), (3.0, 2.0)]
    {
        assert_ne!(
            wrong(&value, Rules::new().multiple_of_f64(unit)),
            "",
            "{value} of {unit}"
        );
    }
    assert_eq!(wrong(&i64::MAX, Rules::new().multiple_of(7)), "");
    assert_eq!(
        wrong(&(i64::MAX - 1), Rules::new().multiple_of(7)),
        "at the top level: must be a multiple of 7"
    );
    // Not a float: this one would be rounded to 2^53.
    let unit = 9_007_199_254_740_993_i64;
    assert_eq!(wrong(&unit, Rules::new().multiple_of(unit.into())), "");
    assert_ne!(wrong(&(unit - 1), Rules::new().multiple_of(unit.into())), "");
}

#[test]
fn what_is_too_long_to_divide_is_not_reported() {
    let long = format!("1{}", "0123456789".repeat(4));
    let value: Value = json::from_slice(long.as_bytes()).expect("a number");
    assert_eq!(wrong(&value, Rules::new().multiple_of(7)), "");
    let is_multiple =
        |one: &str, other| Decimal::parse(one).is_multiple_of(&Decimal::parse(other));
    assert_eq!(is_multiple(&long, "7"), None);
    assert_eq!(is_multiple("0", "0"), Some(true));
    assert_eq!(is_multiple("1", "0"), Some(false));
    assert_eq!(is_multiple("9999999999999999999999999999999999999", "3"), Some(true));
    assert_eq!(is_multiple("9999999999999999999999999999999999998", "3"), Some(false));
}

#[test]
fn equal_items_are_found_in_long_lists_and_whatever_they_are() {
    let equal = |index: usize| {
        let item = format!("item {index} equals an earlier one");
        format!("at the top level: must not have equal items, but {item}")
    };
    let rules = Rules::new().unique_items();
    let mut numbers: Vec<i64> = (0..30_000).collect();
    assert_eq!(wrong(&numbers, rules), "");
    numbers.push(29_999);
    assert_eq!(wrong(&numbers, rules), equal(30_000));
    let values = |text: &str| json::from_slice::<Vec<Value>>(text.as_bytes());
    let differ =
        values("[1,\"1\",[1],{\"a\":1},{\"a\":2},{\"b\":1},true,null,[],{},[null]]");
    assert_eq!(wrong(&differ.expect("JSON"), rules), "");
    for text in [
        "[10,1e1]",
        "[0,-0.0]",
        "[null,null]",
        "[{\"a\":1,\"b\":[2]},{\"b\":[2.0],\"a\":1}]",
    ] {
        assert_eq!(wrong(&values(text).expect("JSON"), rules), equal(1), "{text}");
    }
    assert_eq!(wrong(&vec![f64::NAN, f64::NAN], rules), "");
}

#[test]
fn lengths_count_characters() {
    let rules = Rules::new().min_length(2).max_length(2);
    for text in ["ab", "üé", "😀😀"] {
        assert_eq!(wrong(&text.to_owned(), rules), "", "{text}");
    }
    assert_eq!(
        wrong(&"😀".to_owned(), rules),
        "at the top level: must have at least 2 characters"
    );
    assert_eq!(
        wrong(&"abc".to_owned(), rules),
        "at the top level: must have at most 2 characters"
    );
}

#[test]
fn a_pattern_may_match_any_part() {
    static PART: Pattern = Pattern::new("b\\d");
    static BROKEN: Pattern = Pattern::new("(?=x)");
    assert_eq!(wrong(&"ab1".to_owned(), Rules::new().pattern(&PART)), "");
    assert_eq!(
        wrong(&"b".to_owned(), Rules::new().pattern(&PART)),
        "at the top level: must match the pattern `b\\d`"
    );
    assert_eq!(
        wrong(&"b".to_owned(), Rules::new().pattern(&BROKEN)),
        "at the top level: cannot be checked: `(?=x)` is no pattern"
    );
}

#[test]
fn items_and_values_have_rules_of_their_own() {
    let inner = Rules::new().maximum(5);
    let middle = Rules::new().min_items(1).items(&inner);
    let list = vec![vec![1_i64, 6], vec![]];
    assert_eq!(
        wrong(&list, Rules::new().items(&middle)),
        "at /0/1: must be at most 5\nat /1: must have at least 1 item"
    );
    let map = BTreeMap::from([("a".to_owned(), 6_i64)]);
    let rules = Rules::new().items(&inner).min_properties(2).max_properties(1);
    assert_eq!(
        wrong(&map, rules),
        "at the top level: must have at least 2 properties\nat /a: must be at most 5"
    );
    assert_eq!(
        wrong(&BTreeMap::<String, i64>::new(), Rules::new().max_properties(0)),
        ""
    );
}

#[test]
fn any_value_is_checked_by_the_rules_for_what_it_is() {
    let value: Value =
        json::from_slice(b"[1, 1.0, \"abc\", {\"a\": 20}, null]").expect("this is JSON");
    let inner = Rules::new().maximum(5);
    let item = Rules::new().maximum(0).max_length(2).min_properties(2).items(&inner);
    let rules = Rules::new().unique_items().items(&item);
    let expected = "\
at the top level: must not have equal items, but item 1 equals an earlier one
at /0: must be at most 0
at /1: must be at most 0
at /2: must have at most 2 characters
at /3: must have at least 2 properties
at /3/a: must be at most 5";
    assert_eq!(wrong(&value, rules), expected);
}

#[test]
fn a_text_that_is_no_date_time_is_reported() {
    let date_time = |text: &str| {
        json::from_slice::<DateTime>(text.as_bytes()).expect("every string is read")
    };
    assert_eq!(wrong(&date_time("\"2026-11-24T10:00:00Z\""), Rules::new()), "");
    let message = "at the top level: must be a date and time of RFC 3339, such as 2026-11-24T10:00:00Z";
    assert_eq!(wrong(&date_time("\"2026-11-24\""), Rules::new()), message);
}

#[test]
fn arguments_are_checked_where_they_are() {
    let (id, codes) = ("ab", [5_i64, 14, 5]);
    let codes = codes.as_slice();
    let found = Checks::of(|c| {
        c.field("id", &id, &Rules::new().min_length(3));
        c.field(
            "codes",
            &codes,
            &Rules::new().unique_items().items(&Rules::new().maximum(9)),
        );
    });
    let found = found.expect_err("all are wrong").to_string();
    assert_eq!(
        found,
        "at /id: must have at least 3 characters\n\
         at /codes: must not have equal items, but item 2 equals an earlier one\n\
         at /codes/1: must be at most 9"
    );
    assert_eq!(Checks::of(|c| c.inner("id", &id)), Ok(()));
}
