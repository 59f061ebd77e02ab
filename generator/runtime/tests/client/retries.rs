//! Which failed attempts are repeated, and when.

use crate::support::{
    Client, DELETE, GET, HEAD, PATCH, POST, PUT, Script, Step, answer, client, status,
};
use kiln_runtime::http::{Call, ErrorKind, Operation, decode};
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use tokio::time::Instant;

const IDEMPOTENT: &[&Operation] = &[&GET, &HEAD, &PUT, &DELETE];
const UNSAFE: &[&Operation] = &[&POST, &PATCH];

/// How often a call is attempted that always meets the same.
async fn attempts(
    step: &Step,
    operation: &'static Operation,
    option: impl FnOnce(Call<()>) -> Call<()>,
) -> usize {
    let script = Script::new(std::slice::from_ref(step));
    let error =
        option(client(&script).empty(operation)).await.expect_err("always an error");
    assert_eq!(error.attempts() as usize, script.count());
    script.count()
}

fn as_is(call: Call<()>) -> Call<()> {
    call
}

fn keyed(call: Call<()>) -> Call<()> {
    call.idempotency_key("k1")
}

fn is_transient(status: u16) -> bool {
    [408, 409, 429].contains(&status) || status >= 500
}

#[tokio::test(start_paused = true)]
async fn an_idempotent_call_is_repeated_twice_after_a_transient_status_and_no_other() {
    for code in 300..=599 {
        for operation in IDEMPOTENT {
            let expected = if is_transient(code) { 3 } else { 1 };
            assert_eq!(
                attempts(&status(code), operation, as_is).await,
                expected,
                "{code}"
            );
        }
    }
}

#[tokio::test(start_paused = true)]
async fn an_unsafe_call_is_repeated_only_when_the_server_said_that_it_did_nothing() {
    for code in 300..=599 {
        for operation in UNSAFE {
            let expected = if [429, 503, 529].contains(&code) { 3 } else { 1 };
            assert_eq!(
                attempts(&status(code), operation, as_is).await,
                expected,
                "{code}"
            );
        }
    }
}

#[tokio::test(start_paused = true)]
async fn an_unsafe_call_is_repeated_like_any_other_with_a_key_or_when_the_caller_says_so()
 {
    for code in 400..=599 {
        for operation in UNSAFE {
            let expected = if is_transient(code) { 3 } else { 1 };
            let step = status(code);
            assert_eq!(attempts(&step, operation, keyed).await, expected, "{code}");
            assert_eq!(
                attempts(&step, operation, Call::repeatable).await,
                expected,
                "{code}"
            );
        }
    }
    let by_hand = |call: Call<()>| call.header("idempotency-key", "k1");
    assert_eq!(attempts(&status(500), &POST, by_hand).await, 3);
    let empty = |call: Call<()>| call.header("idempotency-key", "");
    assert_eq!(attempts(&status(500), &POST, empty).await, 1);
}

#[tokio::test(start_paused = true)]
async fn a_key_that_all_calls_share_makes_none_of_them_repeatable() {
    let script = Script::new(&[status(500)]);
    let builder = Client::builder().header("Idempotency-Key", "k1");
    let client = builder.transport(Arc::clone(&script)).build().expect("a client");
    client.empty(&POST).await.expect_err("500");
    assert_eq!(script.only().header("idempotency-key"), Some("k1"));
}

#[tokio::test(start_paused = true)]
async fn the_servers_word_on_repeating_wins_over_its_status_and_over_the_method() {
    for operation in IDEMPOTENT.iter().chain(UNSAFE) {
        for code in [400, 404, 409, 422, 429, 500, 503, 529] {
            let yes = answer(code, &[("x-should-retry", "true")], "");
            let no = answer(code, &[("x-should-retry", "false")], "");
            assert_eq!(attempts(&yes, operation, as_is).await, 3, "{code}");
            assert_eq!(attempts(&no, operation, keyed).await, 1, "{code}");
        }
    }
    for (word, expected) in [("True", 3), (" TRUE ", 3), ("False", 1), ("1", 3)] {
        let step = answer(503, &[("x-should-retry", word)], "");
        assert_eq!(attempts(&step, &GET, as_is).await, expected, "{word}");
    }
    let shouted = answer(400, &[("x-should-retry", "True")], "");
    assert_eq!(attempts(&shouted, &GET, as_is).await, 3);
    let unclear = answer(400, &[("x-should-retry", "perhaps")], "");
    assert_eq!(attempts(&unclear, &GET, as_is).await, 1);
}

