//! How webhooks are signed, as `[webhooks]` says it.

use super::{accepted, refused};
use crate::ir::{Signature, SignatureCode, SignatureEncoding, SignatureHash, TimedForm};

#[test]
fn signatures_of_webhooks_are_read() {
    let signature = |text: &str| {
        let config = accepted(&format!("[webhooks]\nsignature = {text}\n"));
        config.webhooks.signature.map(|named| named.setting)
    };
    assert_eq!(accepted("[webhooks]\n").webhooks.signature, None);
    assert_eq!(signature("'standard-webhooks'"), Some(Signature::standard("webhook-")));
    assert_eq!(signature("'svix'"), Some(Signature::standard("svix-")));
    let code = |hash, encoding| SignatureCode {
        header: "X-Sig".to_owned(),
        hash,
        encoding,
    };
    let hmac = |encoding, prefix: &str| {
        Some(Signature::Body {
            code: code(SignatureHash::Sha256, encoding),
            prefix: prefix.to_owned(),
        })
    };
    assert_eq!(
        signature("{ header = 'X-Sig', algorithm = 'hmac-sha256' }"),
        hmac(SignatureEncoding::Hex, "")
    );
    assert_eq!(
        signature("{ header = 'X-Sig', algorithm = 'hmac-sha256', encoding = 'base64', prefix = 'v1=' }"),
        hmac(SignatureEncoding::Base64, "v1=")
    );
    assert_eq!(
        signature("{ header = 'X-Sig', algorithm = 'hmac-sha512', timestamp = 'X-At' }"),
        Some(Signature::Timed {
            code: code(SignatureHash::Sha512, SignatureEncoding::Hex),
            form: TimedForm::Apart {
                timestamp: "X-At".to_owned(),
                prefix: String::new(),
            },
            before: String::new(),
            between: ".".to_owned(),
            tolerance: 300,
        })
    );
}

#[test]
fn the_names_of_services_are_short_for_tables() {
    let signature = |text: &str| {
        let config = accepted(&format!("[webhooks]\nsignature = {text}\n"));
        config.webhooks.signature.map(|named| named.setting)
    };
    for (name, table) in [
        (
            "'github'",
            "{ header = 'X-Hub-Signature-256', algorithm = 'hmac-sha256', prefix = 'sha256=' }",
        ),
        (
            "'stripe'",
            "{ header = 'Stripe-Signature', algorithm = 'hmac-sha256', pairs = { timestamp = 't', signature = 'v1' }, \
             signed = '{timestamp}.{body}', tolerance = 300 }",
        ),
        (
            "'slack'",
            "{ header = 'X-Slack-Signature', algorithm = 'hmac-sha256', prefix = 'v0=', \
             timestamp = 'X-Slack-Request-Timestamp', signed = 'v0:{timestamp}:{body}' }",
        ),
    ] {
        assert_eq!(signature(name), signature(table), "{name}");
    }
}

#[test]
fn a_signature_that_cannot_be_checked_is_refused() {
    for text in [
        "'acme'",
        "true",
        "{ header = 'X-Sig' }",
        "{ algorithm = 'hmac-sha256' }",
        "{ header = 'X Sig', algorithm = 'hmac-sha256' }",
        "{ header = '', algorithm = 'hmac-sha256' }",
        "{ header = 'X-Sig', algorithm = 'hmac-md5' }",
        "{ header = 'X-Sig', algorithm = 'hmac-sha256', encoding = 'base32' }",
        "{ header = 'X-Sig', algorithm = 'hmac-sha256', secret = 'x' }",
        "{ header = 'X-Sig', algorithm = 'hmac-sha256', signed = '{timestamp}{body}' }",
        "{ header = 'X-Sig', algorithm = 'hmac-sha256', tolerance = 5 }",
        "{ header = 'X-Sig', algorithm = 'hmac-sha256', timestamp = 'X At' }",
        "{ header = 'X-Sig', algorithm = 'hmac-sha256', timestamp = 'X-At', signed = '{body}' }",
        "{ header = 'X-Sig', algorithm = 'hmac-sha256', timestamp = 'X-At', signed = '{timestamp}.{body}.' }",
        "{ header = 'X-Sig', algorithm = 'hmac-sha256', timestamp = 'X-At', signed = '{id}.{timestamp}.{body}' }",
        "{ header = 'X-Sig', algorithm = 'hmac-sha256', timestamp = 'X-At', tolerance = 0 }",
        "{ header = 'X-Sig', algorithm = 'hmac-sha256', pairs = { timestamp = 't' } }",
        "{ header = 'X-Sig', algorithm = 'hmac-sha256', pairs = { timestamp = 't', signature = 'v1', x = 'y' } }",
        "{ header = 'X-Sig', algorithm = 'hmac-sha256', prefix = 'v1=', pairs = { timestamp = 't', signature = 'v1' } }",
    ] {
        let printed = refused(&format!("[webhooks]\nsignature = {text}\n"));
        assert!(
            printed.contains("K0401") && printed.contains("`webhooks.signature`"),
            "{text}: {printed}"
        );
    }
}
