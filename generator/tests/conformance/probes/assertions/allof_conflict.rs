#[test]
fn the_parts_are_one_struct() {
    let api::types::A { n, m, .. } = read(r#"{"n":"x","m":1}"#);
    let _: (String, i64) = (n, m);
    refused::<api::types::A>(r#"{"n":"x"}"#);
}
