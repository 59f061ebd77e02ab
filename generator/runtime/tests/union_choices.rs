//! Unions whose members are told apart by more than their form: constraints, values of tags, unions within unions.

use std::time::{Duration, Instant};

use kiln_runtime::json::{
    self, Alternative, DecodeError, FromJson, Member, Reader, Slot, ToJson, Writer,
};
use kiln_runtime::validate::{self, Checks, Rules, Subject, Validate};

fn read<T: FromJson>(text: &str) -> Result<T, DecodeError> {
    json::from_slice(text.as_bytes())
}

/// One of two numbers, of which each has a least value of its own.
#[derive(Debug, PartialEq)]
enum Least {
    A(i64),
    B(i64),
}

impl Least {
    const KEYS: &[&str] = &["a", "b"];
    const MEMBERS: &[Alternative<Self>] =
        &[|r| number(r, "a").map(Self::A), |r| number(r, "b").map(Self::B)];

    fn check_member(&self, c: &mut Checks) {
        match self {
            Self::A(a) => c.here(a, &Rules::new().minimum(10)),
            Self::B(b) => c.here(b, &Rules::new().minimum(20)),
        }
    }
}

fn number(r: &mut Reader<'_>, name: &str) -> Result<i64, DecodeError> {
    let mut value = None;
    r.record(&mut [Slot::required(name, &mut value)])?;
    r.filled(value)
}

impl FromJson for Least {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.by_fitting_key(Self::KEYS, Self::MEMBERS, |value| {
            validate::keeps(value, Self::check_member)
        })
    }
}

#[test]
fn of_two_members_whose_keys_are_there_the_one_that_keeps_its_constraints_is_read() {
    assert_eq!(read("{\"a\":10,\"b\":19}"), Ok(Least::A(10)));
    assert_eq!(read("{\"b\":20,\"a\":9}"), Ok(Least::B(20)));
    assert_eq!(read("{\"a\":1}"), Ok(Least::A(1)), "alone, it is up to `validate()`");
    for both_or_neither in ["{\"a\":10,\"b\":20}", "{\"a\":9,\"b\":19}"] {
        let error = read::<Least>(both_or_neither).expect_err("not just one fits");
        assert_eq!(
            error.to_string(),
            "at the top level: exactly one of the alternatives with `a` and `b` must fit; found `a` and `b`"
        );
    }
}

/// The same, but any of them.
#[derive(Debug, PartialEq)]
struct Any(Least);

impl FromJson for Any {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.by_any_key(Least::KEYS, Least::MEMBERS).map(Self)
    }
}

#[test]
fn any_member_whose_key_is_there_will_do() {
    assert_eq!(read("{\"a\":1,\"b\":2}"), Ok(Any(Least::A(1))));
    assert_eq!(read("{\"a\":true,\"b\":2}"), Ok(Any(Least::B(2))));
    assert_eq!(
        read::<Any>("{}").map_err(|error| error.to_string()),
        Err("at the top level: expected one of the properties `a` and `b`".to_owned())
    );
}

#[test]
fn tags_are_numbers_by_their_value() {
    for (text, tag) in [
        ("1", "1"),
        ("1.0", "1"),
        ("10e-1", "1"),
        ("1.50", "1.5"),
        ("-2.0", "-2"),
        ("true", "true"),
    ] {
        let text = format!("{{\"t\":{text}}}");
        let found = Reader::new(&text).peek_tag("t").expect("it is there");
        assert_eq!(found.as_deref(), Some(tag), "{text}");
    }
}

#[test]
fn a_loose_slot_takes_what_is_not_of_its_type_for_undeclared() {
    let values = |text: &str| -> Result<_, DecodeError> {
        let (mut id, mut note) = (None::<i64>, None::<String>);
        let mut r = Reader::new(text);
        r.record(&mut [
            Slot::required("id", &mut id),
            Slot::optional("note", &mut note).loose(),
        ])?;
        Ok((id, note))
    };
    assert_eq!(values("{\"note\":\"n\",\"id\":1}"), Ok((Some(1), Some("n".to_owned()))));
    assert_eq!(values("{\"note\":{\"x\":[1]},\"id\":1}"), Ok((Some(1), None)));
    assert!(values("{\"note\":{,\"id\":1}").is_err());
    assert!(values("{\"note\":\"n\",\"id\":true}").is_err());
}

/// A chain of links that are of two kinds at once.
#[derive(Debug, PartialEq)]
enum Link {
    End(i64),
    Left(Box<Link>, Option<i64>),
    Right(Box<Link>, Option<i64>),
}

fn link(
    r: &mut Reader<'_>,
    name: &str,
) -> Result<(Box<Link>, Option<i64>), DecodeError> {
    let (mut next, mut own) = (None, None);
    r.record(&mut [Slot::required("next", &mut next), Slot::optional(name, &mut own)])?;
    Ok((r.filled(next)?, own))
}

impl FromJson for Link {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.trial(&[
            |r| link(r, "left").map(|(next, own)| Self::Left(next, own)),
            |r| link(r, "right").map(|(next, own)| Self::Right(next, own)),
            |r| FromJson::read(r).map(Self::End),
        ])
    }
}

impl ToJson for Link {
    fn write(&self, w: &mut Writer) {
        match self {
            Self::End(end) => end.write(w),
            Self::Left(next, own) => {
                w.record(&[Member::always("next", next), Member::present("left", own)]);
            }
            Self::Right(next, own) => {
                w.record(&[Member::always("next", next), Member::present("right", own)]);
            }
        }
    }
}

/// A link of one kind, for counting.
struct Of<const LEFT: bool>(Box<Link>);

impl<const LEFT: bool> FromJson for Of<LEFT> {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        link(r, if LEFT { "left" } else { "right" }).map(|(next, _)| Self(next))
    }
}

impl<const LEFT: bool> Subject for Of<LEFT> {
    fn inspect(&self, _: &Rules<'_>, c: &mut Checks) {
        c.inner("next", &*self.0);
    }
}

impl Validate for Link {
    fn check(&self, c: &mut Checks) {
        let members: &[validate::Fits] = &[
            |c, text| c.fits::<Of<true>>(text, &Rules::new()),
            |c, text| c.fits::<Of<false>>(text, &Rules::new()),
            |c, text| c.fits::<i64>(text, &Rules::new()),
        ];
        if !c.exactly_one(self, members)
            && let Self::Left(next, _) | Self::Right(next, _) = self
        {
            c.inner("next", &**next);
        }
    }
}

#[test]
fn unions_within_unions_take_no_time_that_doubles() {
    let levels = 60;
    let text = format!(
        "{}7{}",
        "{\"next\":".repeat(levels),
        ",\"left\":1,\"right\":2}".repeat(levels)
    );
    let start = Instant::now();
    let chain: Link = read(&text).expect("each level is the same");
    let violations = Checks::run(&chain).expect_err("the innermost fits two members");
    let violations = violations.to_string();
    assert!(
        violations
            .ends_with("/next: must fit exactly one of 3 alternatives, but fits 2"),
        "{violations}"
    );
    let wrong = text.replace('7', "true");
    assert!(read::<Link>(&wrong).is_err());
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}
