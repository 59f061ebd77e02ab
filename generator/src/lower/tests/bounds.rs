//! Bounds of numbers: rounding, edges of types, any size and precision.

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
fn no_number_is_too_long_to_be_checked() {
    for (schema, shown) in [
        ("type: number, multipleOf: 1e400", "= f64(multiple of 1e400)"),
        ("type: number, maximum: 1e400", "= f64(..1e400)"),
        (
            "type: number, minimum: 0.12345678901234567890",
            "= f64(0.12345678901234567890..)",
        ),
    ] {
        let lowered = schemas(&format!("A: {{ {schema} }}"));
        assert_eq!(lowered.show("A"), shown, "{schema}");
        assert_eq!(lowered.codes(), [], "{schema}");
    }
}
