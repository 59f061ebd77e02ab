#[test]
fn each_position_has_its_type() {
    same::<api::types::A>(r#"["x",1]"#);
    for text in [r#"[1,"x"]"#, r#"["x"]"#, r#"["x",1,2]"#] {
        refused::<api::types::A>(text);
    }
}
