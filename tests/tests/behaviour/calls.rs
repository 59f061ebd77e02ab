//! Calls that succeed, and what the server sees of them.

use kernel_api::types::{BrowserExtension, BrowserProfile, BrowserRequest, BrowserViewport};
use kernel_api::{Client, ErrorKind};
use kernel_tests::{Answer, Server};
use serde_json::json;

use crate::support::{Failed, Outcome, TOKEN, builder, chain, play};

#[tokio::test]
async fn a_session_is_created_from_a_full_request() -> Outcome {
    let (server, client) = play([Answer::created()])?;
    let request = BrowserRequest {
        stealth: Some(true),
        headless: Some(false),
        timeout_seconds: Some(60),
        profile: Some(BrowserProfile {
            save_changes: Some(true),
            ..BrowserProfile::by_name("shopping")
        }),
        extensions: Some(vec![
            BrowserExtension::by_id("e"),
            BrowserExtension::by_name("ad-blocker"),
        ]),
        viewport: Some(BrowserViewport {
            width: 1280,
            height: 800,
            refresh_rate: Some(60),
        }),
        start_url: Some("https://example.com/ü?a=\"b\"".to_owned()),
        ..Default::default()
    };
    let browser = client.browsers().create(request).await?;
    assert_eq!(browser.session_id, "htzv5orfit78e1m2biiifpbv");
    assert_eq!(browser.created_at.as_str(), "2026-11-24T10:15:30.000Z");
    assert_eq!(browser.viewport.map(|viewport| viewport.width), Some(1280));
    let expected = json!({
        "stealth": true,
        "headless": false,
        "timeout_seconds": 60,
        "profile": { "name": "shopping", "save_changes": true },
        "extensions": [{ "id": "e" }, { "name": "ad-blocker" }],
        "viewport": { "width": 1280, "height": 800, "refresh_rate": 60 },
        "start_url": "https://example.com/ü?a=\"b\""
    });
    assert_eq!(server.requests()[0].json()?, expected);
    assert_eq!(server.hits(), 1);
    Ok(())
}

#[tokio::test]
async fn a_session_of_required_members_only_is_enough() -> Outcome {
    let (server, client) = play([Answer::created_minimal()])?;
    let browser = client.browsers().create(None).await?;
    assert!(browser.headless);
    assert_eq!(browser.base_url, None);
    assert_eq!(browser.profile, None);
    assert_eq!(server.hits(), 1);
    Ok(())
}

#[tokio::test]
async fn without_a_body_none_is_sent() -> Outcome {
    let (server, client) = play([Answer::created()])?;
    client.browsers().create(None).await?;
    let [request] = &server.requests()[..] else {
        return Err("exactly one request".into());
    };
    assert!(request.body.is_empty());
    assert_eq!(request.header("content-type"), None);
    assert_eq!(request.header("transfer-encoding"), None);
    assert_eq!(request.query, None);
    Ok(())
}

#[tokio::test]
async fn an_empty_request_sends_no_defaults() -> Outcome {
    let (server, client) = play([Answer::created()])?;
    client.browsers().create(BrowserRequest::default()).await?;
    let [request] = &server.requests()[..] else {
        return Err("exactly one request".into());
    };
    assert_eq!(request.body, b"{}");
    assert_eq!(request.header("content-type"), Some("application/json"));
    Ok(())
}

#[tokio::test]
async fn a_call_carries_token_accept_and_user_agent() -> Outcome {
    let (server, client) = play([Answer::created()])?;
    client.browsers().create(None).await?;
    let [request] = &server.requests()[..] else {
        return Err("exactly one request".into());
    };
    assert_eq!(request.header("authorization"), Some(&*format!("Bearer {TOKEN}")));
    assert_eq!(request.header("accept"), Some("application/json"));
    let agent = request.header("user-agent").ok_or("there is a user agent")?;
    assert!(agent.starts_with("kernel-api/"), "{agent}");
    Ok(())
}

