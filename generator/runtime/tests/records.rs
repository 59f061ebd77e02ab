//! Records: presence, duplicates, unknown properties, and the places in errors.

use std::collections::BTreeMap;

use kiln_runtime::json::{
    self, DecodeError, DecodeErrorKind, FromJson, Member, Nullable, Reader, Slot,
    ToJson, Writer,
};

/// One property of each presence.
#[derive(Debug, Clone, PartialEq)]
struct Presences {
    required: i64,
    required_nullable: Option<i64>,
    optional: Option<i64>,
    nullable: Nullable<i64>,
}

impl FromJson for Presences {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let (mut required, mut required_nullable, mut optional, mut nullable) =
            (None, None, None, Nullable::Absent);
        r.record(&mut [
            Slot::required("required", &mut required),
            Slot::required("required_nullable", &mut required_nullable),
            Slot::optional("optional", &mut optional),
            Slot::nullable("nullable", &mut nullable),
        ])?;
        let (Some(required), Some(required_nullable)) = (required, required_nullable)
        else {
            return Err(r.incomplete());
        };
        Ok(Self { required, required_nullable, optional, nullable })
    }
}

impl ToJson for Presences {
    fn write(&self, w: &mut Writer) {
        w.record(&[
            Member::always("required", &self.required),
            Member::always("required_nullable", &self.required_nullable),
            Member::present("optional", &self.optional),
            Member::present("nullable", &self.nullable),
        ]);
    }
}

/// Ignores what it does not know.
#[derive(Debug, PartialEq)]
struct Known(String);

impl FromJson for Known {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut id = None;
        r.record(&mut [Slot::required("id", &mut id)])?;
        r.filled(id).map(Self)
    }
}

/// Keeps what it does not know.
#[derive(Debug, Clone, PartialEq)]
struct Open {
    id: i64,
    rest: BTreeMap<String, bool>,
}

impl FromJson for Open {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let (mut id, mut rest) = (None, BTreeMap::new());
        r.record(&mut [Slot::required("id", &mut id), Slot::rest(&mut rest)])?;
        let Some(id) = id else { return Err(r.incomplete()) };
        Ok(Self { id, rest })
    }
}

impl ToJson for Open {
    fn write(&self, w: &mut Writer) {
        w.record(&[Member::always("id", &self.id), Member::rest(&self.rest)]);
    }
}

/// Refuses what it does not know.
#[derive(Debug, PartialEq)]
struct Closed(Option<i64>);

impl FromJson for Closed {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut id = None;
        r.closed_record(&mut [Slot::optional("id", &mut id)])?;
        Ok(Self(id))
    }
}

/// A tree of records in lists and maps.
#[derive(Debug, Clone, PartialEq)]
struct Node {
    value: f64,
    children: Option<Vec<Node>>,
    named: Option<BTreeMap<String, Node>>,
}

impl FromJson for Node {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let (mut value, mut children, mut named) = (None, None, None);
        r.record(&mut [
            Slot::required("value", &mut value),
            Slot::optional("children", &mut children),
            Slot::optional("named/~", &mut named),
        ])?;
        let Some(value) = value else { return Err(r.incomplete()) };
        Ok(Self { value, children, named })
    }
}

impl ToJson for Node {
    fn write(&self, w: &mut Writer) {
        w.record(&[
            Member::always("value", &self.value),
            Member::present("children", &self.children),
            Member::present("named/~", &self.named),
        ]);
    }
}

fn read<T: FromJson>(text: &str) -> Result<T, DecodeError> {
    json::from_slice(text.as_bytes())
}

/// What an error says.
fn error<T: FromJson>(text: &str) -> String {
    match read::<T>(text) {
        Ok(_) => format!("no error in {text}"),
        Err(error) => error.to_string(),
    }
}

fn written(value: &dyn ToJson) -> String {
    json::to_string(value).unwrap_or_else(|error| format!("error {error}"))
}

