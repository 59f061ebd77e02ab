//! What is printed is what rustfmt would print.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

use super::*;

/// The configuration that stands in every generated crate.
const CONFIGURATION: &str = "max_width=89,use_small_heuristics=Max";

/// Prints a sample of emitted code, all of it on as few lines as the reader of tokens needs.
fn print(source: &str) -> String {
    let tokens: TokenStream = source.parse().expect("the sample is Rust");
    file(&Head::default(), &[tokens]).expect("the sample is Rust")
}

fn rustfmt(text: &str) -> String {
    let mut child = Command::new("rustfmt")
        .args(["--edition", "2024", "--config", CONFIGURATION])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("rustfmt is installed");
    let mut input = child.stdin.take().expect("stdin is a pipe");
    input.write_all(text.as_bytes()).expect("rustfmt reads");
    drop(input);
    let output = child.wait_with_output().expect("rustfmt ends");
    assert!(output.status.success(), "rustfmt refuses:\n{text}");
    String::from_utf8(output.stdout).expect("rustfmt writes UTF-8")
}

#[track_caller]
fn assert_stable(source: &str) {
    let printed = print(source);
    let formatted = rustfmt(&printed);
    let difference = similar::TextDiff::from_lines(&printed, &formatted);
    assert!(
        printed == formatted,
        "\n{}",
        difference.unified_diff().header("kiln", "rustfmt")
    );
    assert_eq!(print(&printed), printed, "printing twice");
}

#[test]
fn everything_that_the_contract_shows_is_stable_under_rustfmt() {
    assert_stable(include_str!("tests/contract.rs.txt"));
}

#[test]
fn lines_break_as_rustfmt_breaks_them() {
    assert_stable(include_str!("tests/breaks.rs.txt"));
}

/// Statements that the emitter prints, with a name in them that makes lines longer step by step.
const SHAPES: &[&str] = &[
    "r.record(&mut [Slot::required(\"NAME\", &mut NAME), Slot::optional(\"x\", &mut x)])?;",
    "w.record(&[Member::always(\"NAME\", &self.NAME)]);",
    "c.field(\"NAME\", &self.NAME, &Rules::new().minimum(1).maximum(20));",
    "let (mut NAME, mut other) = (None, None);",
    "let (Some(NAME), Some(other)) = (NAME, other) else { return Err(r.incomplete()) };",
    "let NAME = match other { Some(NAME) => By::Name(NAME), _ => return Err(r.incomplete()) };",
    "match r.peek_tag(\"NAME\")?.as_deref() { Some(\"NAME\") => Ok(Self::NAME(FromJson::read(r)?)), None => Err(r.missing(\"NAME\")) }",
    "Call::new(&self.core, &NAME, decode::json).path_param(\"id\", &id).query(\"NAME\", &NAME, Explode::Yes);",
    "Call::new(&self.core, &CREATE, decode::json).json(&NAME.into());",
    "static NAME: Operation = Operation { id: \"NAME\", failures: &[(Status::Code(400), decode::failure::<NAME>)] };",
    "static PATTERN: Pattern = Pattern::new(\"^[a-z]NAME$\");",
    "static TAGS: &[&str] = &[\"NAME\", \"b\", \"c\", \"NAME\"];",
    "static SCHEMES: &[Scheme] = &[Scheme { name: \"NAME\", kind: SchemeKind::Bearer }];",
    "return Ok(Self { NAME: reply.json()?, retry_after: reply.header(\"NAME\") });",
    "Ok(Self { NAME, other, another, third });",
    "Err(Error::new(\"NAME and then some more\"));",
    "if let By::NAME(value) = &self.by { c.field(\"NAME\", value, &Rules::new().pattern(&PATTERN)); }",
    "match self { Self::NAME(v) => v.write(w), Self::Other(v) | Self::NAME(v) => w.string(v.as_str()) }",
    "let NAME = Some(BrowserProfile::by_name(NAME).with(Default::default()));",
    "foo.bar(|x| x.NAME().other());",
    "vec![\"NAME\".to_owned(), \"NAME\".to_owned(), json::Value::Null]",
    "vec![1, 22, 333, NAME]",
    "Vec::from([vec![\"NAME\".to_owned(), \"other\".to_owned()], vec![Pet::NAME]])",
    "Some(Vec::from([\"NAME\".parse().ok()?, \"NAME\".parse().ok()?]))",
    "Pet { NAME: Some(vec![NAME, NAME]), other: Some(Box::new(Pet { kind: \"NAME\".to_owned(), ..Pet::default() })), ..Pet::default() }",
    "json::Value::Object(json::Object::from([(\"NAME\", json::Value::from([json::Value::from(-1), NAME]))]))",
    "json::Value::Object(json::Object::from([(\"NAME\", json::Value::from(1)), (\"a\", json::Value::from(\"NAME\"))]))",
    "BTreeMap::from([(\"NAME\".to_owned(), vec![1, 2]), (\"a\".to_owned(), Vec::new())])",
    "(\"NAME\".to_owned(), Some(NAME), json::Nullable::Value(NAME))",
    "Ok(Self { NAME: NAME.or_else(|| Self::NAME().map(Box::new)), other: other.or_else(|| Some(Box::new(Self::NAME()))), b: b.or(Some(Self::NAME)) })",
];

