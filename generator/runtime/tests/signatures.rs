//! Signatures of webhooks, against the examples that services and the specification publish.

use std::time::{Duration, SystemTime};

use kiln_runtime::sha1::sha1;
use kiln_runtime::signature::{
    Encoding, Form, Hmac, SignatureError, Standard, Timed, sha256, sha512,
};

/// GitHub's header.
const GITHUB: Hmac = Hmac {
    header: "X-Hub-Signature-256",
    prefix: "sha256=",
    encoding: Encoding::Hex,
    hash: sha256,
};

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
    let plain = Hmac {
        header: "X-Signature",
        prefix: "",
        encoding: Encoding::Base64,
        hash: sha256,
    };
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

/// RFC 2202 and RFC 4231, test case 2 of each.
#[test]
fn codes_of_every_kind_are_those_of_the_specifications() {
    let body = b"what do ya want for nothing?";
    let longest = "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554\
                   9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737";
    let codes = [
        (
            sha1 as kiln_runtime::signature::Check,
            "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
        ),
        (sha256, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
        (sha512, longest),
    ];
    for (right, (_, code)) in codes.iter().enumerate() {
        for (index, (hash, _)) in codes.iter().enumerate() {
            let header = Hmac {
                header: "X-Sig",
                prefix: "",
                encoding: Encoding::Hex,
                hash: *hash,
            };
            let expected =
                if index == right { Ok(()) } else { Err(SignatureError::Mismatch) };
            assert_eq!(header.verify("Jefe", only("x-sig", code), body), expected);
        }
    }
}

/// Slack's headers.
const SLACK: Timed = Timed {
    header: "X-Slack-Signature",
    form: Form::Apart { timestamp: "X-Slack-Request-Timestamp", prefix: "v0=" },
    encoding: Encoding::Hex,
    hash: sha256,
    before: "v0:",
    between: ":",
    tolerance: 300,
};

/// The example in Slack's documentation.
#[test]
fn slacks_example_is_verified_at_its_time() {
    let body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow\
                &channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner\
                &command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com\
                %2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN\
                &trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    let secret = "8f742231b10e8888abcd99yyyzzz85a5";
    let header = |name: &str| match name {
        "X-Slack-Signature" => {
            Some("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")
        }
        "X-Slack-Request-Timestamp" => Some("1531420618"),
        _ => None,
    };
    let verify = |secret: &str, body: &str, now: u64| {
        SLACK.verify_at(secret, header, body.as_bytes(), at(now))
    };
    assert_eq!(verify(secret, body, 1_531_420_618), Ok(()));
    assert_eq!(verify(secret, body, 1_531_420_918), Ok(()));
    for now in [1_531_420_919, 1_531_420_317, 0] {
        assert_eq!(verify(secret, body, now), Err(SignatureError::Expired), "{now}");
    }
    let now = 1_531_420_618;
    assert_eq!(verify(secret, "token=", now), Err(SignatureError::Mismatch));
    assert_eq!(verify("", body, now), Err(SignatureError::Secret));
    let late = |name: &str| match name {
        "X-Slack-Request-Timestamp" => Some("1531420619"),
        other => header(other),
    };
    let moved = SLACK.verify_at(secret, late, body.as_bytes(), at(now));
    assert_eq!(moved, Err(SignatureError::Mismatch), "the time is signed too");
    let timeless = |name: &str| header(name).filter(|_| name == SLACK.header);
    assert_eq!(
        SLACK.verify_at(secret, timeless, body.as_bytes(), at(now)),
        Err(SignatureError::Missing("X-Slack-Request-Timestamp"))
    );
}

/// Stripe's header.
const STRIPE: Timed = Timed {
    header: "Stripe-Signature",
    form: Form::Pairs { timestamp: "t", code: "v1" },
    encoding: Encoding::Hex,
    hash: sha256,
    before: "",
    between: ".",
    tolerance: 300,
};

/// Codes computed with another implementation of RFC 2104.
#[test]
fn one_of_several_codes_in_pairs_is_enough() {
    const GOOD: &str =
        "9e80d93be0645e7d072dba99e7cbac7e9a1150663ea85d3ea59e1a9547dd75e3";
    const OLD: &str = "0c421d0e3a13e1593a902ca98896d514d2bc6963bc6ed682f61cecb6b07c79cb";
    let verify = |header: &str, now: u64| {
        let find = |name: &str| (name == "Stripe-Signature").then_some(header);
        STRIPE.verify_at("whsec_key", find, br#"{"id":1}"#, at(now))
    };
    let now = 1_614_265_330;
    for header in [
        format!("t=1614265330,v1={GOOD}"),
        format!("t=1614265330,v1={OLD},v1={GOOD},v0=6ffb"),
        format!(" v1=zz, v1={GOOD}, t=1614265330 "),
    ] {
        assert_eq!(verify(&header, now), Ok(()), "{header}");
        assert_eq!(verify(&header, now + 301), Err(SignatureError::Expired));
    }
    for (header, error) in [
        (format!("t=1614265330,v1={OLD}"), SignatureError::Mismatch),
        (format!("t=1614265331,v1={GOOD}"), SignatureError::Mismatch),
        (format!("t=1614265330,v0={GOOD}"), SignatureError::Malformed(STRIPE.header)),
        (format!("v1={GOOD}"), SignatureError::Malformed(STRIPE.header)),
        (
            format!("t=1614265330,v1={}", &GOOD[1..]),
            SignatureError::Malformed(STRIPE.header),
        ),
        (String::new(), SignatureError::Malformed(STRIPE.header)),
    ] {
        assert_eq!(verify(&header, now), Err(error), "{header}");
    }
}
