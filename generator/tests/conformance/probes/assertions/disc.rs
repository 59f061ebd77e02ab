#[test]
fn the_tag_selects_and_unknown_tags_are_kept() {
    use api::types::A;
    assert!(matches!(read::<A>(r#"{"t":"c","x":1}"#), A::C(c) if c.x == Some(1)));
    assert!(matches!(read::<A>(r#"{"y":1,"t":"d"}"#), A::D(d) if d.y == Some(1)));
    same::<A>(r#"{"t":"c","x":1}"#);
    same::<A>(r#"{"t":"d","y":1}"#);
    same::<A>(r#"{"t":"new","z":[1,{}]}"#);
}
