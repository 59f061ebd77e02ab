#[test]
fn both_properties_are_deprecated_with_their_reasons() {
    let source = source!("types/a.rs");
    assert!(source.contains("#[deprecated(note = \"use q\")]\n    pub p: Option<B>"));
    assert!(source.contains("#[deprecated(note = \"gone\")]\n    pub q: Option<String>"));
    assert!(source.contains("/// Local desc."));
}
