//! Signatures of webhooks, against the examples that services and the specification publish.

use std::time::{Duration, SystemTime};

use kiln_runtime::signature::{Encoding, Hmac, SignatureError, Standard};

/// GitHub's header.
const GITHUB: Hmac =
    Hmac { header: "X-Hub-Signature-256", prefix: "sha256=", encoding: Encoding::Hex };

/// The headers of Standard Webhooks.
const STANDARD: Standard = Standard {
    id: "webhook-id",
    timestamp: "webhook-timestamp",
    signature: "webhook-signature",
};

/// GitHub's documented values to test with.
const SIGNED: &str =
    "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
const SECRET: &str = "It's a Secret to Everybody";
const BODY: &[u8] = b"Hello, World!";

fn only(
    name: &'static str,
    value: &'static str,
) -> impl Fn(&str) -> Option<&'static str> {
    move |wanted| wanted.eq_ignore_ascii_case(name).then_some(value)
}

#[test]
fn githubs_example_is_verified() {
    let header = only("X-Hub-Signature-256", SIGNED);
    assert_eq!(GITHUB.verify(SECRET, &header, BODY), Ok(()));
    assert_eq!(
        GITHUB.verify("another secret", &header, BODY),
        Err(SignatureError::Mismatch)
    );
    assert_eq!(
        GITHUB.verify(SECRET, &header, b"Hello, World?"),
        Err(SignatureError::Mismatch)
    );
    assert_eq!(GITHUB.verify("", &header, BODY), Err(SignatureError::Secret));
}

#[test]
fn what_is_no_signature_is_told_apart_from_a_wrong_one() {
    let name = GITHUB.header;
    assert_eq!(
        GITHUB.verify(SECRET, |_| None, BODY),
        Err(SignatureError::Missing(name))
    );
    for text in
        ["", "sha256", "sha1=757107ea", "757107ea", "sha256=7", "sha256=xy", "sha256=é"]
    {
        let header = only("X-Hub-Signature-256", text);
        assert_eq!(
            GITHUB.verify(SECRET, header, BODY),
            Err(SignatureError::Malformed(name)),
            "{text}"
        );
    }
    // Shorter codes are wrong, even if they are the beginning of the right one.
    for text in ["sha256=", "sha256=7571", "sha256=00"] {
        let header = only("X-Hub-Signature-256", text);
        assert_eq!(
            GITHUB.verify(SECRET, header, BODY),
            Err(SignatureError::Mismatch),
            "{text}"
        );
    }
}

/// RFC 4231, test case 2, in base64: a code of another service's kind.
#[test]
fn codes_in_base64_are_read() {
    let plain = Hmac { header: "X-Signature", prefix: "", encoding: Encoding::Base64 };
    let header = only("x-signature", "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=");
    let mut body = b"what do ya want for nothing?".to_vec();
    assert_eq!(plain.verify("Jefe", &header, &body), Ok(()));
    body.push(b' ');
    assert_eq!(plain.verify("Jefe", &header, &body), Err(SignatureError::Mismatch));
}

/// The example of the libraries of Standard Webhooks.
const MESSAGE: &[u8] = br#"{"test": 2432232314}"#;
const KEY: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

fn headers(name: &str) -> Option<&'static str> {
    match name {
        "webhook-id" => Some("msg_p5jXN8AQM9LWM0D4loKWxJek"),
        "webhook-timestamp" => Some("1614265330"),
        "webhook-signature" => Some("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
        _ => None,
    }
}

fn at(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

#[test]
fn the_example_of_standard_webhooks_is_verified() {
    let verify = |secret: &str, body: &[u8]| {
        STANDARD.verify_at(secret, headers, body, at(1_614_265_330))
    };
    assert_eq!(verify(KEY, MESSAGE), Ok(()));
    assert_eq!(verify(KEY.trim_start_matches("whsec_"), MESSAGE), Ok(()));
    assert_eq!(verify(KEY, b"{}"), Err(SignatureError::Mismatch));
    assert_eq!(verify("whsec_aaaa", MESSAGE), Err(SignatureError::Mismatch));
    for secret in ["", "whsec_", "whsec_!"] {
        assert_eq!(verify(secret, MESSAGE), Err(SignatureError::Secret), "{secret}");
    }
}

#[test]
fn messages_of_another_time_are_refused() {
    let verify = |now: u64| STANDARD.verify_at(KEY, headers, MESSAGE, at(now));
    for now in [1_614_265_030, 1_614_265_630] {
        assert_eq!(verify(now), Ok(()), "{now}");
    }
    for now in [0, 1_614_265_029, 1_614_265_631] {
        assert_eq!(verify(now), Err(SignatureError::Expired), "{now}");
    }
}

#[test]
fn one_of_several_signatures_is_enough() {
    let signed = "v1a,AAAA v1,!!! v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= \
                  v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    let verify = |signatures: &'static str| {
        let header = |name: &str| match name {
            "webhook-signature" => Some(signatures),
            other => headers(other),
        };
        STANDARD.verify_at(KEY, header, MESSAGE, at(1_614_265_330))
    };
    assert_eq!(verify(signed), Ok(()));
    for others in
        ["", "v1", "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "v1,AAAA"]
    {
        assert_eq!(verify(others), Err(SignatureError::Mismatch), "{others}");
    }
}

#[test]
fn each_header_is_needed() {
    for missing in ["webhook-id", "webhook-timestamp", "webhook-signature"] {
        let header = |name: &str| headers(name).filter(|_| name != missing);
        let error = STANDARD.verify_at(KEY, header, MESSAGE, at(1_614_265_330));
        assert_eq!(error, Err(SignatureError::Missing(missing)));
    }
}

#[test]
fn errors_say_nothing_of_the_secret() {
    let texts = [
        SignatureError::Missing("a").to_string(),
        SignatureError::Malformed("a").to_string(),
        SignatureError::Mismatch.to_string(),
        SignatureError::Expired.to_string(),
        SignatureError::Secret.to_string(),
    ];
    assert!(texts.iter().all(|text| !text.contains(SECRET) && !text.is_empty()));
}
