//! Keys by which a server recognises a repetition.

use crate::support::{
    Client, DELETE, GET, PATCH, POST, PUT, Script, Seen, Step, client, status,
};
use kiln_runtime::http::{Call, Operation};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A client that gives keys, in a header of this name.
fn giving(script: &Arc<Script>, header: Option<&str>) -> Client {
    let mut builder = Client::builder().transport(Arc::clone(script));
    if let Some(header) = header {
        builder = builder.idempotency_header(header);
    }
    builder.idempotency_keys(true).build().expect("a client")
}

/// The two requests of a call whose first attempt breaks, or the one.
async fn broken(
    client: &Client,
    script: &Arc<Script>,
    operation: &'static Operation,
    option: impl FnOnce(Call<()>) -> Call<()>,
) -> Vec<Seen> {
    let before = script.count();
    let _ = option(client.empty(operation)).retries(1).await;
    script.seen().split_off(before)
}

#[tokio::test(start_paused = true)]
async fn a_client_gives_every_unsafe_call_a_key_of_its_own_and_repeats_it_with_that() {
    for header in [None, Some("X-Once")] {
        let script = Script::new(&[Step::Break]);
        let client = giving(&script, header);
        let header = header.unwrap_or("idempotency-key");
        let mut keys = BTreeSet::new();
        for operation in [&POST, &PATCH, &POST] {
            let seen = broken(&client, &script, operation, |call| call).await;
            assert_eq!(seen.len(), 2, "repeated");
            let key = seen[0].header(header).expect("a key");
            assert_eq!(seen[1].header(header), Some(key), "the same");
            assert!(is_uuid(key), "{key}");
            assert!(keys.insert(key.to_owned()), "another for each call");
        }
        for operation in [&GET, &PUT, &DELETE] {
            let seen = broken(&client, &script, operation, |call| call).await;
            assert_eq!((seen.len(), seen[0].header(header)), (2, None));
        }
    }
}

fn is_uuid(key: &str) -> bool {
    let lengths: Vec<_> = key.split('-').map(str::len).collect();
    let hexadecimal = key.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit());
    let variant = key.as_bytes().get(19).is_some_and(|byte| b"89ab".contains(byte));
    lengths == [8, 4, 4, 4, 12] && hexadecimal && key.as_bytes()[14] == b'4' && variant
}

#[tokio::test(start_paused = true)]
async fn the_key_of_the_caller_stays() {
    let script = Script::new(&[Step::Break]);
    let client = giving(&script, None);
    let seen = broken(&client, &script, &POST, |call| call.idempotency_key("k1")).await;
    assert_eq!((seen.len(), seen[1].header("idempotency-key")), (2, Some("k1")));
}

#[tokio::test(start_paused = true)]
async fn a_header_that_the_document_declares_has_a_key_for_unsafe_calls() {
    let script = Script::new(&[Step::Break]);
    let client = client(&script);
    let keyed = |call: Call<()>| call.keyed("X-Idempotency-Key");
    let seen = broken(&client, &script, &POST, keyed).await;
    assert_eq!(seen.len(), 2);
    assert!(is_uuid(seen[0].header("x-idempotency-key").expect("a key")));
    assert_eq!(seen[0].header("idempotency-key"), None);

    let given = |call: Call<()>| {
        call.header("x-idempotency-key", "k1").keyed("X-Idempotency-Key")
    };
    let seen = broken(&client, &script, &POST, given).await;
    assert_eq!((seen.len(), seen[0].header("x-idempotency-key")), (2, Some("k1")));
    let by_hand = |call: Call<()>| call.idempotency_key("k1").keyed("X-Idempotency-Key");
    let seen = broken(&client, &script, &POST, by_hand).await;
    assert_eq!((seen.len(), seen[0].header("x-idempotency-key")), (2, None));
    assert_eq!(
        broken(&client, &script, &GET, keyed).await[0].header("x-idempotency-key"),
        None
    );
}

#[tokio::test(start_paused = true)]
async fn without_either_there_is_no_key_and_no_repetition() {
    let script = Script::new(&[Step::Break, status(500)]);
    let seen = broken(&client(&script), &script, &POST, |call| call).await;
    assert_eq!((seen.len(), seen[0].header("idempotency-key")), (1, None));
}
