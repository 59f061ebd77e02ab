#[test]
fn what_is_not_evaluated_is_refused() {
    assert!(accepted!(api::types::A, r#"{"k":"x"}"#) && accepted!(api::types::A, "{}"));
    assert!(!accepted!(api::types::A, r#"{"k":"x","q":1}"#));
    assert!(!accepted!(api::types::A, r#"{"z":1}"#));
}