#[test]
fn presence_decides_what_absent_and_null_mean() {
    let required = |text: &str| format!("{{\"required_nullable\":0{text}}}");
    let required_nullable = |text: &str| format!("{{\"required\":0{text}}}");
    let others =
        |text: &str| format!("{{\"required\":0,\"required_nullable\":0{text}}}");

    assert_eq!(
        error::<Presences>(&required("")),
        "at the top level: missing property `required`"
    );
    assert_eq!(
        error::<Presences>(&required(",\"required\":null")),
        "at /required: expected a number, found null"
    );
    assert_eq!(read(&required(",\"required\":7")).map(|v: Presences| v.required), Ok(7));
    assert_eq!(
        error::<Presences>(&required(",\"required\":\"7\"")),
        "at /required: expected a number, found a string"
    );

    let read_it = |text: &str| {
        read(&required_nullable(text)).map(|v: Presences| v.required_nullable)
    };
    assert_eq!(
        error::<Presences>(&required_nullable("")),
        "at the top level: missing property `required_nullable`"
    );
    assert_eq!(read_it(",\"required_nullable\":null"), Ok(None));
    assert_eq!(read_it(",\"required_nullable\":7"), Ok(Some(7)));
    assert_eq!(
        error::<Presences>(&required_nullable(",\"required_nullable\":[]")),
        "at /required_nullable: expected a number, found a list"
    );

    let read_it = |text: &str| read(&others(text)).map(|v: Presences| v.optional);
    assert_eq!(read_it(""), Ok(None));
    assert_eq!(read_it(",\"optional\": null"), Ok(None));
    assert_eq!(read_it(",\"optional\":7"), Ok(Some(7)));
    assert_eq!(
        error::<Presences>(&others(",\"optional\":{}")),
        "at /optional: expected a number, found an object"
    );

    let read_it = |text: &str| read(&others(text)).map(|v: Presences| v.nullable);
    assert_eq!(read_it(""), Ok(Nullable::Absent));
    assert_eq!(read_it(",\"nullable\":null"), Ok(Nullable::Null));
    assert_eq!(read_it(",\"nullable\":7"), Ok(Nullable::Value(7)));
    assert_eq!(
        error::<Presences>(&others(",\"nullable\":true")),
        "at /nullable: expected a number, found a boolean"
    );
}

#[test]
fn every_presence_is_written_as_it_was_read() {
    for text in [
        "{\"required\":1,\"required_nullable\":2,\"optional\":3,\"nullable\":4}",
        "{\"required\":1,\"required_nullable\":null,\"nullable\":null}",
        "{\"required\":1,\"required_nullable\":null}",
    ] {
        assert_eq!(
            read(text).map(|value: Presences| written(&value)),
            Ok(text.to_owned())
        );
    }
}

#[test]
fn all_missing_properties_are_in_one_error() {
    let error = read::<Presences>("{\"optional\":1}").expect_err("two are missing");
    assert_eq!(error.kind(), DecodeErrorKind::Missing);
    assert_eq!(
        error.to_string(),
        "at the top level: missing properties `required` and `required_nullable`"
    );
}

#[test]
fn properties_may_come_in_any_order_and_with_escapes_in_their_names() {
    let value = read::<Presences>(
        "{\"nullable\":4,\"required_nullable\":2,\"req\\u0075ired\":1,\"optional\":3}",
    );
    let expected = Presences {
        required: 1,
        required_nullable: Some(2),
        optional: Some(3),
        nullable: Nullable::Value(4),
    };
    assert_eq!(value, Ok(expected));
}

#[test]
fn names_from_the_text_are_shown_on_one_line_and_cut() {
    type Inner = BTreeMap<String, BTreeMap<String, bool>>;
    let (key, long) = ("a\\n\\u001b[31m\u{202E}é\\\"'~", "k".repeat(1_000));
    let text = format!("{{\"{key}\":{{\"{long}\":1}}}}");
    let error = read::<Inner>(&text).expect_err("1 is no boolean");
    let expected = format!(
        "at /a\\n\\u{{1b}}[31m\\u{{202e}}é\"'~0/{}…: expected a boolean, found a number",
        "k".repeat(64)
    );
    assert_eq!(error.to_string(), expected);
    let exact = format!("/a\n\u{1b}[31m\u{202E}é\"'~0/{long}");
    assert_eq!(error.path(), exact);

    let text = format!("{{\"id\":1,\"{}\\n\":1}}", "k".repeat(63));
    let error = read::<Closed>(&text).expect_err("it is not declared");
    let shown = format!("the property `{}\\n` is not allowed", "k".repeat(63));
    assert!(error.to_string().ends_with(&shown), "{error}");
}

#[test]
fn a_declared_property_that_occurs_twice_is_an_error() {
    let error = read::<Open>("{\"id\":1, \"id\":1}").expect_err("it occurs twice");
    assert_eq!(error.kind(), DecodeErrorKind::Duplicate);
    assert_eq!(
        (error.to_string().as_str(), error.offset()),
        ("at the top level: the property `id` occurs twice", 9)
    );
    let optional =
        "{\"required\":0,\"required_nullable\":0,\"optional\":null,\"optional\":1}";
    assert_eq!(
        self::error::<Presences>(optional),
        "at the top level: the property `optional` occurs twice"
    );
}

