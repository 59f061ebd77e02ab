//! What stands for schemas, formats and properties because somebody says so.

use crate::diag::{Code, FileId, Place, Pointer, Span};
use crate::ir::{Mapping, Replacement, Scalar, TypeName};
use crate::lower::Settings;
use crate::lower::testing::{schemas, schemas_with};

fn to(key: &str, replacement: Replacement) -> Mapping {
    let span = Span {
        file: FileId(0),
        start: 0,
        end: 0,
    };
    Mapping {
        key: key.to_owned(),
        replacement,
        place: Place {
            span,
            pointer: Pointer::root(),
        },
    }
}

fn foreign(key: &str, path: &str) -> Mapping {
    let name = TypeName::parse(path).expect("the test's path is one");
    to(key, Replacement::Foreign { name, form: None })
}

#[test]
fn formats_are_replaced_wherever_their_values_are_of_the_type() {
    let settings = Settings {
        formats: vec![
            foreign("uuid", "uuid::Uuid"),
            to("date-time", Replacement::Scalar(Scalar::String)),
            to("float", Replacement::Scalar(Scalar::F32)),
            foreign("geo", "geo::Point"),
        ],
        ..Settings::default()
    };
    let lowered = schemas_with(
        &settings,
        "A: { type: array, items: { type: [string, 'null'], format: uuid, minLength: 1 } }\n\
         B: { type: string, format: date-time }\n\
         C: { type: number, format: float }\n\
         D: { type: object, format: geo, properties: { x: { type: number } } }\n\
         E: { type: string, format: float }",
    );
    let shown = ["A", "B", "C", "D", "E"].map(|name| lowered.show(name));
    assert_eq!(
        shown,
        [
            "= [uuid::Uuid as Text|null(length 1..)]",
            "= string(DateTime)",
            "= f32",
            "= geo::Point as Json",
            "= string"
        ]
    );
    assert_eq!(lowered.codes(), []);
}

#[test]
fn schemas_are_replaced_by_name_by_pointer_and_by_themselves() {
    let settings = Settings {
        schemas: vec![
            foreign("Money", "money::Money"),
            foreign("#/components/schemas/A/properties/b", "b::B"),
        ],
        ..Settings::default()
    };
    let lowered = schemas_with(
        &settings,
        "Money: { type: object, properties: { cents: { type: object, properties: { x: {} } } } }\n\
         A:\n  type: object\n  properties:\n    a: { $ref: '#/components/schemas/Money' }\n    b: { type: number }\n    \
         c: { type: string, x-rust-type: 'c::C<d::D>' }\n    \
         d: { type: string, x-rust-type: { crate: d, version: '1.2', path: 'd::D' } }\n    e: { type: string, x-rust-type: E }",
    );
    assert_eq!(lowered.show("Money"), "= money::Money as Json");
    assert_eq!(
        lowered.show("A"),
        "{ a?: Money, b?: b::B as Number, c?: c::C<d::D> as Text, d?: d::D as Json, e?: string }"
    );
    assert_eq!(lowered.names(), ["Money", "A"]);
    assert_eq!(
        lowered.reports(),
        [(
            Code::NotRepresented,
            "#/components/schemas/A/properties/e/x-rust-type".to_owned()
        )]
    );
}

#[test]
fn properties_are_replaced_in_their_record_and_in_its_heirs() {
    let settings = Settings {
        properties: vec![
            foreign("Base.id", "ids::Id"),
            foreign("Heir.place.at", "geo::At"),
            foreign("Heir.none", "a::B"),
        ],
        ..Settings::default()
    };
    let lowered = schemas_with(
        &settings,
        "Base: { type: object, required: [id], properties: { id: { type: [integer, 'null'] } } }\n\
         Heir:\n  allOf:\n    - $ref: '#/components/schemas/Base'\n    - type: object\n      properties:\n        \
         place: { type: object, properties: { at: { type: object, properties: { x: {} } } } }",
    );
    assert_eq!(lowered.show("Base"), "{ id: ids::Id as Number|null }");
    assert_eq!(
        lowered.show("Heir"),
        "{ id: ids::Id as Number|null, place?: Heir.place }"
    );
    assert_eq!(lowered.show("Heir.place"), "{ at?: geo::At as Json }");
    assert_eq!(lowered.codes(), [Code::UnusedMapping]);
}

#[test]
fn one_type_is_read_in_one_way() {
    let lowered = schemas(
        "A: { type: string, x-rust-type: 'a::A' }\nB: { type: number, x-rust-type: 'a::A' }\n\
         C: { type: number, x-rust-type: { path: 'a::A', json: string } }",
    );
    assert_eq!(lowered.codes(), [Code::MixedForms]);
}
