//! Values of headers in the style `simple`.

use kiln_runtime::json::{Simple, Value};

const COLOR: &[(&str, Simple)] = &[("R", Simple::Number), ("on", Simple::Bool)];

fn read(form: &Simple, lines: &[&str]) -> Option<String> {
    form.read::<Value>(lines).map(|value| value.to_string())
}

#[test]
fn lists_go_on_in_further_lines() {
    let numbers = Simple::List(&Simple::Number);
    assert_eq!(read(&numbers, &["3, 4 ,5", "6"]).as_deref(), Some("[3,4,5,6]"));
    assert_eq!(read(&numbers, &["1.50,,x"]).as_deref(), Some("[1.50,\"x\"]"));
    assert_eq!(read(&numbers, &[""]).as_deref(), Some("[]"));
    assert_eq!(read(&numbers, &[]), None);
    assert_eq!(numbers.read::<Vec<i64>>(&["3,x"]), None);
}

#[test]
fn objects_have_names_with_commas_or_equals_signs() {
    let apart = Simple::Object { explode: false, members: COLOR, others: &Simple::Text };
    let color = r#"{"R":100,"on":true,"G":"200"}"#;
    assert_eq!(read(&apart, &["R,100,on,true", "G,200"]).as_deref(), Some(color));
    assert_eq!(read(&apart, &["R,100,on"]), None);
    let joined = Simple::Object { explode: true, members: COLOR, others: &Simple::Text };
    assert_eq!(read(&joined, &["R=100, on=true,G=200"]).as_deref(), Some(color));
    assert_eq!(read(&joined, &["R=a=b"]).as_deref(), Some(r#"{"R":"a=b"}"#));
    assert_eq!(read(&joined, &["R,100"]), None);
}

#[test]
fn lines_and_json_are_not_taken_apart() {
    let lines = Simple::Lines(&Simple::Text);
    let cookies = ["a=1; Expires=Wed, 21 Oct 2015 07:28:00 GMT", "b=2"];
    let expected = r#"["a=1; Expires=Wed, 21 Oct 2015 07:28:00 GMT","b=2"]"#;
    assert_eq!(read(&lines, &cookies).as_deref(), Some(expected));
    assert_eq!(
        read(&Simple::Json, &[r#" {"a":[1,2]} "#]).as_deref(),
        Some(r#"{"a":[1,2]}"#)
    );
    assert_eq!(read(&Simple::Json, &["{"]), None);
    assert_eq!(read(&Simple::Text, &["a,b", "c"]).as_deref(), Some("\"a,b\""));
}
