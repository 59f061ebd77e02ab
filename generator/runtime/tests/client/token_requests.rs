//! Which scopes a token is asked for with, and when it is asked for again.

use crate::support::SECRET;
use crate::tokens::{GET, PLAN, Plan, SAVE, Service};
use kiln_runtime::oauth::OAuth;
use std::sync::atomic::Ordering;

#[tokio::test]
async fn the_scopes_of_the_document_are_asked_for_and_tokens_kept_by_them() {
    let service = Service::start(PLAN).await;
    let client = service.client();
    for scopes in ["read write", "admin", "read write"] {
        client
            .empty(&GET)
            .scoped("oauth", scopes)
            .scoped("other", "x")
            .await
            .expect("200");
    }
    client.empty(&GET).await.expect("200");
    let asked = service.seen("/token");
    let forms: Vec<_> = asked
        .iter()
        .filter_map(|request| request.split("client_credentials").nth(1))
        .collect();
    assert_eq!(forms, ["&scope=read+write", "&scope=admin", ""]);

    // What the program says counts; one that is renewed keeps its scopes.
    let own = OAuth::client_credentials("id", SECRET).scope("own");
    let refreshed = OAuth::refresh_token("id", None, SECRET);
    for (oauth, path, end) in [
        (own, "/token", "client_credentials&scope=own"),
        (refreshed, "/refresh", "&client_id=id"),
    ] {
        let service = Service::start(PLAN).await;
        let builder = service.builder().credential_provider("oauth", oauth);
        let client = builder.build().expect("a client");
        for scopes in ["read", "write"] {
            client.empty(&GET).scoped("oauth", scopes).await.expect("200");
        }
        let asked = service.seen(path);
        assert_eq!(asked.len(), 1);
        assert!(asked[0].ends_with(end), "{}", asked[0]);
    }
}

/// The requests for a token until one is got, and whether it is.
async fn asked(oauth: OAuth, failures: usize, failure: &'static str) -> (usize, bool) {
    let service = Service::start(Plan { failures, failure, ..PLAN }).await;
    let builder = service.builder().credential_provider("oauth", oauth);
    let client = builder.retries(2).build().expect("a client");
    let result = client.empty(&SAVE).await;
    let tokens = service.tokens.load(Ordering::SeqCst);
    assert_eq!(service.seen("/api/things").len(), usize::from(result.is_ok()));
    (tokens, result.is_ok())
}

#[tokio::test]
async fn a_token_that_cannot_be_had_at_once_is_asked_for_again() {
    const BUSY: &str = "503 Busy\r\nretry-after: 0";
    const BROKEN: &str = "500 Broken\r\nretry-after: 0";
    let own = || OAuth::client_credentials("id", SECRET);
    let refreshed = || OAuth::refresh_token("id", None, SECRET);
    assert_eq!(asked(own(), 2, BUSY).await, (3, true));
    assert_eq!(asked(own(), 3, BUSY).await, (3, false));
    assert_eq!(asked(own(), 1, BROKEN).await, (2, true));
    assert_eq!(asked(own(), 1, "").await, (2, true));
    assert_eq!(asked(own(), 1, "400 No\r\nretry-after: 0").await, (1, false));
    assert_eq!(asked(own(), 1, "503 Busy\r\nretry-after: 3600").await, (1, false));
    // A refresh token may be good for one use.
    assert_eq!(asked(refreshed(), 1, BUSY).await, (2, true));
    assert_eq!(asked(refreshed(), 1, BROKEN).await, (1, false));
    assert_eq!(asked(refreshed(), 1, "").await, (1, false));
}
