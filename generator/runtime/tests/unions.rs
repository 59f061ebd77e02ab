//! Unions: by tag, by key, by JSON type, by trial.

use kiln_runtime::json::{
    self, DecodeError, DecodeErrorKind, FromJson, Kind, Member, Reader, Slot, Value,
};

#[derive(Debug, Clone, PartialEq)]
struct Cat {
    lives: i64,
}

#[derive(Debug, Clone, PartialEq)]
struct Dog {
    tricks: Vec<String>,
}

impl FromJson for Cat {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut lives = None;
        r.record(&mut [Slot::required("lives", &mut lives)])?;
        let Some(lives) = lives else { return Err(r.incomplete()) };
        Ok(Self { lives })
    }
}

impl FromJson for Dog {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut tricks = None;
        r.record(&mut [Slot::required("tricks", &mut tricks)])?;
        let Some(tricks) = tricks else { return Err(r.incomplete()) };
        Ok(Self { tricks })
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Pet {
    Cat(Cat),
    Dog(Box<Dog>),
    Unknown(Value),
}

impl FromJson for Pet {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        match r.peek_tag("petType")?.as_deref() {
            Some("cat") => FromJson::read(r).map(Self::Cat),
            Some("dog") => FromJson::read(r).map(Self::Dog),
            Some(_) => FromJson::read(r).map(Self::Unknown),
            None => Err(r.missing("petType")),
        }
    }
}

#[derive(Debug, PartialEq)]
struct ByKey(Pet);

impl FromJson for ByKey {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let members: &[json::Alternative<Pet>] =
            &[|r| FromJson::read(r).map(Pet::Cat), |r| FromJson::read(r).map(Pet::Dog)];
        r.by_key(&["lives", "tricks"], members).map(Self)
    }
}

#[derive(Debug, PartialEq)]
enum ByKind {
    Text(String),
    Number(f64),
    Flag(bool),
    List(Vec<ByKind>),
    Cat(Cat),
}

impl FromJson for ByKind {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        match r.peek_kind()? {
            Kind::String => FromJson::read(r).map(Self::Text),
            Kind::Number => FromJson::read(r).map(Self::Number),
            Kind::Bool => FromJson::read(r).map(Self::Flag),
            Kind::Array => FromJson::read(r).map(Self::List),
            Kind::Object => FromJson::read(r).map(Self::Cat),
            Kind::Null => Err(r.unexpected("anything but null")),
        }
    }
}

#[derive(Debug, PartialEq)]
enum Shape {
    Circle(i64),
    Cat(Cat),
    Many(Vec<Shape>),
    Tuple(Vec<i64>),
}

impl FromJson for Shape {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.trial(&[
            |r| FromJson::read(r).map(Self::Circle),
            |r| FromJson::read(r).map(Self::Cat),
            |r| FromJson::read(r).map(Self::Many),
            |r| FromJson::read(r).map(Self::Tuple),
        ])
    }
}

fn read<T: FromJson>(text: &str) -> Result<T, DecodeError> {
    json::from_slice(text.as_bytes())
}

fn error<T: FromJson + std::fmt::Debug>(text: &str) -> String {
    read::<T>(text)
        .map_or_else(|error| error.to_string(), |value| format!("no error: {value:?}"))
}

fn cat(lives: i64) -> Pet {
    Pet::Cat(Cat { lives })
}

#[test]
fn a_tag_is_found_wherever_it_stands() {
    assert_eq!(read("{\"petType\":\"cat\",\"lives\":9}"), Ok(cat(9)));
    assert_eq!(read(" { \"lives\" : 9 , \"petType\" : \"cat\" } "), Ok(cat(9)));
    assert_eq!(
        read("{\"x\":{\"petType\":\"dog\"},\"lives\":9,\"petType\":\"cat\"}"),
        Ok(cat(9))
    );
    assert_eq!(read("{\"pet\\u0054ype\":\"c\\u0061t\",\"lives\":9}"), Ok(cat(9)));
    let dog = Pet::Dog(Box::new(Dog { tricks: vec!["sit".to_owned()] }));
    assert_eq!(
        read(
            "[{\"tricks\":[\"sit\"],\"petType\":\"dog\"},{\"petType\":\"cat\",\"lives\":1}]"
        ),
        Ok(vec![dog, cat(1)])
    );
}

#[test]
fn an_unknown_tag_keeps_the_whole_value() {
    let text = "{\"wings\":2.50,\"petType\":\"bird\",\"a\":[1,{}]}";
    let Ok(Pet::Unknown(value)) = read(text) else { panic!("a bird is unknown") };
    assert_eq!(value.to_string(), text);
    assert_eq!(value.get("petType").and_then(Value::as_str), Some("bird"));
}