#[test]
fn lines_of_any_length_are_stable_under_rustfmt() {
    let mut source = String::new();
    for (number, shape) in SHAPES.iter().enumerate() {
        for length in 1..46 {
            let shape = shape.replace("NAME", &"n".repeat(length));
            writeln!(source, "fn f{number}_{length}() {{ {shape} }}").expect("a string takes everything");
        }
    }
    assert_stable(&source);
}

/// Items with names that documents make as long as they like.
const ITEMS: &[&str] = &[
    "static S: X = X { failures: &[(Code(400), decode::failure::<responses::NAME>), (Code(401), decode::failure::<B>)] };",
    "pub struct A { #[doc = \" A.\"] pub field_name: Option<Vec<NAME>>, #[doc = \" B.\"] pub b: json::Nullable<NAME> }",
    "pub enum A { #[doc = \" A.\"] B { #[doc = \" C.\"] field_of_variant: Option<Vec<NAME>> } }",
    "impl json::FromJson for NAME { fn read(r: &mut json::Reader<'_>) -> Result<Self, E> { r.read() } }",
    "impl validate::Validate for NAME {}",
    "static NAME: http::Operation = http::Operation { path: \"NAMENAME\", success: &[http::Status::Code(200)] };",
    "pub type A = Vec<BTreeMap<String, NAME>>; pub struct NAME { #[doc = \" A.\"] pub a: bool }",
    "use super::{Account, BatchPayment, NAME, Overpayment, Prepayment}; use super::{NAME, Account, Payment};",
    "impl A { fn a() { let m: &[B] = &[|r| json::FromJson::read(r).map(Self::A), |r| json::FromJson::read(r).map(Self::NAME)]; } }",
    "impl A { fn a() { match r { Some(\"deliverable\" | \"not\") => json::FromJson::read(r).map(Self::NAME), _ => b } } }",
    "impl A { fn a() { Ok(Self { NAME: r.filled(NAME)?, b: r.filled(b)?, id, another, some_more, and_more }) } }",
    "impl A { pub fn a(&self) -> resources::NAME { resources::NAME::new(&self.core) } }",
    "impl A { fn a(&self) -> B { http::Call::new(&self.core, &NAME, http::decode::json).json(&body) } }",
    "impl A { fn a() { let m: &[F] = &[|c, text| c.fits::<NAME>(text, &validate::Rules::new()), |c, text| c.fits::<Vec<NAME>>(text, &validate::Rules::new().min_items(2).max_items(2))]; } }",
    "impl A { fn a() { let m: &[F] = &[|c, text| { static S: u8 = 1; c.fits::<Vec<NAME>>(text, &Rules::new()) && assertion::fits(text, &S) }]; } }",
    "impl A { pub const DEFAULT_NAME: types::NAME = types::NAME::Success; }",
    "impl A { fn a() { match r { Some(\"NAME\" | \"NAMENAME\" | \"other\" | \"another\") => json::FromJson::read(r).map(Self::NAME), _ => b } } }",
    "impl A { fn a() { match r { \"NAME\" => Self::NAME, Self::NAMENAME(value) => { c.whole(value); } } } }",
    "impl A { fn a() { let expected = \"NAME and NAME\"; match r { _ => Err(r.no_alternative(expected)) } } }",
];

