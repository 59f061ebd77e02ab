//! Values as elements, by tables; what is written is read again.

use kiln_runtime::json::{self, Value};
use kiln_runtime::xml::{self, Element, Member, Name, Place, Shape};

static TAG: Shape = Shape::Record(
    &[
        member("id", Place::Attribute, &Shape::Number),
        member("text", Place::Content, &Shape::Text),
    ],
    None,
);

static PET: Shape = Shape::Record(
    &[
        member("id", Place::Attribute, &Shape::Number),
        member("name", Place::Element, &Shape::Text),
        member("tame", Place::Element, &Shape::Bool),
        Member {
            key: "tags",
            name: Name::local("tags"),
            place: Place::Element,
            shape: &Shape::List(Name::local("tag"), &TAG),
        },
        Member {
            key: "photos",
            name: Name::local("photo"),
            place: Place::Items { required: true },
            shape: &Shape::Text,
        },
        member("parent", Place::Element, &PET),
        member("more", Place::Element, &Shape::Any),
    ],
    None,
);

static ROOT: Element = Element {
    name: Name { local: "pet", prefix: "p", namespace: "https://a.test/pets" },
    shape: &PET,
};

const fn member(key: &'static str, place: Place, shape: &'static Shape) -> Member {
    Member { key, name: Name::local(key), place, shape }
}

fn value(json: &str) -> Value {
    json::from_slice(json.as_bytes()).expect("the JSON is good")
}

fn written(json: &str) -> String {
    let text = xml::to_vec(&value(json), &ROOT).expect("the value has a form");
    String::from_utf8(text).expect("XML is text")
}

#[test]
fn members_are_elements_attributes_text_and_items() {
    let text = written(
        r#"{"photos":["a","b & c"],"id":7,"name":"<Rex>","tame":true,"tags":[{"id":1,"text":"small"}],"parent":{"id":8,"photos":[]}}"#,
    );
    assert_eq!(
        text,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><p:pet xmlns:p=\"https://a.test/pets\" id=\"7\">\
         <name>&lt;Rex&gt;</name><tame>true</tame><tags><tag id=\"1\">small</tag></tags>\
         <photo>a</photo><photo>b &amp; c</photo><parent id=\"8\"></parent></p:pet>"
    );
}

#[test]
fn what_is_written_is_read_again() {
    for json in [
        r#"{"photos":[]}"#,
        r#"{"id":1.50,"name":"","photos":["",""],"tame":false}"#,
        r#"{"name":" \t\"'<>&]]> ü","photos":["a"],"tags":[]}"#,
        r#"{"name":null,"photos":[],"parent":{"parent":{"photos":["x"]},"photos":[]}}"#,
        r#"{"photos":[],"more":{"a":"1","b":["x","y"],"c":{"d":"e"}}}"#,
    ] {
        let text = written(json);
        let back: Value = xml::from_slice(text.as_bytes(), &ROOT).expect(&text);
        assert_eq!(back, value(json), "{text}");
    }
}

#[test]
fn reading_takes_what_xml_allows() {
    let text = "\u{feff}<?xml version='1.0'?>\n<!-- pets --><q:pet xmlns:q='urn:x' id='&#55;'>\n  \
                <name><![CDATA[<Rex>]]> &amp; &quot;co&#x22;</name>\n  <tame> 1 </tame><?go on?><unknown/>\n</q:pet>\n";
    let back: Value = xml::from_slice(text.as_bytes(), &ROOT).expect("it is XML");
    assert_eq!(
        back,
        value(r#"{"id":7,"name":"<Rex> & \"co\"","tame":true,"photos":[]}"#)
    );
}

#[test]
fn a_value_of_another_type_says_where() {
    static NUMBERS: Shape = Shape::List(Name::local("i"), &Shape::Number);
    let error = xml::from_slice::<Vec<i32>>(
        b"<l><i>1</i><i>x</i></l>",
        &Element { name: Name::local("l"), shape: &NUMBERS },
    )
    .expect_err("x is no number");
    let source = std::error::Error::source(&error).expect("there is a cause");
    assert!(source.to_string().starts_with("at /1:"), "{source}");
}

#[test]
fn what_is_no_document_is_an_error() {
    let deep = format!("{}{}", "<a>".repeat(5000), "</a>".repeat(5000));
    for text in [
        "",
        "text",
        "<pet>",
        "<pet></cat>",
        "<cat/>",
        "<pet/><pet/>",
        "<pet/>text",
        "<pet id='1' id='2'/>",
        "<pet>&unknown;</pet>",
        "<!DOCTYPE pet [<!ENTITY a 'b'>]><pet>&a;</pet>",
        deep.as_str(),
    ] {
        assert!(xml::from_slice::<Value>(text.as_bytes(), &ROOT).is_err(), "{text:.40}");
    }
    assert!(xml::from_slice::<Value>(b"<pet>\xff</pet>", &ROOT).is_err());
}

#[test]
fn what_has_no_form_is_an_error() {
    for json in [
        r#"{"name":"\u0000"}"#,
        r#"{"name":["a"]}"#,
        r#"{"more":{"a b":1}}"#,
        r#"{"more":{"":1}}"#,
        r#"{"more":[[1]]}"#,
    ] {
        assert!(xml::to_vec(&value(json), &ROOT).is_err(), "{json}");
    }
}

#[test]
fn a_namespace_is_declared_once_for_several_attributes() {
    const fn in_namespace(local: &'static str) -> Name {
        Name { local, prefix: "n", namespace: "urn:n" }
    }
    static BOTH: Shape = Shape::Record(
        &[
            Member {
                key: "a",
                name: in_namespace("a"),
                place: Place::Attribute,
                shape: &Shape::Text,
            },
            Member {
                key: "b",
                name: in_namespace("b"),
                place: Place::Attribute,
                shape: &Shape::Text,
            },
        ],
        None,
    );
    let root = Element { name: in_namespace("r"), shape: &BOTH };
    let text =
        xml::to_vec(&value(r#"{"a":"1","b":"2"}"#), &root).expect("it has a form");
    let text = String::from_utf8(text).expect("XML is text");
    assert!(
        text.ends_with("<n:r xmlns:n=\"urn:n\" n:a=\"1\" n:b=\"2\"></n:r>"),
        "{text}"
    );
    let back: Value = xml::from_slice(text.as_bytes(), &root).expect("it is XML");
    assert_eq!(back, value(r#"{"a":"1","b":"2"}"#));
}
