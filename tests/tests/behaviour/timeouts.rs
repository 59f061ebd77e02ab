//! Answers that come too late.

use std::time::{Duration, Instant};

use kernel_api::ErrorKind;
use kernel_tests::{Answer, Server};

use crate::support::{Failed, Outcome, builder, play};

/// Longer than any test may take.
const NEVER: Duration = Duration::from_secs(600);
/// What the tests allow a call.
const SHORT: Duration = Duration::from_millis(150);
/// Until when a call with [`SHORT`] must be over, on a busy machine.
const SOON: Duration = Duration::from_secs(2);

#[tokio::test]
async fn a_slow_answer_ends_the_call_on_time_and_is_not_repeated() -> Outcome {
    for answer in [Answer::created().delay_head(NEVER), Answer::created().delay_body(NEVER)] {
        let (server, client) = play([answer, Answer::created()])?;
        let begun = Instant::now();
        let error = client.browsers().create(None).timeout(SHORT).await.failed()?;
        assert!((SHORT..SOON).contains(&begun.elapsed()), "{:?}", begun.elapsed());
        assert_eq!(error.kind(), ErrorKind::Timeout);
        assert!(error.is_timeout() && error.may_have_been_handled());
        assert_eq!(server.hits(), 1);
    }
    Ok(())
}

#[tokio::test]
async fn a_slow_attempt_is_not_repeated_without_an_idempotency_key() -> Outcome {
    let (server, client) = play([Answer::created().delay_head(NEVER), Answer::created()])?;
    let error = client.browsers().create(None).attempt_timeout(SHORT).await.failed()?;
    assert!(error.is_timeout());
    assert_eq!(error.attempts(), 1);
    assert_eq!(server.hits(), 1);
    Ok(())
}

#[tokio::test]
async fn a_slow_attempt_is_repeated_with_an_idempotency_key() -> Outcome {
    let (server, client) = play([Answer::created().delay_head(NEVER), Answer::created()])?;
    let response = client
        .browsers()
        .create(None)
        .attempt_timeout(SHORT)
        .idempotency_key("k")
        .send()
        .await?;
    assert_eq!(response.retries(), 1);
    assert_eq!(server.hits(), 2);
    Ok(())
}

#[tokio::test]
async fn the_time_of_a_call_covers_its_repetitions() -> Outcome {
    let (server, client) = play([Answer::capacity_exhausted().retry_after_seconds(30), Answer::created()])?;
    let begun = Instant::now();
    let error = client
        .browsers()
        .create(None)
        .timeout(Duration::from_secs(1))
        .await
        .failed()?;
    assert!(begun.elapsed() < SOON, "a wait that would pass the limit is not begun");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(529));
    assert_eq!(server.hits(), 1);
    Ok(())
}

#[tokio::test]
async fn the_time_of_a_client_holds_for_calls_that_set_none() -> Outcome {
    let server = Server::start([Answer::created().delay_head(NEVER)])?;
    let client = builder(&server.url()).timeout(SHORT).build()?;
    assert!(client.browsers().create(None).await.failed()?.is_timeout());
    assert_eq!(server.hits(), 1);
    Ok(())
}

#[tokio::test]
async fn a_pause_within_the_time_does_no_harm() -> Outcome {
    let (server, client) = play([Answer::created().delay_head(SHORT).delay_body(SHORT)])?;
    client.browsers().create(None).timeout(Duration::from_secs(10)).await?;
    assert_eq!(server.hits(), 1);
    Ok(())
}
