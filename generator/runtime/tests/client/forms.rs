//! Forms: how each kind of value is written, by table and without.

use crate::support::{POST, Script, Seen, client, status};
use kiln_runtime::form::{Field, Form, Nested};
use kiln_runtime::http::{Call, Error, ErrorKind, File, Style};
use kiln_runtime::json::{self, Value};

async fn sent(
    arguments: impl FnOnce(Call<()>) -> Call<()>,
) -> Result<(Seen, String), Error> {
    let script = Script::new(&[status(200)]);
    arguments(client(&script).empty(&POST)).await?;
    let seen = script.only();
    let text = String::from_utf8(seen.body.to_vec()).expect("text");
    Ok((seen, text))
}

fn value(text: &str) -> Value {
    json::from_slice(text.as_bytes()).expect("JSON")
}

async fn urlencoded(text: &str, form: &Form) -> Result<String, ErrorKind> {
    match sent(|call| call.form(&value(text), form)).await {
        Ok((_, text)) => Ok(text),
        Err(error) => Err(error.kind()),
    }
}

const PLAIN: Form = Form { fields: &[], nested: Nested::Brackets };

#[tokio::test]
async fn a_field_that_the_table_does_not_name_is_written_the_usual_way() {
    let cases = [
        (r#"{"a":"x y","b":5,"c":true,"d":1.50}"#, "a=x+y&b=5&c=true&d=1.50"),
        (r#"{"ä&=":"+%é\n~*-._"}"#, "%C3%A4%26%3D=%2B%25%C3%A9%0A%7E*-._"),
        (r#"{"a":["x","y",null],"b":[],"c":null,"d":{}}"#, "a=x&a=y"),
        (r#"{"a":""}"#, "a="),
        (
            r#"{"a":{"b":{"c":[1,2]},"d":null}}"#,
            "a%5Bb%5D%5Bc%5D%5B0%5D=1&a%5Bb%5D%5Bc%5D%5B1%5D=2",
        ),
        (r#"{"a":[{"b":1},{"b":2}]}"#, "a%5B0%5D%5Bb%5D=1&a%5B1%5D%5Bb%5D=2"),
        (r"{}", ""),
    ];
    for (body, expected) in cases {
        assert_eq!(urlencoded(body, &PLAIN).await.as_deref(), Ok(expected), "{body}");
    }
}

#[tokio::test]
async fn objects_inside_are_written_as_configured() {
    let body = r#"{"a":{"b":{"c":1}},"d":[{"e":2}],"f":["g"]}"#;
    let dots = Form { nested: Nested::Dots, ..PLAIN };
    let text = urlencoded(body, &dots).await;
    assert_eq!(text.as_deref(), Ok("a.b.c=1&d%5B0%5D.e=2&f=g"));
    let json = Form { nested: Nested::Json, ..PLAIN };
    let text = urlencoded(body, &json).await;
    let expected = "a=%7B%22b%22%3A%7B%22c%22%3A1%7D%7D&d=%7B%22e%22%3A2%7D&f=g";
    assert_eq!(text.as_deref(), Ok(expected));
}

#[tokio::test]
async fn a_field_of_the_table_is_written_as_it_says() {
    const fn styled(fields: &'static [Field]) -> Form {
        Form { fields, ..PLAIN }
    }
    const EACH: Form = styled(&[Field::styled("k", Style::FORM)]);
    const COMMA: Form = styled(&[Field::styled("k", Style::FORM.joined())]);
    const SPACE: Form = styled(&[Field::styled("k", Style::SPACE_DELIMITED)]);
    const PIPE: Form = styled(&[Field::styled("k", Style::PIPE_DELIMITED)]);
    const DEEP: Form = styled(&[Field::styled("k", Style::DEEP_OBJECT)]);
    const RESERVED: Form = styled(&[Field::styled("k", Style::FORM.reserved())]);
    const JSON: Form = styled(&[Field::content("k", "application/json")]);
    const TEXT: Form = styled(&[Field::content("k", "text/plain")]);
    let (list, object) =
        (r#"{"k":["a,b","c",null]}"#, r#"{"k":{"R":100,"G":"x y","B":null}}"#);
    let cases = [
        (&EACH, list, Ok("k=a%2Cb&k=c")),
        (&EACH, object, Ok("R=100&G=x%20y")),
        (&EACH, r#"{"k":5}"#, Ok("k=5")),
        (&EACH, r#"{"k":[]}"#, Ok("")),
        (&EACH, r#"{"k":null}"#, Ok("")),
        (&EACH, r#"{"k":""}"#, Ok("k=")),
        (&EACH, r#"{"k":[[1]]}"#, Err(ErrorKind::Request)),
        (&EACH, r#"{"k":{"a":[1,2]}}"#, Ok("a=1&a=2")),
        (&COMMA, list, Ok("k=a%2Cb,c")),
        (&COMMA, object, Ok("k=R,100,G,x%20y")),
        (&COMMA, r#"{"k":[]}"#, Ok("")),
        (&COMMA, r#"{"k":[{}]}"#, Err(ErrorKind::Request)),
        (&SPACE, list, Ok("k=a%2Cb%20c")),
        (&SPACE, r#"{"k":["a b"]}"#, Err(ErrorKind::Request)),
        (&PIPE, list, Ok("k=a%2Cb%7Cc")),
        (&PIPE, r#"{"k":["a|b"]}"#, Err(ErrorKind::Request)),
        (&DEEP, object, Ok("k%5BR%5D=100&k%5BG%5D=x%20y")),
        (&DEEP, list, Ok("k%5B0%5D=a%2Cb&k%5B1%5D=c")),
        (&DEEP, r#"{"k":""}"#, Ok("k=")),
        (&DEEP, r#"{"k":[null,{"a":1}]}"#, Ok("k%5B0%5D%5Ba%5D=1")),
        (
            &JSON,
            object,
            Ok("k=%7B%22R%22%3A100%2C%22G%22%3A%22x+y%22%2C%22B%22%3Anull%7D"),
        ),
        (&JSON, r#"{"k":"a"}"#, Ok("k=%22a%22")),
        (&TEXT, r#"{"k":"a"}"#, Ok("k=a")),
        (&RESERVED, r#"{"k":"/a?b=c&d+e% #"}"#, Ok("k=/a?b=c&d+e%25%20%23")),
    ];
    for (form, body, expected) in cases {
        let text = urlencoded(body, form).await;
        assert_eq!(text.as_deref().map_err(|kind| *kind), expected, "{form:?} {body}");
    }
}

#[tokio::test]
async fn a_form_says_what_it_is_and_only_objects_have_one() {
    let (seen, _) =
        sent(|call| call.form(&value(r#"{"a":1}"#), &PLAIN)).await.expect("sent");
    let expected = Some("application/x-www-form-urlencoded");
    assert_eq!(seen.header("content-type"), expected);
    let (seen, _) = sent(|call| call.form(&None::<Value>, &PLAIN)).await.expect("sent");
    assert_eq!((seen.header("content-type"), seen.body.len()), (None, 0));
    assert_eq!(urlencoded("[1]", &PLAIN).await, Err(ErrorKind::Request));
    let error = sent(|call| call.multipart(&5_i64, &PLAIN)).await.expect_err("refused");
    assert_eq!(error.kind(), ErrorKind::Request);
}

#[tokio::test]
async fn parts_have_the_bytes_that_rfc_7578_says() {
    const FORM: Form = Form {
        fields: &[
            Field::content("raw", "text/csv").headers(&[("X-Part", "1")]),
            Field::styled("each", Style::FORM.joined()),
        ],
        nested: Nested::Json,
    };
    let body = r#"{"a\"\r\n":"é","n":5,"o":{"k":1},"l":["x",{"y":null}],"raw":"1;2","each":[1,2],"z":null}"#;
    let (seen, text) =
        sent(|call| call.multipart(&value(body), &FORM)).await.expect("sent");
    let content_type = seen.header("content-type").expect("a content type");
    let boundary =
        content_type.strip_prefix("multipart/form-data; boundary=").expect("parts");
    assert!(boundary.len() > 30 && boundary.len() <= 70, "{boundary}");
    let part = |name: &str, more: &str, text: &str| {
        format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\
             Content-Type: {more}\r\n\r\n{text}\r\n"
        )
    };
    let expected = [
        part("a%22%0D%0A", "text/plain; charset=utf-8", "é"),
        part("n", "text/plain", "5"),
        part("o", "application/json", r#"{"k":1}"#),
        part("l", "text/plain", "x"),
        part("l", "application/json", r#"{"y":null}"#),
        part("raw", "text/csv\r\nX-Part: 1", "1;2"),
        part("each", "text/plain", "1,2"),
        format!("--{boundary}--\r\n"),
    ];
    assert_eq!(text, expected.concat());
}

#[tokio::test]
async fn parts_of_objects_can_be_taken_apart() {
    let form = Form { fields: &[], nested: Nested::Brackets };
    let body = value(r#"{"o":{"k":[1]}}"#);
    let (_, text) = sent(|call| call.multipart(&body, &form)).await.expect("sent");
    assert!(
        text.contains("name=\"o[k][0]\"\r\nContent-Type: text/plain\r\n\r\n1\r\n"),
        "{text}"
    );
}

#[test]
fn a_file_in_json_is_its_text() {
    let file: File = json::from_slice(br#""text""#).expect("a file");
    assert_eq!(file, File::from("text"));
    assert_eq!(json::to_string(&file).expect("text"), r#""text""#);
    assert!(json::to_string(&File::from(vec![255])).is_err());
    assert!(json::to_string(&File::from_path("x")).is_err());
}

#[test]
fn a_file_shows_nothing_of_its_content() {
    let file = File::from("s3cr3t").named("a").header("X-Token", "s3cr3t");
    let shown = format!("{file:?} {:?}", File::from_reader(&b"s3cr3t"[..]));
    assert!(!shown.contains("s3cr3t") && shown.contains("X-Token"), "{shown}");
}
