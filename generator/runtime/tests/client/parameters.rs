//! Arguments: paths, queries, headers, cookies, bodies.

use crate::support::{API, OPERATION, POST, Script, Seen, client, status};
use kiln_runtime::http::{Call, Error, ErrorKind, File, Operation, Style};
use kiln_runtime::json::{ToJson, Value};
use std::collections::BTreeMap;

pub(crate) static ONE: Operation = Operation { path: "/things/{id}/parts", ..OPERATION };
static LAST: Operation = Operation { path: "/things/{id}", ..OPERATION };
static QUERIED: Operation = Operation { path: "/things/{id}?beta={id}", ..OPERATION };
static TWO: Operation = Operation { path: "/a/{x}.{y}/{x}", ..OPERATION };
static BETA: Operation = Operation { path: "/a b/é?beta=true", ..OPERATION };

/// What is sent of a call, or why nothing is.
pub(crate) async fn sent(
    operation: &'static Operation,
    arguments: impl FnOnce(Call<()>) -> Call<()>,
) -> Result<Seen, Error> {
    let script = Script::new(&[status(200)]);
    let result = arguments(client(&script).empty(operation)).await;
    if let Err(error) = result {
        assert_eq!((script.count(), error.attempts()), (0, 0), "nothing was sent");
        assert_eq!(error.operation_id(), Some(operation.id));
        return Err(error);
    }
    Ok(script.only())
}

pub(crate) async fn target(
    operation: &'static Operation,
    arguments: impl FnOnce(Call<()>) -> Call<()>,
) -> String {
    let seen = sent(operation, arguments).await.expect("sent");
    assert!(seen.uri.starts_with(API.base_url));
    seen.target().to_owned()
}

pub(crate) async fn refused(
    operation: &'static Operation,
    arguments: impl FnOnce(Call<()>) -> Call<()>,
) {
    let error = sent(operation, arguments).await.expect_err("refused");
    assert_eq!(error.kind(), ErrorKind::Request);
    assert!(!error.is_retryable() && !error.may_have_been_handled());
}

#[tokio::test]
async fn a_path_value_fills_its_place_and_nothing_more() {
    for (value, expected) in [
        ("b1", "/things/b1/parts"),
        ("a/b?c#d", "/things/a%2Fb%3Fc%23d/parts"),
        ("../x", "/things/..%2Fx/parts"),
        ("%2e%2e", "/things/%252e%252e/parts"),
        ("a b+ü", "/things/a%20b%2B%C3%BC/parts"),
        ("~._-", "/things/~._-/parts"),
        ("...", "/things/.../parts"),
        ("{id}", "/things/%7Bid%7D/parts"),
    ] {
        assert_eq!(target(&ONE, |call| call.path_param("id", &value)).await, expected);
    }
    let numbers = vec![1_i64, 2];
    assert_eq!(
        target(&ONE, |call| call.path_param("id", &7_i64)).await,
        "/things/7/parts"
    );
    assert_eq!(
        target(&ONE, |call| call.path_param("id", &true)).await,
        "/things/true/parts"
    );
    assert_eq!(
        target(&ONE, |call| call.path_param("id", &numbers)).await,
        "/things/1,2/parts"
    );
}

#[tokio::test]
async fn several_values_can_share_a_segment_and_one_can_come_twice() {
    let path =
        target(&TWO, |call| call.path_param("x", &"1").path_param("y", &"2")).await;
    assert_eq!(path, "/a/1.2/1");
}

#[tokio::test]
async fn a_path_value_that_would_lead_elsewhere_is_refused() {
    let none: Option<String> = None;
    for operation in [&ONE, &LAST, &QUERIED] {
        for value in ["", ".", ".."] {
            refused(operation, |call| call.path_param("id", &value)).await;
        }
        refused(operation, |call| call.path_param("id", &none)).await;
        refused(operation, |call| call.path_param("id", &Vec::<String>::new())).await;
        refused(operation, |call| call).await;
    }
    refused(&TWO, |call| call.path_param("x", &"").path_param("y", &"")).await;
}

#[tokio::test]
async fn a_path_may_have_a_query_and_characters_that_urls_have_not() {
    let path = target(&BETA, |call| call.query_pair("a", "1")).await;
    assert_eq!(path, "/a%20b/%C3%A9?beta=true&a=1");
    let path = target(&QUERIED, |call| call.path_param("id", &"x?"));
    assert_eq!(path.await, "/things/x%3F?beta=x%3F");
}

async fn query(value: &dyn ToJson, style: Style) -> String {
    let target = target(&ONE, |call| {
        call.path_param("id", &"i").query_styled("k y", value, style)
    });
    target.await.strip_prefix("/things/i/parts").expect("the path").to_owned()
}

