#[test]
fn what_is_absent_stays_absent() {
    same::<api::types::A>("{}");
    same::<api::types::A>(r#"{"a":"y","b":4,"c":false,"d":[]}"#);
    let a: api::types::A = read("{}");
    let _: (Option<String>, Option<i64>, Option<bool>, Option<Vec<String>>) = (a.a, a.b, a.c, a.d);
}

#[test]
fn defaults_are_constants_and_functions() {
    assert_eq!((api::types::A::DEFAULT_A, api::types::A::DEFAULT_B), ("x", 3));
    const { assert!(api::types::A::DEFAULT_C) };
    assert_eq!(api::types::A::default_d(), ["q"]);
}