#[test]
fn a_tag_that_is_missing_or_no_string_is_an_error() {
    assert_eq!(
        error::<Pet>("{\"lives\":9}"),
        "at the top level: missing property `petType`"
    );
    assert_eq!(
        error::<Pet>("{\"petType\":null}"),
        "at the top level: missing property `petType`"
    );
    assert_eq!(
        error::<Pet>("{\"petType\":[]}"),
        "at /petType: expected a string, found a list"
    );
    assert_eq!(error::<Pet>("[]"), "at the top level: expected an object, found a list");
    assert_eq!(
        error::<Vec<Pet>>("[{\"petType\":\"cat\",\"lives\":\"9\"}]"),
        "at /0/lives: expected a number, found a string"
    );
    assert_eq!(
        read::<Pet>("{\"lives\":9,").map_err(|error| error.kind()),
        Err(DecodeErrorKind::Syntax)
    );
}

#[test]
fn a_key_tells_members_apart() {
    assert_eq!(read("{\"x\":{\"tricks\":1},\"lives\":9}"), Ok(ByKey(cat(9))));
    assert_eq!(
        read("{\"tricks\":[]}"),
        Ok(ByKey(Pet::Dog(Box::new(Dog { tricks: vec![] }))))
    );
    assert_eq!(
        read("{\"tricks\":null,\"lives\":9}"),
        Ok(ByKey(cat(9))),
        "null counts last"
    );
    assert_eq!(
        error::<ByKey>("{\"lives\":null}"),
        "at /lives: expected a number, found null"
    );
    assert_eq!(
        error::<ByKey>("{}"),
        "at the top level: expected one of the properties `lives` and `tricks`"
    );
}

#[test]
fn a_value_with_the_keys_of_two_members_is_the_only_one_that_fits() {
    let dog = ByKey(Pet::Dog(Box::new(Dog { tricks: Vec::new() })));
    assert_eq!(read("{\"tricks\":[],\"lives\":\"many\"}"), Ok(dog));
    assert_eq!(
        error::<ByKey>("{\"tricks\":[],\"lives\":9}"),
        "at the top level: exactly one of the alternatives with `lives` and `tricks` must fit; found `lives` and \
         `tricks`"
    );
}

/// What may be a cat, a dog, or both.
#[derive(Debug, PartialEq)]
enum CatOrDog {
    Cat(i64),
    Dog(Vec<String>),
    CatAndDog(Option<i64>, Option<Vec<String>>),
}

impl CatOrDog {
    const MEMBERS: &[json::Alternative<Self>] = &[
        |r| Cat::read(r).map(|cat| Self::Cat(cat.lives)),
        |r| Dog::read(r).map(|dog| Self::Dog(dog.tricks)),
    ];

    fn both(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let (mut lives, mut tricks) = (None, None);
        r.record(&mut [
            Slot::optional("lives", &mut lives),
            Slot::optional("tricks", &mut tricks),
        ])?;
        Ok(Self::CatAndDog(lives, tricks))
    }
}

/// The same, told apart by keys.
#[derive(Debug, PartialEq)]
struct Keyed(CatOrDog);

impl FromJson for CatOrDog {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.several(Self::MEMBERS, Self::both)
    }
}

impl FromJson for Keyed {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.by_keys(&["lives", "tricks"], CatOrDog::MEMBERS, CatOrDog::both).map(Self)
    }
}

#[test]
fn a_value_of_several_members_loses_nothing() {
    let sit = || vec!["sit".to_owned()];
    for (text, pet) in [
        ("{\"lives\":9,\"x\":0}", CatOrDog::Cat(9)),
        ("{\"tricks\":[\"sit\"]}", CatOrDog::Dog(sit())),
        (
            "{\"tricks\":[\"sit\"],\"lives\":9}",
            CatOrDog::CatAndDog(Some(9), Some(sit())),
        ),
        // Not a cat, so that is no declared property of what it is.
        ("{\"tricks\":[\"sit\"],\"lives\":\"many\"}", CatOrDog::Dog(sit())),
    ] {
        assert_eq!(
            read(&format!("[{text}, {text}]")).map(|pets: Vec<CatOrDog>| pets.len()),
            Ok(2)
        );
        assert_eq!(read::<Keyed>(text).map(|keyed| keyed.0).as_ref(), Ok(&pet));
        assert_eq!(read(text), Ok(pet));
    }
    // What is no member at all is not both of them.
    assert!(error::<CatOrDog>("{\"x\":0}").contains("missing property"));
    assert_eq!(
        error::<Keyed>("{}"),
        "at the top level: expected one of the properties `lives` and `tricks`"
    );
}

#[test]
fn the_json_type_tells_members_apart() {
    let list = ByKind::List(vec![
        ByKind::Text("a".to_owned()),
        ByKind::Number(-1.5),
        ByKind::Flag(false),
        ByKind::Cat(Cat { lives: 1 }),
        ByKind::List(vec![]),
    ]);
    assert_eq!(read("[\"a\",-1.5,false,{\"lives\":1},[]]"), Ok(list));
    assert_eq!(
        error::<ByKind>("[null]"),
        "at /0: expected anything but null, found null"
    );
    assert_eq!(error::<ByKind>("[x]"), "at /0: expected a value, at byte 1");
}