#[tokio::test]
async fn headers_and_query_of_one_call_reach_the_server_and_no_other_call() -> Outcome {
    let server = Server::start([Answer::created()])?;
    let client = builder(&server.url())
        .header("x-team", "default")
        .header("x-kept", "yes")
        .build()?;
    let browsers = client.browsers();
    browsers
        .create(None)
        .header("x-team", "mine")
        .query_pair("trace", "a b&c")
        .query_pair("trace", "2")
        .await?;
    browsers.create(None).await?;
    let [first, second] = &server.requests()[..] else {
        return Err("exactly two requests".into());
    };
    assert_eq!(
        (first.header("x-team"), first.header("x-kept")),
        (Some("mine"), Some("yes"))
    );
    assert_eq!(
        (second.header("x-team"), second.header("x-kept")),
        (Some("default"), Some("yes"))
    );
    let query = first.query.as_deref().ok_or("there is a query")?;
    assert!(
        ["trace=a%20b%26c&trace=2", "trace=a+b%26c&trace=2"].contains(&query),
        "{query}"
    );
    assert_eq!(second.query, None);
    Ok(())
}

#[tokio::test]
async fn send_brings_status_and_headers_with_the_body() -> Outcome {
    let (server, client) = play([Answer::created().header("x-request-id", "req_1").header("x-cost", "42")])?;
    let response = client.browsers().create(None).send().await?;
    assert_eq!(response.status().as_u16(), 200);
    assert_eq!(response.headers()["x-request-id"], "req_1");
    assert_eq!(response.header::<u32>("x-cost"), Some(42));
    assert_eq!(response.retries(), 0);
    assert_eq!(response.into_body().session_id, "htzv5orfit78e1m2biiifpbv");
    assert_eq!(server.hits(), 1);
    Ok(())
}

#[tokio::test]
async fn connections_are_reused() -> Outcome {
    let (server, client) = play([Answer::created()])?;
    for _ in 0..3 {
        client.clone().browsers().create(None).await?;
    }
    assert_eq!((server.hits(), server.connections()), (3, 1));
    Ok(())
}

#[tokio::test]
async fn a_call_that_is_not_awaited_sends_nothing() -> Outcome {
    let (server, client) = play([])?;
    drop(client.browsers().create(None));
    drop(client.browsers().create(None).send());
    assert_eq!((server.hits(), server.connections()), (0, 0));
    Ok(())
}

#[tokio::test]
async fn a_missing_credential_is_an_error_before_anything_is_sent() -> Outcome {
    let server = Server::start([])?;
    let client = Client::builder().base_url(server.url()).build()?;
    let error = client.browsers().create(None).await.failed()?;
    assert_eq!(error.kind(), ErrorKind::Credential);
    assert!(chain(&error).contains("bearerAuth"), "{}", chain(&error));
    assert!(!error.may_have_been_handled());
    assert_eq!((server.hits(), server.connections()), (0, 0));
    Ok(())
}

#[tokio::test]
async fn an_invalid_header_is_an_error_of_the_call_before_anything_is_sent() -> Outcome {
    let (server, client) = play([])?;
    let error = client
        .browsers()
        .create(None)
        .header("x-bad", "line\nbreak")
        .await
        .failed()?;
    assert_eq!(error.kind(), ErrorKind::Request);
    assert_eq!(server.connections(), 0);
    Ok(())
}

#[tokio::test]
async fn sending_does_not_validate_because_the_server_decides() -> Outcome {
    let (server, client) = play([Answer::created()])?;
    let request = BrowserRequest {
        timeout_seconds: Some(9),
        ..Default::default()
    };
    assert!(request.validate().is_err());
    let error = client.browsers().create(request).await.failed()?;
    let body = error.body::<kernel_api::types::Error>().ok_or("400 is documented")?;
    assert_eq!(body.code, "contract_violation");
    let found = server.take_violations();
    assert_eq!(found.len(), 1);
    assert!(found[0].message.contains("/timeout_seconds"), "{}", found[0]);
    assert_eq!(server.hits(), 1);
    Ok(())
}

#[tokio::test]
async fn debug_of_client_and_call_shows_no_token() -> Outcome {
    let (server, client) = play([])?;
    let texts = [
        format!("{client:?}"),
        format!("{:?}", client.browsers()),
        format!("{:?}", client.browsers().create(None)),
    ];
    for text in texts {
        assert!(!text.contains(TOKEN), "{text}");
    }
    assert_eq!(server.hits(), 0);
    Ok(())
}
