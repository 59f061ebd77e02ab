//! Bounds of numbers: rounding, edges of types, what cannot be checked.

use crate::diag::Code;
use crate::lower::testing::schemas;

#[test]
fn fractions_as_bounds_of_integers_are_rounded_inwards_and_then_inside() {
    for (keywords, rules) in [
        ("minimum: 1.5", "(2..)"),
        ("exclusiveMinimum: 1.5", "(2..)"),
        ("maximum: 1.5", "(..1)"),
        ("exclusiveMaximum: 1.5", "(..1)"),
        ("minimum: -1.5", "(-1..)"),
        ("exclusiveMinimum: -1.5", "(-1..)"),
        ("maximum: -1.5", "(..-2)"),
        ("exclusiveMaximum: -1.5", "(..-2)"),
        ("minimum: -0.5, maximum: 0.5", "(0..0)"),
        ("minimum: 15e-1, maximum: 19e-1", "(2..1)"),
        ("exclusiveMinimum: 2.0, exclusiveMaximum: 4", "(2!..4!)"),
        ("minimum: 2, exclusiveMinimum: 1.5", "(2..)"),
        ("minimum: 1, exclusiveMinimum: 1", "(1!..)"),
        ("minimum: 9007199254740992.5", "(9007199254740993..)"),
        (
            "maximum: 9007199254740993, exclusiveMaximum: 9007199254740994",
            "(..9007199254740993)",
        ),
    ] {
        let lowered = schemas(&format!("A: {{ type: integer, {keywords} }}"));
        assert_eq!(lowered.show("A"), format!("= i64{rules}"), "{keywords}");
        assert_eq!(lowered.codes(), [], "{keywords}");
    }
}

#[test]
fn fractions_as_bounds_of_numbers_stay() {
    let lowered = schemas("A: { type: number, exclusiveMinimum: -1.5, maximum: 1.5 }");
    assert_eq!(lowered.show("A"), "= f64(-1.5!..1.5)");
}

#[test]
fn a_bound_at_the_edge_of_a_type_counts_where_it_is_outside_itself() {
    let lowered = schemas(
        "A: { type: integer, format: uint64, minimum: 0 }\n\
         B: { type: integer, format: uint64, exclusiveMinimum: 0 }\n\
         C: { type: integer, format: int32, maximum: 2147483647 }\n\
         D: { type: integer, format: int32, exclusiveMaximum: 2147483647 }\n\
         E: { type: integer, maximum: 1e39 }",
    );
    let shown = ["A", "B", "C", "D", "E"].map(|name| lowered.show(name));
    assert_eq!(
        shown,
        ["= u64", "= u64(0!..)", "= i32", "= i32(..2147483647!)", "= i64"]
    );
}

#[test]
fn what_of_a_number_cannot_be_checked_is_said() {
    for (schema, shown, place) in [
        (
            "allOf: [{ type: integer, multipleOf: 2 }, { multipleOf: 3 }]",
            "= i64(multiple of 2)",
            "/allOf/1/multipleOf",
        ),
        ("type: number, multipleOf: 1e400", "= f64", "/multipleOf"),
        ("type: number, maximum: 1e400", "= f64", "/maximum"),
    ] {
        let lowered = schemas(&format!("A: {{ {schema} }}"));
        assert_eq!(lowered.show("A"), shown, "{schema}");
        let place = format!("#/components/schemas/A{place}");
        assert_eq!(lowered.reports(), [(Code::NotRepresented, place)], "{schema}");
    }
}