#[test]
fn a_trial_takes_the_first_that_fits() {
    assert_eq!(read("7"), Ok(Shape::Circle(7)));
    assert_eq!(read("{\"lives\":1}"), Ok(Shape::Cat(Cat { lives: 1 })));
    let many = Shape::Many(vec![
        Shape::Circle(1),
        Shape::Many(vec![]),
        Shape::Cat(Cat { lives: 1 }),
    ]);
    assert_eq!(read("[1,[],{\"lives\":1}]"), Ok(many));
}

#[test]
fn a_trial_that_fails_tells_about_the_closest_alternative() {
    let message = "at /lives: expected a number, found a string, in the closest of several alternatives";
    assert_eq!(error::<Shape>("{\"lives\":\"9\"}"), message);
}

#[test]
fn a_trial_stops_where_the_text_is_not_json() {
    assert_eq!(
        read::<Shape>("[1,").map_err(|error| error.kind()),
        Err(DecodeErrorKind::Syntax)
    );
}

#[test]
fn trials_inside_trials_do_not_double_with_every_level() {
    // Every level could be read twice by `Bush`, 2^100 times in all.
    #[derive(Debug)]
    #[expect(dead_code, reason = "what is read is not looked at")]
    enum Bush {
        One(Vec<Bush>),
        Other(Vec<Bush>),
    }
    impl FromJson for Bush {
        fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
            r.trial(&[
                |r| FromJson::read(r).map(Self::One),
                |r| FromJson::read(r).map(Self::Other),
            ])
        }
    }
    let text = format!("{}7{}", "[".repeat(100), "]".repeat(100));
    assert_eq!(
        read::<Bush>(&text).map_err(|error| error.kind()).err(),
        Some(DecodeErrorKind::Mismatch)
    );
    assert!(read::<Bush>("[[[[[[]]],[]]]]").is_ok());
}

/// A member of a union that may or may not declare the tag, and may keep undeclared properties.
struct Animal {
    kind: Option<String>,
    rest: std::collections::BTreeMap<String, Value>,
    inner: Option<Box<Animal>>,
}

impl json::ToJson for Animal {
    fn write(&self, w: &mut json::Writer) {
        let mut members = vec![Member::present("inner", &self.inner)];
        if self.kind.is_some() {
            members.push(Member::present("kind", &self.kind));
        }
        members.push(Member::rest(&self.rest));
        w.record(&members);
    }
}

struct Tagged(Animal);

impl json::ToJson for Tagged {
    fn write(&self, w: &mut json::Writer) {
        w.tagged("kind", "cat", &self.0);
    }
}

#[test]
fn a_tag_is_written_once_and_with_the_right_value() {
    let animal = |kind: Option<&str>, rest: &[&str]| Animal {
        kind: kind.map(str::to_owned),
        rest: rest.iter().map(|key| ((*key).to_owned(), Value::Bool(true))).collect(),
        inner: None,
    };
    let written = |animal| json::to_string(&Tagged(animal)).unwrap();
    assert_eq!(written(animal(None, &[])), r#"{"kind":"cat"}"#);
    assert_eq!(written(animal(Some("dog"), &["a"])), r#"{"kind":"cat","a":true}"#);
    assert_eq!(written(animal(None, &["a", "kind"])), r#"{"kind":"cat","a":true}"#);

    // What is inside is none of the union's business.
    let outer = Animal { inner: Some(Box::new(animal(None, &[]))), ..animal(None, &[]) };
    assert_eq!(written(outer), r#"{"kind":"cat","inner":{}}"#);
    let list = vec![Tagged(animal(None, &[]))];
    assert_eq!(json::to_string(&list).unwrap(), r#"[{"kind":"cat"}]"#);
}

#[derive(Debug, PartialEq)]
struct Simple {
    id: i64,
}

#[derive(Debug, PartialEq)]
struct Full {
    id: i64,
    name: Option<String>,
}

impl FromJson for Simple {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut id = None;
        r.record(&mut [Slot::required("id", &mut id)])?;
        Ok(Self { id: r.filled(id)? })
    }
}

impl FromJson for Full {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let (mut id, mut name) = (None, None);
        r.record(&mut [
            Slot::required("id", &mut id),
            Slot::optional("name", &mut name),
        ])?;
        Ok(Self { id: r.filled(id)?, name })
    }
}

#[derive(Debug, PartialEq)]
enum User {
    Simple(Simple),
    Full(Full),
}

impl FromJson for User {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let members: &[json::Alternative<Self>] = &[
            |r| FromJson::read(r).map(Self::Simple),
            |r| FromJson::read(r).map(Self::Full),
        ];
        r.trial(members)
    }
}

#[test]
fn a_trial_takes_the_member_that_declares_most_of_what_is_there() {
    let read = |text: &str| {
        json::from_slice::<Vec<User>>(text.as_bytes()).expect("a list of users")
    };
    assert_eq!(
        read(
            r#"[{"id":1},{"id":2,"name":"b"},{"id":3,"name":"c","x":{"y":1}},{"id":4,"x":0}]"#
        ),
        [
            User::Simple(Simple { id: 1 }),
            User::Full(Full { id: 2, name: Some("b".to_owned()) }),
            User::Full(Full { id: 3, name: Some("c".to_owned()) }),
            User::Simple(Simple { id: 4 }),
        ]
    );
}
