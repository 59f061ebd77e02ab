#[test]
fn what_an_alternative_declares_is_not_lost() {
    same::<api::types::A>(r#"{"x":1}"#);
    same::<api::types::A>(r#"{"y":1}"#);
    assert!(matches!(read::<api::types::A>(r#"{"y":1}"#), api::types::A::D(d) if d.y == Some(1)));
}
