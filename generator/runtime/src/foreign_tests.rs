//! Types of other crates, as a generated crate has them.

use crate::foreign;
use crate::json::{self, FromJson};
use crate::validate::{self, Checks, Rules, Subject};
use std::fmt;
use std::net::Ipv4Addr;
use std::str::FromStr;

/// A number in hundredths.
#[derive(Debug, PartialEq)]
struct Cents(i64);

impl FromStr for Cents {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "00"));
        let parse = |text: &str| text.parse::<i64>().map_err(|_| ());
        Ok(Self(parse(whole)? * 100 + parse(&format!("{fraction:0<2}"))?))
    }
}

impl fmt::Display for Cents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            i64::MAX => f.write_str("a lot"),
            cents => write!(f, "{}.{:02}", cents / 100, cents % 100),
        }
    }
}

#[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
struct Point {
    x: f64,
    label: Option<String>,
}

foreign::text!(Ipv4Addr);
foreign::number!(Cents);
foreign::serde!(Point);
foreign::subject!(Ipv4Addr);

fn read<T: FromJson>(text: &str) -> Result<T, String> {
    json::from_slice(text.as_bytes()).map_err(|error| error.to_string())
}

#[test]
fn texts_are_parsed_and_displayed() {
    let address: Ipv4Addr = read("\"127.0.0.1\"").expect("it is an address");
    assert_eq!(json::to_string(&address).as_deref(), Ok("\"127.0.0.1\""));
    let error =
        read::<Vec<Ipv4Addr>>("[\"127.0.0.1\", \"secret\"]").expect_err("it is none");
    assert_eq!(error, "at /1: expected a value of the type `Ipv4Addr`");
    assert!(read::<Ipv4Addr>("1").is_err());
}

#[test]
fn numbers_are_parsed_from_their_digits() {
    assert_eq!(read("12.5"), Ok(Cents(1250)));
    assert_eq!(read("1.25e1"), Ok(Cents(1250)));
    assert_eq!(read("2E2"), Ok(Cents(20_000)));
    assert!(read::<Cents>("1e999999999").is_err() && read::<Cents>("\"1\"").is_err());
    assert_eq!(json::to_string(&Cents(1250)).as_deref(), Ok("12.50"));
    assert!(json::to_string(&Cents(i64::MAX)).is_err());
}

#[test]
fn serde_does_the_rest() {
    let text = "{\"x\":0.5,\"label\":\"a\"}";
    let point: Point = read(text).expect("it is a point");
    assert_eq!(json::to_string(&point).as_deref(), Ok(text));
    let error = read::<Point>("{\"x\":\"secret\"}").expect_err("it is none");
    assert_eq!(error, "at the top level: expected a value of the type `Point`");
    let endless = Point { x: f64::NAN, label: None };
    assert_eq!(json::to_string(&endless).as_deref(), Ok("{\"x\":null,\"label\":null}"));
}

#[test]
fn constraints_apply_to_what_is_sent() {
    struct Host(Ipv4Addr);
    impl validate::Validate for Host {
        fn check(&self, c: &mut Checks) {
            let rules = Rules::new().max_length(9);
            (&self.0 as &dyn Subject).inspect(&rules, c);
        }
    }
    assert!(Checks::run(&Host(Ipv4Addr::LOCALHOST)).is_ok());
    assert!(Checks::run(&Host(Ipv4Addr::BROADCAST)).is_err());
}
