#[test]
fn each_constraint_is_checked() {
    let violations = |text: &str| match read::<api::types::A>(text).validate() {
        Ok(()) => Vec::new(),
        Err(found) => found.iter().map(|violation| violation.path.clone()).collect::<Vec<_>>(),
    };
    assert!(violations(r#"{"a":"aaa","b":9,"c":["x","y"]}"#).is_empty());
    assert_eq!(violations(r#"{"a":"","b":0}"#), ["/a", "/a", "/b"]);
    assert_eq!(violations(r#"{"a":"aaaa","b":10}"#), ["/a", "/b"]);
    assert_eq!(violations(r#"{"a":"b","c":["x","x","z"]}"#), ["/a", "/c", "/c"]);
}
