//! Values one after the other: each is whole, however it looks.

use kiln_runtime::json;

#[test]
fn values_are_lines_or_follow_a_record_separator() {
    let values = ["a\nb".to_owned(), "\u{1e}".to_owned()];
    let lines = json::to_lines(&values).expect("texts have a form in JSON");
    assert_eq!(String::from_utf8_lossy(&lines), "\"a\\nb\"\n\"\\u001e\"\n");
    let sequence = json::to_sequence(&[1, 2]).expect("numbers have a form in JSON");
    assert_eq!(String::from_utf8_lossy(&sequence), "\u{1e}1\n\u{1e}2\n");
    assert_eq!(json::to_lines::<i64>(&[]).expect("nothing is written"), b"");
}

#[test]
fn a_value_that_cannot_be_written_is_an_error() {
    assert!(json::to_lines(&[1.0, f64::NAN]).is_err());
    assert!(json::to_sequence(&[f64::INFINITY]).is_err());
}
