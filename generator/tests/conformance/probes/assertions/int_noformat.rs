#[test]
fn an_integer_without_a_format_is_wide() {
    same::<api::types::A>(r#"{"uptime_ms":-9007199254740993}"#);
    let _: i64 = read::<api::types::A>(r#"{"uptime_ms":1}"#).uptime_ms;
    refused::<api::types::A>(r#"{"uptime_ms":1.5}"#);
}
