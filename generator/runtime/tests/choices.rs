//! Records of which exactly one of several properties must be there.

use kiln_runtime::json::{self, DecodeError, DecodeErrorKind, FromJson, Reader, Slot};

/// Exactly one of `id`, `name`, or `first` with `last`.
#[derive(Debug, Clone, PartialEq)]
struct Person {
    by: PersonBy,
    age: Option<i64>,
}

#[derive(Debug, Clone, PartialEq)]
enum PersonBy {
    Id(String),
    Name(Option<String>),
    Names { first: String, last: String },
}

impl FromJson for Person {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let (mut id, mut name, mut first, mut last, mut age) =
            (None, None, None, None, None);
        r.record(&mut [
            Slot::choice(0, "id", &mut id),
            Slot::choice(0, "name", &mut name),
            Slot::choice_part(0, 1, "first", &mut first),
            Slot::choice_part(0, 1, "last", &mut last),
            Slot::optional("age", &mut age),
        ])?;
        let by = match (id, name, first, last) {
            (Some(id), ..) => PersonBy::Id(id),
            (_, Some(name), ..) => PersonBy::Name(name),
            (_, _, Some(first), Some(last)) => PersonBy::Names { first, last },
            _ => return Err(r.incomplete()),
        };
        Ok(Self { by, age })
    }
}

/// Exactly one of `id` and `name`.
#[derive(Debug, PartialEq)]
struct Either(Option<String>, Option<String>);

impl FromJson for Either {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let (mut id, mut name) = (None, None);
        r.record(&mut [
            Slot::choice(0, "id", &mut id),
            Slot::choice(0, "name", &mut name),
        ])?;
        Ok(Self(id, name))
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

#[test]
fn exactly_one_choice_of_a_group_must_be_there() {
    assert_eq!(read("{\"id\":\"a\"}"), Ok(Either(Some("a".to_owned()), None)));
    assert_eq!(read("{\"name\":\"a\"}"), Ok(Either(None, Some("a".to_owned()))));
    let prefix =
        "at the top level: exactly one of `id` and `name` must be present; found ";
    assert_eq!(
        error::<Either>("{\"id\":\"a\",\"name\":\"b\"}"),
        format!("{prefix}both")
    );
    assert_eq!(error::<Either>("{}"), format!("{prefix}neither"));
}

#[test]
fn a_choice_that_is_null_was_not_made_unless_its_type_has_null() {
    for text in ["{\"id\":null,\"name\":\"x\"}", "{\"name\":\"x\",\"id\": null }"] {
        assert_eq!(read(text), Ok(Either(None, Some("x".to_owned()))));
    }
    let prefix =
        "at the top level: exactly one of `id` and `name` must be present; found ";
    for text in ["{\"id\":null}", "{\"id\":null,\"name\":null}"] {
        assert_eq!(error::<Either>(text), format!("{prefix}neither"));
    }
    let twice =
        read::<Either>("{\"id\":null,\"id\":\"a\"}").expect_err("it is there twice");
    assert_eq!(twice.kind(), DecodeErrorKind::Duplicate);
    let cut = read::<Either>("{\"id\":nul,\"name\":\"x\"}").expect_err("no JSON");
    assert_eq!(cut.kind(), DecodeErrorKind::Syntax);

    let by = |text: &str| read(text).map(|person: Person| person.by);
    let names = PersonBy::Names { first: "a".to_owned(), last: "b".to_owned() };
    assert_eq!(by("{\"id\":null,\"first\":\"a\",\"last\":\"b\"}"), Ok(names));
    let error = self::error::<Person>("{\"first\":null,\"last\":\"b\"}");
    assert!(error.ends_with("found `last`"), "{error}");
    // The name of a person is a string or null.
    assert_eq!(by("{\"name\":null,\"id\":null}"), Ok(PersonBy::Name(None)));
    let error = self::error::<Person>("{\"name\":null,\"id\":\"a\"}");
    assert!(error.ends_with("found `id` and `name`"), "{error}");
}

#[test]
fn a_choice_can_have_several_properties() {
    let by = |text: &str| read(text).map(|person: Person| person.by);
    assert_eq!(by("{\"age\":1,\"id\":\"a\"}"), Ok(PersonBy::Id("a".to_owned())));
    assert_eq!(by("{\"name\":null}"), Ok(PersonBy::Name(None)));
    let names = PersonBy::Names { first: "a".to_owned(), last: "b".to_owned() };
    assert_eq!(by("{\"last\":\"b\",\"first\":\"a\"}"), Ok(names));
    let prefix = "at the top level: exactly one of `id`, `name` and `first` with `last` must be present; found ";
    assert_eq!(error::<Person>("{}"), format!("{prefix}none"));
    assert_eq!(error::<Person>("{\"first\":\"a\"}"), format!("{prefix}`first`"));
    // A part of a choice that is not whole is ignored.
    let id = PersonBy::Id("b".to_owned());
    assert_eq!(by("{\"first\":\"a\",\"id\":\"b\"}"), Ok(id));
    assert_eq!(
        error::<Person>("{\"id\":\"b\",\"name\":\"b\"}"),
        format!("{prefix}`id` and `name`")
    );
    let all = "{\"id\":\"b\",\"name\":\"b\",\"first\":\"a\",\"last\":\"b\"}";
    assert_eq!(
        error::<Person>(all),
        format!("{prefix}`id`, `name`, `first` and `last`")
    );
}
