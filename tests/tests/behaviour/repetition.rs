//! Which calls are repeated, how often, and when. Creating a session is a POST without an idempotency key: a repetition
//! after it may have been handled could mean two paid browsers.

use std::time::{Duration, Instant, SystemTime};

use kernel_api::ErrorKind;
use kernel_api::responses::TooManyRequests;
use kernel_tests::{Answer, Cut, Server};

use crate::support::{Failed, Outcome, builder, play};

/// An answer that lets the client come back at once.
fn soon(answer: Answer) -> Answer {
    answer.retry_after_ms(10)
}

#[tokio::test]
async fn answers_that_say_that_nothing_was_done_are_repeated() -> Outcome {
    for answer in [
        Answer::too_many_requests(),
        Answer::unavailable(),
        Answer::capacity_exhausted(),
    ] {
        let (server, client) = play([soon(answer.clone()), soon(answer), Answer::created()])?;
        let response = client.browsers().create(None).send().await?;
        assert_eq!(response.retries(), 2);
        assert_eq!(server.hits(), 3);
    }
    Ok(())
}

#[tokio::test]
async fn two_repetitions_are_the_default_and_the_last_error_is_returned() -> Outcome {
    let (server, client) = play([soon(Answer::too_many_requests()), soon(Answer::capacity_exhausted())])?;
    let error = client.browsers().create(None).await.failed()?;
    assert_eq!(error.status().map(|status| status.as_u16()), Some(529));
    assert_eq!(error.attempts(), 3);
    assert_eq!(server.hits(), 3);
    Ok(())
}

#[tokio::test]
async fn the_number_of_repetitions_is_a_choice_of_the_client_and_of_the_call() -> Outcome {
    let server = Server::start([soon(Answer::capacity_exhausted())])?;
    let client = builder(&server.url()).retries(1).build()?;
    client.browsers().create(None).await.failed()?;
    assert_eq!(server.hits(), 2);
    client.browsers().create(None).retries(0).await.failed()?;
    assert_eq!(server.hits(), 3);
    client.browsers().create(None).retries(4).await.failed()?;
    assert_eq!(server.hits(), 8);
    Ok(())
}

#[tokio::test]
async fn a_repetition_sends_the_same_request_again() -> Outcome {
    let (server, client) = play([soon(Answer::capacity_exhausted()), Answer::created()])?;
    let request = kernel_api::types::BrowserRequest {
        gpu: Some(true),
        ..Default::default()
    };
    client
        .browsers()
        .create(request)
        .query_pair("a", "b")
        .header("x-trace", "1")
        .await?;
    let [first, second] = &server.requests()[..] else {
        return Err("exactly two requests".into());
    };
    assert_eq!((&first.body, &first.query), (&second.body, &second.query));
    assert_eq!(first.header("x-trace"), second.header("x-trace"));
    assert_eq!(first.header("authorization"), second.header("authorization"));
    Ok(())
}

#[tokio::test]
async fn an_error_of_the_caller_is_not_repeated() -> Outcome {
    for answer in [Answer::bad_request(), Answer::unauthorized(), Answer::forbidden()] {
        let (server, client) = play([soon(answer), Answer::created()])?;
        client.browsers().create(None).idempotency_key("k").await.failed()?;
        assert_eq!(server.hits(), 1);
    }
    Ok(())
}

#[tokio::test]
async fn an_internal_error_is_repeated_only_with_an_idempotency_key() -> Outcome {
    let (server, client) = play([soon(Answer::internal_error()), Answer::created()])?;
    client.browsers().create(None).await.failed()?;
    assert_eq!(server.hits(), 1);

    let (server, client) = play([soon(Answer::internal_error()), Answer::created()])?;
    client.browsers().create(None).idempotency_key("key-1").await?;
    let keys: Vec<_> = server
        .requests()
        .iter()
        .map(|r| r.header("idempotency-key").map(str::to_owned))
        .collect();
    assert_eq!(keys, [Some("key-1".to_owned()), Some("key-1".to_owned())]);
    Ok(())
}

