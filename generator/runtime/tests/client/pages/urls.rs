//! URLs: `Link` headers, resolution, and where credentials go.

use super::{
    BY_LINK, BY_URL, LIST, SEARCH, SECURED, all, body, fine, headed, list, things,
};
use crate::support::{Client, SECRET, Script, client, status};
use kiln_runtime::http::decode;
use std::sync::Arc;

#[tokio::test]
async fn links_are_found_in_every_spelling() {
    for link in [
        r#"</things?page=2>; rel="next""#,
        "</things?page=2>;rel=next",
        r#"</a>; rel=prev, <?page=2>; title="a, <b>; rel=\"x\""; REL="last Next""#,
        r#"</a>; rel="next"; anchor="/other" , </things?page=2>;foo ;rel = next"#,
        "<https://api.acme.test/things?page=2#top>; rel=next; rel=prev",
        "<//api.acme.test:443/x/../things?page=2>; rel=next",
    ] {
        let script = Script::new(&[
            headed(&[("Link", link)], r#"{"data":[1]}"#),
            headed(&[("Link", r#"</things?page=1>; rel="prev""#)], r#"{"data":[2]}"#),
        ]);
        assert_eq!(fine(things(&script, &BY_LINK)).await, [1, 2], "{link}");
        let second = &script.seen()[1].uri;
        assert!(second.ends_with("/things?page=2"), "{link}: {second}");
    }
    for link in
        ["", "</b>", "</b>; rel=", "</b; rel=next", "</b>; rel=\"next", "b; rel=next"]
    {
        let script = Script::new(&[headed(&[("Link", link)], r#"{"data":[1]}"#)]);
        let (found, _) = all(things(&script, &BY_LINK)).await;
        assert_eq!(found[0], 1, "{link}");
    }
}

#[tokio::test]
async fn urls_are_resolved_against_that_of_the_request() {
    for (url, expected) in [
        ("?after=2", "/things?after=2"),
        ("next/2?a={b}", "/next/2?a={b}"),
        ("./x", "/x"),
        ("/a/./b/../c/..", "/a/"),
        ("https://API.acme.test:443/y", "https://API.acme.test:443/y"),
    ] {
        let text = format!(r#"{{"data":[1],"links":{{"next":"{url}"}}}}"#);
        let script = Script::new(&[
            body(Box::leak(text.into_boxed_str())),
            body(r#"{"data":[2],"links":{"next":null}}"#),
        ]);
        let call = client(&script).call(&LIST, decode::json).query("limit", &5);
        assert_eq!(fine(list(call, &BY_URL)).await, [1, 2]);
        let second = script.seen()[1].uri.clone();
        let expected = expected.replace('{', "%7B").replace('}', "%7D");
        let found = second.replace('{', "%7B").replace('}', "%7D");
        assert!(found.ends_with(&expected), "{url}: {second}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_url_is_fetched_whatever_led_to_it() {
    let script = Script::new(&[
        body(r#"{"data":[1],"links":{"next":"/found/2"}}"#),
        status(500),
        body(r#"{"data":[2]}"#),
    ]);
    let call = client(&script).call(&SEARCH, decode::json).json(&7).header("foo", "bar");
    assert_eq!(fine(list(call, &BY_URL)).await, [1, 2]);
    let seen = script.seen();
    assert_eq!((seen[0].method.as_str(), &*seen[0].body), ("POST", &b"7"[..]));
    // Fetching does no harm, so that it may be repeated.
    assert_eq!(seen.len(), 3);
    for seen in &seen[1..] {
        assert_eq!((seen.method.as_str(), seen.target()), ("GET", "/found/2"));
        assert!(seen.body.is_empty() && seen.header("content-type").is_none());
        assert_eq!(seen.header("foo"), Some("bar"));
    }
}

#[tokio::test]
async fn urls_that_lead_nowhere_are_errors() {
    for (url, expected) in [
        ("ftp://api.acme.test/x", "none of http or https"),
        ("javascript:alert(1)", "none of http or https"),
        ("https://user:pw@api.acme.test/x", "none of http or https"),
        ("https:///x", "none of http or https"),
        ("?", ""),
        ("", ""),
        ("/things", "requested before"),
    ] {
        let text = format!(r#"{{"data":[1],"links":{{"next":"{url}"}}}}"#);
        let script = Script::new(&[body(Box::leak(text.into_boxed_str()))]);
        let mut items = things(&script, &BY_URL);
        assert_eq!(items.next().await.expect("an item").expect("no error"), 1);
        match items.next().await {
            None => assert_eq!((expected, url), ("", ""), "{url}"),
            // `/things?` is another URL, once.
            Some(Ok(_)) => assert_eq!((expected, script.count()), ("", 2), "{url}"),
            Some(result) => {
                let text = result.expect_err(url).to_string();
                assert!(
                    !expected.is_empty() && text.contains(expected),
                    "{url}: {text}"
                );
                assert_eq!(script.count(), 1, "{url}");
            }
        }
    }
}

/// A client with a credential of each kind, and headers of its own.
fn secured(script: &Arc<Script>) -> Client {
    let builder = ["bearerAuth", "queryKey", "cookieKey"]
        .into_iter()
        .fold(Client::builder(), |builder, name| builder.credential(name, SECRET));
    let builder = builder.header("x-org", SECRET);
    builder.transport(Arc::clone(script)).build().expect("a client")
}

#[tokio::test]
async fn credentials_and_options_hold_across_pages() {
    let script = Script::new(&[
        headed(
            &[("Link", "</things?page=2&api%20key=old>; rel=next")],
            r#"{"data":[1]}"#,
        ),
        body(r#"{"data":[2]}"#),
    ]);
    let call = secured(&script).call(&SECURED, decode::json);
    let items = list(call, &BY_LINK).with(|call| call.header("x-trace", "7").retries(0));
    assert_eq!(fine(items).await, [1, 2]);
    for seen in script.seen() {
        assert_eq!(
            seen.header("authorization"),
            Some(format!("Bearer {SECRET}").as_str())
        );
        assert_eq!(seen.header("cookie"), Some(format!("session={SECRET}").as_str()));
        assert_eq!(
            (seen.header("x-trace"), seen.header("x-org")),
            (Some("7"), Some(SECRET))
        );
        assert_eq!(seen.uri.matches("api%20key=").count(), 1, "{}", seen.uri);
        assert!(seen.uri.ends_with(&format!("api%20key={SECRET}")), "{}", seen.uri);
    }
}

#[tokio::test]
async fn another_origin_gets_no_credential_and_no_header_of_the_caller() {
    for url in [
        "https://cdn.acme.test/p2",
        "http://api.acme.test/p2",
        "https://api.acme.test:444/p2",
        "//evil.test/p2",
    ] {
        let link = format!("<{url}>; rel=next");
        let script = Script::new(&[
            headed(&[("Link", &link)], r#"{"data":[1]}"#),
            headed(&[("Link", "<p3>; rel=next")], r#"{"data":[2]}"#),
            headed(
                &[("Link", "<https://api.acme.test/p4>; rel=next")],
                r#"{"data":[3]}"#,
            ),
            body(r#"{"data":[4]}"#),
        ]);
        let call = secured(&script).call(&SECURED, decode::json);
        let call = call.header("x-mine", SECRET).cookie_param("c", &SECRET);
        assert_eq!(fine(list(call, &BY_LINK)).await, [1, 2, 3, 4]);
        let seen = script.seen();
        for foreign in &seen[1..3] {
            let names: Vec<_> =
                foreign.headers.keys().map(http::HeaderName::as_str).collect();
            assert_eq!(foreign.headers.len(), 2, "{url}: {names:?}");
            let shown = format!("{} {:?}", foreign.uri, foreign.headers);
            assert!(!shown.contains(SECRET), "{url}: {shown}");
            assert_eq!(foreign.header("accept"), Some("application/json"));
        }
        assert!(seen[3].header("authorization").is_some(), "back at home");
    }
}
