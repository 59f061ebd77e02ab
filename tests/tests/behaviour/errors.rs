//! Answers that are errors, and answers that are not what they should be.

use kernel_api::{Error, ErrorKind, responses, types};
use kernel_tests::{Answer, Cut, Server};

use crate::support::{Failed, Outcome, TOKEN, builder, chain, play};

/// The error of a call without repetitions that gets this one answer; the server must have seen one request.
async fn error_of(answer: Answer) -> Result<Error, Box<dyn std::error::Error>> {
    let (server, client) = play([answer])?;
    let error = client.browsers().create(None).retries(0).await.failed()?;
    assert_eq!(server.hits(), 1);
    assert_eq!(error.attempts(), 1);
    Ok(error)
}

#[tokio::test]
async fn every_documented_status_has_its_own_type() -> Outcome {
    let error = error_of(Answer::bad_request()).await?;
    assert_eq!(
        error.response::<responses::BadRequest>().ok_or("400")?.body.code,
        "bad_request"
    );
    assert!(error.response::<responses::Unauthorized>().is_none(), "400 is not 401");
    let error = error_of(Answer::unauthorized()).await?;
    assert_eq!(
        error.response::<responses::Unauthorized>().ok_or("401")?.body.code,
        "unauthorized"
    );
    let error = error_of(Answer::forbidden()).await?;
    assert_eq!(
        error.response::<responses::Forbidden>().ok_or("403")?.body.code,
        "forbidden"
    );
    let error = error_of(Answer::too_many_requests()).await?;
    assert_eq!(
        error.response::<responses::TooManyRequests>().ok_or("429")?.body.code,
        "too_many_requests"
    );
    let error = error_of(Answer::internal_error()).await?;
    assert_eq!(
        error.response::<responses::InternalError>().ok_or("500")?.body.code,
        "internal_error"
    );
    let error = error_of(Answer::capacity_exhausted()).await?;
    assert_eq!(
        error.response::<responses::CapacityExhausted>().ok_or("529")?.body.code,
        "capacity_exhausted"
    );
    assert_eq!(error.status().map(|status| status.as_u16()), Some(529));
    Ok(())
}

#[tokio::test]
async fn the_common_body_of_all_errors_is_one_call_away() -> Outcome {
    let error = error_of(Answer::forbidden().header("x-request-id", "req_7")).await?;
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(error.request_id(), Some("req_7"));
    let body = error.body::<types::Error>().ok_or("403 is documented")?;
    assert_eq!(body.message, "scripted by the test");
    let details = body.details.as_deref().ok_or("there are details")?;
    let messages: Vec<_> = details.iter().map(|detail| detail.message.as_deref()).collect();
    assert_eq!(messages, [Some("one"), Some("two")]);
    assert_eq!(details[1].code, None);
    assert_eq!(
        body.inner_error.as_ref().and_then(|inner| inner.code.as_deref()),
        Some("inner")
    );
    Ok(())
}

#[tokio::test]
async fn which_errors_are_worth_another_try_is_known() -> Outcome {
    let cases = [
        (Answer::bad_request(), false),
        (Answer::unauthorized(), false),
        (Answer::forbidden(), false),
        (Answer::too_many_requests(), true),
        (Answer::internal_error(), true),
        (Answer::unavailable(), true),
        (Answer::capacity_exhausted(), true),
    ];
    for (answer, retryable) in cases {
        let error = error_of(answer).await?;
        assert_eq!(error.is_retryable(), retryable, "{error}");
    }
    Ok(())
}

#[tokio::test]
async fn an_undocumented_status_keeps_its_raw_body() -> Outcome {
    let error = error_of(Answer::unavailable()).await?;
    assert_eq!(error.status().map(|status| status.as_u16()), Some(503));
    assert!(error.body::<types::Error>().is_none());
    let raw = error.raw_body().ok_or("the body is kept")?;
    assert_eq!(serde_json::from_slice::<serde_json::Value>(raw)?["code"], "unavailable");
    Ok(())
}