#[tokio::test(start_paused = true)]
async fn every_call_is_repeated_when_no_connection_was_opened() {
    for operation in IDEMPOTENT.iter().chain(UNSAFE) {
        assert_eq!(attempts(&Step::Unconnected, operation, as_is).await, 3);
        assert_eq!(attempts(&Step::ConnectTimeout, operation, as_is).await, 3);
    }
}

#[tokio::test(start_paused = true)]
async fn a_broken_connection_and_an_overdue_attempt_are_repeated_only_if_harmless() {
    let short = |call: Call<()>| call.attempt_timeout(Duration::from_secs(1));
    for operation in IDEMPOTENT {
        assert_eq!(attempts(&Step::Break, operation, as_is).await, 3);
        assert_eq!(attempts(&Step::Hang, operation, short).await, 3);
    }
    for operation in UNSAFE {
        assert_eq!(attempts(&Step::Break, operation, as_is).await, 1);
        assert_eq!(attempts(&Step::Break, operation, keyed).await, 3);
        assert_eq!(attempts(&Step::Hang, operation, short).await, 1);
        assert_eq!(attempts(&Step::Hang, operation, |call| short(keyed(call))).await, 3);
    }
}

#[tokio::test(start_paused = true)]
async fn what_the_transport_cannot_send_is_not_repeated() {
    assert_eq!(attempts(&Step::Refuse, &GET, as_is).await, 1);
}

#[tokio::test(start_paused = true)]
async fn a_success_whose_body_breaks_off_is_repeated_only_if_harmless() {
    let half = Step::Answer(200, Vec::new(), vec![Some("[1,"), Some("")]);
    assert_eq!(attempts(&half, &GET, as_is).await, 3);
    assert_eq!(attempts(&half, &POST, as_is).await, 1);
}

