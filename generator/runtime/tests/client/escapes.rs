//! What is escaped in which place, and what comes of empty values.

use crate::parameters::sent;
use crate::styles::{PREFIXED, json, path, query};
use crate::support::POST;
use kiln_runtime::form::Form;
use kiln_runtime::http::Style;
use kiln_runtime::json::{Object, Value};

/// One value in every place: path, query, header, cookie, cookie without escapes, form.
async fn everywhere(value: &str) -> [Option<String>; 6] {
    const COOKIE: Style = Style::COOKIE;
    let value = Value::from(value);
    let text = |seen: &crate::support::Seen, name: &str| {
        let value = seen.headers.get(name)?.as_bytes().to_vec();
        String::from_utf8(value).ok()
    };
    let plain = sent(&PREFIXED, |call| {
        call.path_param("color", &value).query("q", &value).cookie_param("c", &value)
    });
    let plain = plain.await.ok();
    let target = plain.as_ref().map(|seen| seen.target().to_owned());
    let (path, query) = target
        .and_then(|target| {
            let (path, query) = target.split_once("?q=")?;
            Some((path.strip_prefix("/p")?.to_owned(), query.to_owned()))
        })
        .unzip();
    let header = sent(&POST, |call| call.header_param("X-H", &value)).await.ok();
    let raw = sent(&POST, |call| call.cookie_styled("c", &value, COOKIE)).await.ok();
    let record: Object = [("k".to_owned(), value.clone())].into_iter().collect();
    let form = sent(&POST, |call| call.form(&record, &Form::BRACKETS)).await.ok();
    [
        path,
        query,
        header.and_then(|seen| text(&seen, "x-h")),
        plain.and_then(|seen| text(&seen, "cookie")),
        raw.and_then(|seen| text(&seen, "cookie")),
        form.and_then(|seen| String::from_utf8(seen.body.to_vec()).ok()),
    ]
}

#[tokio::test]
async fn every_place_escapes_what_would_leave_it_and_nothing_else() {
    // What is the same in paths, in queries and in cookies; in headers; in cookies without
    // escapes; in forms. Nothing is what cannot be sent.
    for (value, url, header, raw, form) in [
        ("a-Z09._~", "a-Z09._~", true, true, "a-Z09._%7E"),
        ("é", "%C3%A9", true, false, "%C3%A9"),
        ("日本", "%E6%97%A5%E6%9C%AC", true, false, "%E6%97%A5%E6%9C%AC"),
        ("50%", "50%25", true, true, "50%25"),
        ("%20", "%2520", true, true, "%2520"),
        ("a b", "a%20b", true, true, "a+b"),
        ("a+b", "a%2Bb", true, true, "a%2Bb"),
        ("a/b", "a%2Fb", true, true, "a%2Fb"),
        ("a?b", "a%3Fb", true, true, "a%3Fb"),
        ("a#b", "a%23b", true, true, "a%23b"),
        ("a&b=c", "a%26b%3Dc", true, true, "a%26b%3Dc"),
        ("a,b;c", "a%2Cb%3Bc", true, false, "a%2Cb%3Bc"),
        ("[\"\\']", "%5B%22%5C%27%5D", true, true, "%5B%22%5C%27%5D"),
        ("{|}^`<>", "%7B%7C%7D%5E%60%3C%3E", true, true, "%7B%7C%7D%5E%60%3C%3E"),
        ("!$()*@:", "%21%24%28%29%2A%40%3A", true, true, "%21%24%28%29*%40%3A"),
        ("a\r\nb", "a%0D%0Ab", false, false, "a%0D%0Ab"),
        ("\u{0}\u{7f}", "%00%7F", false, false, "%00%7F"),
    ] {
        let plain = |stands: bool| stands.then(|| value.to_owned());
        let expected = [
            Some(url.to_owned()),
            Some(url.to_owned()),
            plain(header),
            Some(format!("c={url}")),
            plain(raw).map(|value| format!("c={value}")),
            Some(format!("k={form}")),
        ];
        assert_eq!(everywhere(value).await, expected, "{value:?}");
    }
}

#[tokio::test]
async fn what_is_empty_has_its_form_in_every_style() {
    // An empty text, an empty list, an empty object, null, a list with null alone.
    let values = [r#""""#, "[]", "{}", "null", "[null]"].map(json);
    let of_pairs = ["q=", "", "", "", ""];
    for (style, row) in [
        (Style::FORM, of_pairs),
        (Style::FORM.joined(), of_pairs),
        (Style::FORM.or_empty(), ["q=", "q=", "q=", "", "q="]),
        (Style::FORM.joined().or_empty(), ["q=", "q=", "q=", "", "q="]),
        (Style::SPACE_DELIMITED, of_pairs),
        (Style::PIPE_DELIMITED, of_pairs),
        (Style::PIPE_DELIMITED.or_empty(), ["q=", "q=", "q=", "", "q="]),
        (Style::TAB_DELIMITED, of_pairs),
        (Style::DEEP_OBJECT, of_pairs),
        (Style::JSON, ["q=%22%22", "q=%5B%5D", "q=%7B%7D", "", "q=%5Bnull%5D"]),
    ] {
        for (value, expected) in values.iter().zip(row) {
            let value = (!value.is_null()).then_some(value);
            assert_eq!(query("q", &value, style).await, expected, "{style:?} {value:?}");
        }
    }
    // In paths, label and matrix have something that says that there is nothing.
    for (style, row) in [
        (Style::LABEL, [".", ".", "."]),
        (Style::LABEL.exploded(), [".", ".", "."]),
        (Style::MATRIX, [";color", ";color", ";color"]),
        (Style::MATRIX.exploded(), [";color", ";color", ";color"]),
    ] {
        for (value, expected) in values.iter().zip(row) {
            assert_eq!(path(value, style).await, expected, "{style:?} {value:?}");
        }
    }
    // Neither a header nor a cookie comes of a list without items.
    for value in &values[1..3] {
        let seen = sent(&POST, |call| {
            call.header_param("X-H", value).cookie_param("c", value).cookie_styled(
                "d",
                value,
                Style::COOKIE,
            )
        });
        let seen = seen.await.expect("sent");
        assert_eq!((seen.header("x-h"), seen.header("cookie")), (None, None));
    }
    let seen = sent(&POST, |call| call.header_param("X-H", &"").cookie_param("c", &""));
    let seen = seen.await.expect("sent");
    assert_eq!((seen.header("x-h"), seen.header("cookie")), (Some(""), Some("c=")));
}