#[tokio::test]
async fn query_values_are_written_in_form_style() {
    let (exploded, joined) = (Style::FORM, Style::FORM.joined());
    let list = vec!["a b".to_owned(), "c,d".to_owned(), "é&=".to_owned()];
    assert_eq!(query(&"a&b=c d/ü", exploded).await, "?k%20y=a%26b%3Dc%20d%2F%C3%BC");
    assert_eq!(query(&5_i64, joined).await, "?k%20y=5");
    assert_eq!(query(&1.5_f64, exploded).await, "?k%20y=1.5");
    assert_eq!(query(&false, exploded).await, "?k%20y=false");
    assert_eq!(query(&"", exploded).await, "?k%20y=");
    assert_eq!(query(&"null", exploded).await, "?k%20y=null");
    assert_eq!(
        query(&list, exploded).await,
        "?k%20y=a%20b&k%20y=c%2Cd&k%20y=%C3%A9%26%3D"
    );
    assert_eq!(query(&list, joined).await, "?k%20y=a%20b,c%2Cd,%C3%A9%26%3D");
    let object: BTreeMap<String, i64> =
        [("a".to_owned(), 1), ("b".to_owned(), 2)].into();
    assert_eq!(query(&object, exploded).await, "?a=1&b=2");
    assert_eq!(query(&object, joined).await, "?k%20y=a,1,b,2");
}

#[tokio::test]
async fn what_is_absent_or_empty_leaves_no_trace_in_the_query() {
    for style in [Style::FORM, Style::FORM.joined()] {
        assert_eq!(query(&None::<String>, style).await, "");
        assert_eq!(query(&Value::Null, style).await, "");
        assert_eq!(query(&Vec::<String>::new(), style).await, "");
        assert_eq!(query(&None::<String>, style.or_empty()).await, "");
        assert_eq!(query(&Vec::<String>::new(), style.or_empty()).await, "?k%20y=");
    }
}

#[tokio::test]
async fn query_pairs_keep_their_order() {
    let target = target(&POST, |call| {
        call.query("a", &"1").query_pair("b", "2").query("a", &"3")
    });
    assert_eq!(target.await, "/things?a=1&b=2&a=3");
}

#[tokio::test]
async fn headers_and_cookies_are_written_in_simple_and_form_style() {
    let list = vec!["a".to_owned(), "b".to_owned()];
    let seen = sent(&POST, |call| {
        call.header_param("X-One", &"1 2")
            .header_param("X-List", &list)
            .header_param("X-None", &None::<i64>)
            .cookie_param("c", &"a;b")
            .cookie_param("d", &list)
            .cookie_param("e", &None::<i64>)
    })
    .await
    .expect("sent");
    assert_eq!(seen.header("x-one"), Some("1 2"));
    assert_eq!(seen.header("x-list"), Some("a,b"));
    assert_eq!(seen.header("x-none"), None);
    assert_eq!(seen.header("cookie"), Some("c=a%3Bb; d=a; d=b"));
}

#[tokio::test]
async fn what_no_parameter_can_carry_is_refused_before_anything_is_sent() {
    let nested = vec![vec![1_i64]];
    refused(&POST, |call| call.query("q", &nested)).await;
    refused(&POST, |call| call.query("q", &f64::NAN)).await;
    refused(&POST, |call| call.header_param("x", &"a\r\nb")).await;
    refused(&POST, |call| call.header_param("x y", &"a")).await;
    refused(&POST, |call| call.header("x", "a\nb")).await;
    refused(&POST, |call| call.header("content-length", "1")).await;
    refused(&POST, |call| call.header("Transfer-Encoding", "chunked")).await;
    refused(&POST, |call| call.cookie_styled("c;\n", &"a", Style::COOKIE)).await;
    refused(&POST, |call| call.idempotency_key("a\nb")).await;
    refused(&POST, |call| call.idempotency_key("")).await;
    refused(&POST, |call| call.file(File::from("a"), "text/\nplain")).await;
    refused(&POST, |call| call.query_pair("q", &"x".repeat(70_000))).await;
    refused(&LAST, |call| call.path_param("id", &f64::INFINITY)).await;
}

#[tokio::test]
async fn a_number_that_json_has_not_is_refused_with_its_cause() {
    let body = vec![1.0, f64::NAN];
    let error = sent(&POST, |call| call.json(&body)).await.expect_err("refused");
    assert_eq!(error.kind(), ErrorKind::Request);
    assert!(std::error::Error::source(&error).is_some());
}

#[tokio::test]
async fn the_first_of_several_problems_is_told() {
    let call = |call: Call<()>| call.header("x", "\n").query("q", &f64::NAN);
    let error = sent(&POST, call).await.expect_err("refused");
    assert!(error.to_string().contains("header `x`"), "{error}");
}

#[tokio::test]
async fn bodies_come_with_their_content_type() {
    let json = sent(&POST, |call| call.json(&vec![1_i64])).await.expect("sent");
    assert_eq!(json.header("content-type"), Some("application/json"));
    assert_eq!(&json.body[..], b"[1]");

    let some = sent(&POST, |call| call.json_if_some(&Some(5_i64))).await.expect("sent");
    assert_eq!(&some.body[..], b"5");
    let none = sent(&POST, |call| call.json_if_some(&None::<i64>)).await.expect("sent");
    assert_eq!((none.header("content-type"), none.body.len()), (None, 0));

    let text = sent(&POST, |call| call.text("é")).await.expect("sent");
    assert_eq!(text.header("content-type"), Some("text/plain; charset=utf-8"));
    assert_eq!(&text.body[..], "é".as_bytes());

    let bytes = sent(&POST, |call| call.file(File::from(vec![0, 255]), "image/png"))
        .await
        .expect("sent");
    assert_eq!(bytes.header("content-type"), Some("image/png"));
    assert_eq!(&bytes.body[..], [0, 255]);
}