#[tokio::test]
async fn malformed_json_is_a_decode_error_with_the_path_and_is_not_repeated() -> Outcome {
    let (server, client) = play([Answer::malformed_json(), Answer::created()])?;
    let error = client.browsers().create(None).await.failed()?;
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
    assert!(error.may_have_been_handled(), "the session may exist");
    let text = chain(&error);
    assert!(text.contains("/viewport/width"), "{text}");
    assert!(!text.contains("secret-"), "no token in an excerpt: {text}");
    assert_eq!(server.hits(), 1);
    Ok(())
}

#[tokio::test]
async fn a_missing_member_of_a_success_is_named() -> Outcome {
    let error = error_of(Answer::missing_required()).await?;
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(chain(&error).contains("`session_id`"), "{}", chain(&error));
    Ok(())
}

#[tokio::test]
async fn a_value_of_the_wrong_type_is_found_by_its_path() -> Outcome {
    let error = error_of(Answer::wrong_type()).await?;
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(chain(&error).contains("/viewport/width"), "{}", chain(&error));
    Ok(())
}

#[tokio::test]
async fn a_page_for_people_is_an_error_that_names_the_content_type() -> Outcome {
    let error = error_of(Answer::html()).await?;
    assert_eq!(error.kind(), ErrorKind::ContentType);
    assert!(chain(&error).contains("text/html"), "{}", chain(&error));
    assert!(
        error
            .raw_body()
            .is_some_and(|body| body.starts_with(b"<!doctype html>"))
    );
    Ok(())
}

#[tokio::test]
async fn a_cut_connection_is_a_transport_error_at_every_point() -> Outcome {
    for cut in [Cut::BeforeReading, Cut::AfterReading, Cut::HalfBody] {
        let error = error_of(Answer::created().cut(cut)).await?;
        assert_eq!(error.kind(), ErrorKind::Transport, "{cut:?}: {}", chain(&error));
        assert!(error.may_have_been_handled(), "{cut:?}");
        assert!(!error.is_timeout() && !error.is_connect(), "{cut:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_documented_error_counts_even_if_its_body_breaks_off() -> Outcome {
    let error = error_of(Answer::forbidden().cut(Cut::HalfBody)).await?;
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(error.status().map(|status| status.as_u16()), Some(403));
    assert!(error.raw_body().is_some_and(|body| body.starts_with(b"{")));
    Ok(())
}

#[tokio::test]
async fn a_body_beyond_the_cap_is_refused_with_and_without_a_length() -> Outcome {
    for answer in [Answer::huge(200_000), Answer::huge(200_000).chunked()] {
        let server = Server::start([answer])?;
        let client = builder(&server.url()).max_body_size(100_000).build()?;
        let error = client.browsers().create(None).await.failed()?;
        assert_eq!(error.kind(), ErrorKind::BodyTooLarge);
        assert!(chain(&error).contains("100000"), "{}", chain(&error));
        assert_eq!(server.hits(), 1);
    }
    Ok(())
}

#[tokio::test]
async fn a_body_within_the_cap_is_read_whole() -> Outcome {
    let server = Server::start([Answer::huge(200_000), Answer::huge(200_000).chunked()])?;
    let client = builder(&server.url()).max_body_size(300_000).build()?;
    for _ in 0..2 {
        let browser = client.browsers().create(None).await?;
        assert!(browser.start_url.is_some_and(|url| url.len() > 200_000));
    }
    assert_eq!(server.hits(), 2);
    Ok(())
}

#[tokio::test]
async fn no_text_of_an_error_shows_the_token() -> Outcome {
    for answer in [
        Answer::unauthorized(),
        Answer::malformed_json(),
        Answer::created().cut(Cut::AfterReading),
    ] {
        let error = error_of(answer).await?;
        for text in [format!("{error:?}"), chain(&error)] {
            assert!(!text.contains(TOKEN), "{text}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn an_error_says_which_operation_failed_and_does_not_repeat_its_cause() -> Outcome {
    let error = error_of(Answer::wrong_type()).await?;
    let text = error.to_string();
    assert_eq!(error.operation_id(), Some("postBrowsers"));
    assert!(text.contains("postBrowsers"), "{text}");
    let cause = std::error::Error::source(&error)
        .ok_or("a decode error has a cause")?
        .to_string();
    assert!(!text.contains(&cause), "{text}");
    Ok(())
}