#[test]
fn names_of_any_length_are_stable_under_rustfmt() {
    let named = |length| {
        ITEMS
            .iter()
            .map(move |shape| shape.replace("NAME", &"N".repeat(length)))
    };
    let source: Vec<String> = (1..61).flat_map(named).collect();
    assert_stable(&source.join("\n"));
}

#[test]
fn file_modules_are_sorted_by_character() {
    let text = print("mod const1; mod a2; mod a10; mod const_; mod ab; mod a_b;");
    let sorted = ["a10", "a2", "a_b", "ab", "const1", "const_"].map(|name| format!("mod {name};\n"));
    assert_eq!(text, sorted.concat());
}

#[test]
fn comments_are_not_taken_for_what_the_layout_fills_in() {
    let text = print("impl A { #[doc = \" __hole0;\"] #[doc = \"~blank~\"] #[doc = \" for x {\"] fn a() { b() } }");
    assert_eq!(
        text,
        "impl A {\n    /// __hole0;\n    ///~blank~\n    /// for x {\n    fn a() {\n        b()\n    }\n}\n"
    );
}

#[test]
fn nothing_is_lost_or_added_but_commas_and_semicolons() {
    for source in [
        include_str!("tests/contract.rs.txt"),
        include_str!("tests/breaks.rs.txt"),
    ] {
        let significant = |text: &str| {
            let tokens: TokenStream = text.parse().expect("Rust");
            tokens.to_string().replace([',', ';', ' ', '\n', '{', '}'], "")
        };
        let mut before: Vec<char> = significant(source).chars().collect();
        let mut after: Vec<char> = significant(&print(source)).chars().collect();
        // Names in imports are sorted.
        before.sort_unstable();
        after.sort_unstable();
        assert_eq!(before.iter().collect::<String>(), after.iter().collect::<String>());
    }
}

#[test]
fn a_file_begins_with_its_header_docs_and_attributes() {
    let docs = ["Types.".to_owned(), String::new(), "More.  ".to_owned()];
    let attributes = ["deny(missing_docs)".parse().expect("tokens")];
    let head = Head {
        header: "// @generated",
        docs: &docs,
        attributes: &attributes,
    };
    let items = [
        "use b::B; use a::{b, A, self}; pub mod z; pub mod a; #[doc = \" A.\"] struct A;"
            .parse()
            .expect("tokens"),
    ];
    let text = file(&head, &items).expect("valid");
    let expected = "// @generated\n\n//! Types.\n//!\n//! More.\n\n#![deny(missing_docs)]\n\n\
        use a::{self, A, b};\nuse b::B;\n\npub mod a;\npub mod z;\n\n/// A.\nstruct A;\n";
    assert_eq!(text, expected);
}

#[test]
fn members_of_an_impl_are_separated_by_a_blank_line() {
    let text = print("impl A { const X: u8 = 1; #[doc = \" A.\"] fn a() {} fn b() { c() } }");
    assert_eq!(
        text,
        "impl A {\n    const X: u8 = 1;\n\n    /// A.\n    fn a() {}\n\n    fn b() {\n        c()\n    }\n}\n"
    );
}

#[test]
fn tokens_that_are_no_rust_are_an_error() {
    let error = file(&Head::default(), &["struct 1;".parse().expect("tokens")]).expect_err("no item");
    assert!(error.to_string().contains("struct 1"), "{error}");
}