#[test]
fn unknown_properties_are_ignored_kept_or_refused() {
    let ignored = read::<Known>("{\"x\":[{\"id\":1}],\"id\":\"a\",\"y\":null,\"x\":2}");
    assert_eq!(ignored, Ok(Known("a".to_owned())));
    assert_eq!(
        error::<Known>("{\"id\":\"a\",\"x\":[1,}"),
        "at /x/1: expected a value, at byte 17"
    );

    let kept = read::<Open>("{\"b\":true,\"id\":1,\"\":false,\"b\":false}")
        .expect("the rest is kept");
    assert_eq!(
        kept.rest,
        BTreeMap::from([(String::new(), false), ("b".to_owned(), false)])
    );
    assert_eq!(written(&kept), "{\"id\":1,\"\":false,\"b\":false}");
    assert_eq!(
        error::<Open>("{\"id\":1,\"b\":2}"),
        "at /b: expected a boolean, found a number"
    );

    assert_eq!(read("{\"id\":1}"), Ok(Closed(Some(1))));
    let error = read::<Closed>("{\"id\":1,\"x\":1}").expect_err("it is not declared");
    assert_eq!(error.kind(), DecodeErrorKind::Unknown);
    assert_eq!(error.to_string(), "at the top level: the property `x` is not allowed");
}

#[test]
fn the_rest_cannot_have_the_name_of_a_declared_property() {
    let value = Open { id: 1, rest: BTreeMap::from([("id".to_owned(), true)]) };
    assert_eq!(
        written(&value),
        "error at /id: an additional property has the name of a declared one"
    );
}

#[test]
fn errors_say_where_they_are() {
    let inner = "{\"value\":1,\"children\":[{\"value\":1},{\"value\":1,\"named/~\":{\"a/b\":{\"value\":\"x\"}}}]}";
    let error = read::<Node>(inner).expect_err("a value is a string");
    assert_eq!(error.path(), "/children/1/named~1~0/a~1b/value");
    assert_eq!(error.message(), "expected a number, found a string");
    assert_eq!(error.offset(), inner.find("\"x\"").unwrap_or_default());
    assert_eq!(
        self::error::<Node>("[]"),
        "at the top level: expected an object, found a list"
    );
    assert_eq!(
        self::error::<Node>("{\"value\":1,\"children\":[7]}"),
        "at /children/0: expected an object, found a number"
    );
    assert_eq!(
        self::error::<Node>("{\"value\":1,\"children\":[{}]}"),
        "at /children/0: missing property `value`"
    );
}

#[test]
fn a_number_that_json_does_not_have_is_an_error_with_its_place() {
    let leaf = |value| Node { value, children: None, named: None };
    let named =
        BTreeMap::from([("a".to_owned(), leaf(0.0)), ("b".to_owned(), leaf(f64::NAN))]);
    let second = Node { named: Some(named), ..leaf(1.0) };
    let third = leaf(f64::INFINITY);
    let children = Some(vec![leaf(1.0), second, third]);
    let error = json::to_vec(&Node { value: 1.0, children, named: None })
        .expect_err("NaN has no JSON form");
    assert_eq!(error.path(), "/children/1/named~1~0/b/value");
    assert_eq!(
        json::to_vec(&f64::NAN).expect_err("nor alone").to_string(),
        "at the top level: JSON has no infinity and no NaN"
    );
}

#[test]
fn errors_never_tell_the_values() {
    let secrets = [
        "{\"value\":\"hunter2\"}",
        "{\"value\":1,\"children\":\"hunter2\"}",
        "{\"value\":1,\"x\":\"hunter2\\q\"}",
        "\"hunter2\"",
        "{\"value\":1,\"x\":\"hunter2",
    ];
    for text in secrets {
        let error = read::<Node>(text).expect_err("none of them is a node");
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error:?}");
    }
}

#[test]
fn an_error_is_one_word() {
    assert_eq!(size_of::<DecodeError>(), size_of::<usize>());
    assert_eq!(size_of::<json::EncodeError>(), size_of::<usize>());
}

#[test]
fn recursive_records_stop_at_the_depth_limit() {
    let text = format!(
        "{}{{\"value\":1}}{}",
        "{\"value\":1,\"children\":[".repeat(200),
        "]}".repeat(200)
    );
    let error = read::<Node>(&text).expect_err("it is too deep");
    assert_eq!(error.kind(), DecodeErrorKind::Limit);
}

#[test]
fn names_with_special_characters_are_compared_by_what_they_mean() {
    struct Odd(i64);
    impl FromJson for Odd {
        fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let mut value = None;
            r.record(&mut [Slot::required("a\"b\\n", &mut value)])?;
            let Some(value) = value else { return Err(r.incomplete()) };
            Ok(Self(value))
        }
    }
    impl ToJson for Odd {
        fn write(&self, w: &mut Writer) {
            w.record(&[Member::always("a\"b\\n", &self.0)]);
        }
    }
    let text = "{\"a\\\"b\\\\n\":7}";
    assert_eq!(read::<Odd>(text).map(|odd| written(&odd)), Ok(text.to_owned()));
    let raw =
        read::<Odd>("{\"a\"b\\n\":7}").map(|odd| odd.0).map_err(|error| error.kind());
    assert_eq!(raw, Err(DecodeErrorKind::Syntax));
    assert_eq!(
        error::<Odd>("{\"ab\":7}"),
        "at the top level: missing property `a\"b\\n`"
    );
}