#[tokio::test]
async fn a_cut_connection_is_not_repeated_because_the_server_may_have_acted() -> Outcome {
    for cut in [Cut::BeforeReading, Cut::AfterReading, Cut::HalfBody] {
        let (server, client) = play([Answer::created().cut(cut), Answer::created()])?;
        let error = client.browsers().create(None).await.failed()?;
        assert_eq!(error.kind(), ErrorKind::Transport, "{cut:?}");
        assert_eq!(server.hits(), 1, "{cut:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_cut_connection_is_repeated_with_an_idempotency_key_or_when_the_caller_says_so() -> Outcome {
    for cut in [Cut::BeforeReading, Cut::AfterReading, Cut::HalfBody] {
        let (server, client) = play([Answer::created().cut(cut), Answer::created()])?;
        client.browsers().create(None).idempotency_key("k").await?;
        assert_eq!(server.hits(), 2, "{cut:?}");
    }
    let (server, client) = play([Answer::created().cut(Cut::AfterReading), Answer::created()])?;
    client.browsers().create(None).repeatable().await?;
    assert_eq!(server.hits(), 2);
    Ok(())
}

#[tokio::test]
async fn a_connection_that_never_opened_is_repeated() -> Outcome {
    let reserved = Server::reserve()?;
    let client = builder(&reserved.url()).build()?;
    let call = tokio::spawn(async move { client.browsers().create(None).send().await });
    // The first repetition comes after at least 375 ms; until then the port refuses.
    tokio::time::sleep(Duration::from_millis(150)).await;
    let server = reserved.open([Answer::created()])?;
    let response = call.await??;
    assert_eq!(response.retries(), 1);
    assert_eq!(server.hits(), 1);
    Ok(())
}

#[tokio::test]
async fn a_server_that_is_down_is_a_connect_error() -> Outcome {
    let reserved = Server::reserve()?;
    let client = builder(&reserved.url()).retries(1).build()?;
    let error = client.browsers().create(None).await.failed()?;
    assert!(error.is_connect() && error.is_retryable());
    assert!(!error.may_have_been_handled());
    assert_eq!(error.attempts(), 2);
    Ok(())
}

#[tokio::test]
async fn retry_after_in_seconds_is_typed_on_its_response_and_waited_for() -> Outcome {
    let answer = Answer::too_many_requests().retry_after_seconds(1);
    let (server, client) = play([answer, Answer::created()])?;
    let error = client.browsers().create(None).retries(0).await.failed()?;
    assert_eq!(error.response::<TooManyRequests>().ok_or("429")?.retry_after, Some(1));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(1)));
    assert_eq!(server.hits(), 1);

    let answer = Answer::too_many_requests().retry_after_seconds(1);
    let (server, client) = play([answer, Answer::created()])?;
    client.browsers().create(None).await?;
    let [first, second] = &server.requests()[..] else {
        return Err("exactly two requests".into());
    };
    let waited = second.at - first.at;
    assert!(
        (Duration::from_secs(1)..Duration::from_millis(2500)).contains(&waited),
        "{waited:?}"
    );
    Ok(())
}

#[tokio::test]
async fn retry_after_as_a_date_is_understood_but_is_not_the_documented_integer() -> Outcome {
    let answer = Answer::too_many_requests().retry_after_date(SystemTime::now() + Duration::from_secs(30));
    let (server, client) = play([answer])?;
    let error = client.browsers().create(None).retries(0).await.failed()?;
    assert_eq!(error.response::<TooManyRequests>().ok_or("429")?.retry_after, None);
    let wait = error.retry_after().ok_or("the date is understood")?;
    assert!(
        (Duration::from_secs(25)..=Duration::from_secs(30)).contains(&wait),
        "{wait:?}"
    );
    assert_eq!(server.hits(), 1);

    let past = Answer::too_many_requests().retry_after_date(SystemTime::UNIX_EPOCH);
    let (server, client) = play([past, Answer::created()])?;
    client.browsers().create(None).await?;
    let [first, second] = &server.requests()[..] else {
        return Err("exactly two requests".into());
    };
    assert!(
        second.at - first.at < Duration::from_millis(300),
        "a date in the past means now"
    );
    Ok(())
}

#[tokio::test]
async fn retry_after_in_fractions_and_in_milliseconds_is_understood() -> Outcome {
    let limited = Answer::too_many_requests();
    for (answer, expected) in [
        (limited.clone().retry_after_fraction(0.05), 50),
        (limited.clone().retry_after_ms(20), 20),
        (limited.retry_after_seconds(30).retry_after_ms(20), 20),
    ] {
        let (server, client) = play([answer.clone(), answer, Answer::created()])?;
        let error = client.browsers().create(None).retries(0).await.failed()?;
        assert_eq!(error.retry_after(), Some(Duration::from_millis(expected)));
        client.browsers().create(None).await?;
        let [_, second, third] = &server.requests()[..] else {
            return Err("exactly three requests".into());
        };
        let waited = third.at - second.at;
        assert!(
            waited >= Duration::from_millis(expected) && waited < Duration::from_millis(350),
            "{waited:?}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_wait_of_more_than_a_minute_is_left_to_the_caller() -> Outcome {
    let (server, client) = play([Answer::too_many_requests().retry_after_seconds(61), Answer::created()])?;
    let begun = Instant::now();
    let error = client.browsers().create(None).await.failed()?;
    assert!(begun.elapsed() < Duration::from_secs(2));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(61)));
    assert_eq!(server.hits(), 1);
    Ok(())
}

#[tokio::test]
async fn the_server_has_the_last_word_on_repeating() -> Outcome {
    let no = soon(Answer::capacity_exhausted()).header("x-should-retry", "false");
    let (server, client) = play([no, Answer::created()])?;
    client.browsers().create(None).await.failed()?;
    assert_eq!(server.hits(), 1);

    let yes = soon(Answer::internal_error()).header("x-should-retry", "true");
    let (server, client) = play([yes, Answer::created()])?;
    client.browsers().create(None).await?;
    assert_eq!(server.hits(), 2);
    Ok(())
}
