#[test]
fn what_is_absent_stays_absent() {
    same::<api::types::A>("{}");
    same::<api::types::A>(r#"{"a":"y","b":4,"c":false,"d":[]}"#);
    let a: api::types::A = read("{}");
    let _: (Option<String>, Option<i64>, Option<bool>, Option<Vec<String>>) = (a.a, a.b, a.c, a.d);
}