#[tokio::test(start_paused = true)]
async fn an_error_response_whose_body_breaks_off_or_stalls_is_judged_by_its_status() {
    for last in [Some(""), None] {
        let busy = Step::Answer(503, Vec::new(), vec![Some("{\"err"), last]);
        let option = |call: Call<()>| call.attempt_timeout(Duration::from_secs(1));
        assert_eq!(attempts(&busy, &POST, option).await, 3);

        let script = Script::new(&[busy]);
        let error =
            option(client(&script).empty(&POST)).retries(0).await.expect_err("503");
        assert_eq!(error.kind(), ErrorKind::Api);
        assert_eq!(error.raw_body().map(|body| &body[..]), Some(&b"{\"err"[..]));
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_that_does_not_fit_is_not_repeated() {
    let script = Script::new(&[answer(200, &[], "nonsense")]);
    let error =
        client(&script).call(&GET, decode::json::<i64>).await.expect_err("no JSON");
    assert_eq!((error.kind(), script.count()), (ErrorKind::Decode, 1));
}

#[tokio::test(start_paused = true)]
async fn every_attempt_sends_the_same_and_the_response_tells_how_many_there_were() {
    let script = Script::new(&[status(500), Step::Break, answer(200, &[], "7")]);
    let response = client(&script)
        .call(&POST, decode::json::<i64>)
        .json(&"thing")
        .idempotency_key("k1")
        .send()
        .await
        .expect("a success in the end");
    assert_eq!((response.retries(), *response.body()), (2, 7));
    for seen in script.seen() {
        assert_eq!(seen.header("idempotency-key"), Some("k1"));
        assert_eq!(&seen.body[..], b"\"thing\"");
    }
}

#[tokio::test(start_paused = true)]
async fn waits_double_up_to_eight_seconds_less_a_random_quarter() {
    let mut firsts = Vec::new();
    for _ in 0..20 {
        let script = Script::new(&[status(500)]);
        client(&script).empty(&GET).retries(7).await.expect_err("500");
        let waits = script.waits();
        let bases = [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000];
        assert_eq!(waits.len(), bases.len());
        for (wait, base) in waits.iter().zip(bases) {
            let base = Duration::from_millis(base);
            // The clock of the tests goes in steps of a millisecond.
            let least = base.mul_f64(0.75);
            let most = base + Duration::from_millis(2);
            assert!((least..=most).contains(wait), "{wait:?} for {base:?}");
        }
        firsts.push(waits[0]);
    }
    firsts.sort();
    firsts.dedup();
    assert!(firsts.len() > 3, "chance takes part: {firsts:?}");
}

/// The wait before the second attempt when the first answer has these headers.
async fn wait_after(headers: &[(&'static str, &str)]) -> Option<Duration> {
    let script = Script::new(&[answer(429, headers, ""), status(200)]);
    let call = client(&script).empty(&POST).timeout(Duration::from_secs(600));
    let result = call.await;
    assert_eq!(result.is_ok(), script.count() == 2);
    script.waits().first().copied()
}

fn about(wait: Option<Duration>, milliseconds: u64) -> bool {
    let expected = Duration::from_millis(milliseconds);
    wait.is_some_and(|wait| {
        wait >= expected && wait <= expected + Duration::from_millis(2)
    })
}

#[tokio::test(start_paused = true)]
async fn the_server_says_how_long_to_wait() {
    assert!(about(wait_after(&[("retry-after", "2")]).await, 2_000));
    assert!(about(wait_after(&[("retry-after", " 1.5 ")]).await, 1_500));
    assert!(about(wait_after(&[("retry-after", "0")]).await, 0));
    assert!(about(wait_after(&[("retry-after", "60")]).await, 60_000));
    assert!(about(wait_after(&[("retry-after-ms", "250")]).await, 250));
    assert!(about(
        wait_after(&[("retry-after-ms", "250"), ("retry-after", "9")]).await,
        250
    ));
    assert!(about(
        wait_after(&[("retry-after-ms", "soon"), ("retry-after", "9")]).await,
        9_000
    ));
}

#[tokio::test(start_paused = true)]
async fn the_server_may_name_a_date() {
    let date = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(20));
    let wait = wait_after(&[("retry-after", &date)]).await.expect("repeated");
    assert!(
        wait > Duration::from_secs(15) && wait <= Duration::from_secs(21),
        "{wait:?}"
    );
    let past = "Fri, 31 Dec 1999 23:59:59 GMT";
    assert!(about(wait_after(&[("retry-after", past)]).await, 0));
}

#[tokio::test(start_paused = true)]
async fn what_is_no_time_counts_as_not_said() {
    for value in ["soon", "-1", "+1", "1e1", "inf", "NaN", "", ".", "1.2.3", "0x10"] {
        let wait = wait_after(&[("retry-after", value)]).await.expect("repeated");
        let own = Duration::from_millis(375)..=Duration::from_millis(502);
        assert!(own.contains(&wait), "{value:?}: {wait:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_wait_of_more_than_a_minute_is_left_to_the_caller() {
    for (value, seconds) in [("61", 61), ("60.5", 60), ("3600", 3_600), ("9e", 0)] {
        let headers = [("retry-after", value), ("x-should-retry", "true")];
        let script = Script::new(&[answer(429, &headers, "")]);
        let call = client(&script).empty(&GET).timeout(Duration::from_secs(9_999));
        let error = call.await.expect_err("429");
        let expected = if seconds == 0 { 3 } else { 1 };
        assert_eq!(script.count(), expected, "{value}");
        assert_eq!(error.retry_after().map_or(0, |wait| wait.as_secs()), seconds);
    }
    let huge = "9".repeat(400);
    assert_eq!(wait_after(&[("retry-after", &huge)]).await, None);
}

#[tokio::test(start_paused = true)]
async fn no_wait_that_a_server_names_is_beyond_what_clocks_can_tell() {
    let huge = "9".repeat(400);
    for (name, value) in [
        ("retry-after", huge.as_str()),
        ("retry-after-ms", huge.as_str()),
        ("retry-after", "99999999999"),
        ("retry-after", "Fri, 31 Dec 9999 23:59:59 GMT"),
    ] {
        let script = Script::new(&[answer(429, &[(name, value)], "")]);
        let error = client(&script).empty(&GET).await.expect_err("429");
        let wait = error.retry_after().expect("a wait");
        assert_eq!(wait, Duration::from_secs(31_536_000));
        assert!(Instant::now() + wait > Instant::now());
    }
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_would_pass_the_deadline_is_not_begun() {
    let start = Instant::now();
    let script = Script::new(&[answer(503, &[("retry-after", "5")], "")]);
    let call = client(&script).empty(&GET).timeout(Duration::from_secs(5));
    let error = call.await.expect_err("503");
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Api, 1));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(5)));
    assert_eq!(start.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn the_time_for_a_call_covers_all_attempts_and_waits() {
    let start = Instant::now();
    let script = Script::new(&[answer(503, &[("retry-after", "2")], ""), Step::Hang]);
    let call = client(&script).empty(&GET).timeout(Duration::from_secs(3));
    let error = call.await.expect_err("no time left");
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 2));
    assert!(error.is_timeout() && error.is_retryable() && !error.is_connect());
    assert!(start.elapsed() >= Duration::from_secs(3));
    assert!(start.elapsed() < Duration::from_millis(3_010));
}

#[tokio::test(start_paused = true)]
async fn a_call_has_a_minute_unless_told_otherwise() {
    let start = Instant::now();
    let script = Script::new(&[Step::Answer(200, Vec::new(), vec![Some("1"), None])]);
    let error = client(&script).empty(&GET).await.expect_err("a body that never ends");
    assert!(error.is_timeout());
    assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
    assert!(start.elapsed() >= Duration::from_secs(60));
    assert!(start.elapsed() < Duration::from_secs(61));
}

#[tokio::test(start_paused = true)]
async fn no_time_is_too_long_for_a_limit() {
    let script = Script::new(&[status(500), status(200)]);
    let call = client(&script).empty(&GET);
    call.timeout(Duration::MAX).attempt_timeout(Duration::MAX).await.expect("no panic");
    assert_eq!(script.count(), 2);
}

#[tokio::test(start_paused = true)]
async fn the_client_and_the_call_choose_the_number_of_retries() {
    for (retries, expected) in [(0, 1), (1, 2), (4, 5)] {
        let script = Script::new(&[status(500)]);
        let client: Client = Client::builder()
            .transport(Arc::clone(&script))
            .retries(retries)
            .build()
            .expect("a client");
        client.empty(&GET).await.expect_err("500");
        assert_eq!(script.count(), expected);
        client.empty(&GET).retries(0).await.expect_err("500");
        assert_eq!(script.count(), expected + 1);
    }
}

/// How often each of these calls in a row is attempted.
async fn in_a_row(client: &Client, script: &Script, calls: usize) -> Vec<usize> {
    let mut attempts = Vec::new();
    for _ in 0..calls {
        let before = script.count();
        let _ = client.empty(&GET).await;
        attempts.push(script.count() - before);
    }
    attempts
}

fn frugal(script: &Arc<Script>, budget: impl Into<Option<u32>>) -> Client {
    let builder = Client::builder().transport(Arc::clone(script));
    builder.retry_budget(budget).build().expect("a client")
}

#[tokio::test(start_paused = true)]
async fn a_dead_server_spends_the_budget_of_the_client_and_its_clones() {
    for step in [status(503), Step::Unconnected, Step::Break] {
        let script = Script::new(std::slice::from_ref(&step));
        let client = frugal(&script, 5);
        assert_eq!(in_a_row(&client, &script, 2).await, [3, 3]);
        assert_eq!(in_a_row(&client.clone(), &script, 3).await, [2, 1, 1], "{step:?}");
    }
    let script = Script::new(&[status(503)]);
    assert_eq!(in_a_row(&frugal(&script, 0), &script, 2).await, [1, 1]);
    assert_eq!(in_a_row(&frugal(&script, None), &script, 99).await, [3; 99]);
    let client = client(&script);
    assert_eq!(
        in_a_row(&client, &script, 52).await[48..],
        [3, 3, 1, 1],
        "100 by default"
    );
}

#[tokio::test(start_paused = true)]
async fn answers_fill_the_budget_again() {
    // Given back, since the server answered: nothing is spent in the long run.
    let pair = [status(503), status(200)];
    let script = Script::new(&pair.iter().cycle().take(40).cloned().collect::<Vec<_>>());
    assert_eq!(in_a_row(&frugal(&script, 1), &script, 20).await, [2; 20]);

    // Spent in one call; ten answers of any kind earn one again, and no more than there was.
    let mut steps = vec![status(503), status(503)];
    steps.extend((0..10).map(|_| status(404)));
    steps.extend([status(503), status(503), status(503)]);
    let script = Script::new(&steps);
    let mut expected = vec![2];
    expected.extend([1; 10]);
    expected.extend([2, 1]);
    assert_eq!(in_a_row(&frugal(&script, 1), &script, 13).await, expected);
}
