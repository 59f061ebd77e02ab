//! What a server does with requests that a service makes.

use std::time::{Duration, SystemTime};

/// The headers of a request, whose names have no case.
fn headers<'h>(all: &'h [(&str, &str)]) -> impl Fn(&str) -> Option<&'h str> {
    move |name| {
        let mut all = all.iter();
        all.find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| *value)
    }
}

#[test]
fn any_webhook_is_told_by_its_tag_and_unknown_ones_are_kept() {
    use webhooks_tagged::types::WebhookEvent;
    use webhooks_tagged::webhooks;

    let read = |text: &str| webhooks::from_json(text.as_bytes());
    let created = read(r#"{"type":"pet.created","name":"Rex"}"#).unwrap();
    assert!(matches!(created, WebhookEvent::PetCreated(pet) if pet.name == "Rex"));
    let lost = read(r#"{"type":"pet.lost","id":7}"#).unwrap();
    assert!(matches!(lost, WebhookEvent::PetDeletedPayload(pet) if pet.id == 7));
    assert!(matches!(
        read(r#"{"type":"pet.renamed"}"#).unwrap(),
        WebhookEvent::Unknown(_)
    ));
    assert!(read(r#"{"name":"Rex"}"#).is_err());
    assert!(read(r#"{"type":"pet.created"}"#).is_err());
}

#[test]
fn one_webhook_is_read_by_its_own_type() {
    use webhooks_tagged::webhooks::PetDeleted;

    assert_eq!(PetDeleted::NAME, "petDeleted");
    assert_eq!(
        PetDeleted::from_json(br#"{"type":"pet.deleted","id":1}"#).unwrap().id,
        1
    );
    assert!(PetDeleted::from_json(b"{}").is_err());
}

#[test]
fn a_signature_is_checked_before_the_body_is_read() {
    use webhooks_signed::webhooks::{self, Ping, Push, SignatureError};

    // Computed with another implementation of RFC 2104.
    let body = br#"{"ref":"main"}"#;
    let signed = "sha256=72dd7b6f618de12a74e3b605a0a4ec3c3eb8c4f74ac31f32b8e43a43771ee162";
    let all = [("x-hub-signature-256", signed)];
    assert_eq!(webhooks::verify("key", headers(&all), body), Ok(()));
    assert_eq!(
        webhooks::verify("other", headers(&all), body),
        Err(SignatureError::Mismatch)
    );
    assert_eq!(
        webhooks::verify("key", headers(&[]), body),
        Err(SignatureError::Missing(webhooks::headers::X_HUB_SIGNATURE_256))
    );
    assert_eq!(Push::headers(headers(&all)).x_hub_signature_256.as_deref(), Some(signed));
    assert_eq!(Push::from_json(body).unwrap().r#ref, "main");
    assert!(Ping::has_key("open sesame", "open sesame"));
    assert!(!Ping::has_key("open", "open sesame"));
    assert!(!Ping::has_key("", ""));
}

#[test]
fn standard_webhooks_are_checked_with_their_time() {
    use webhooks_standard::webhooks::{self, Message, SignatureError};

    // The example of the specification's libraries.
    let body = br#"{"test": 2432232314}"#;
    let all = [
        (webhooks::headers::WEBHOOK_ID, "msg_p5jXN8AQM9LWM0D4loKWxJek"),
        (webhooks::headers::WEBHOOK_TIMESTAMP, "1614265330"),
        (
            webhooks::headers::WEBHOOK_SIGNATURE,
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        ),
    ];
    let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    let then = SystemTime::UNIX_EPOCH + Duration::from_secs(1_614_265_330);
    assert_eq!(webhooks::verify_at(secret, headers(&all), body, then), Ok(()));
    assert_eq!(
        webhooks::verify(secret, headers(&all), body),
        Err(SignatureError::Expired)
    );
    assert_eq!(Message::from_json(body).unwrap().test, Some(2_432_232_314));
}

#[test]
fn callbacks_are_read_too() {
    let data = callbacks::webhooks::OnData::from_json(br#"{"at":"2026-01-02T03:04:05Z"}"#).unwrap();
    assert_eq!(data.text, None);
    let end = callbacks::webhooks::StartJobOnEnd::from_json(br#"{"ok":true}"#).unwrap();
    assert_eq!(end.ok, Some(true));
}

#[test]
fn times_that_are_signed_are_checked() {
    use webhooks_sha1::webhooks as sha1;
    use webhooks_timed::webhooks::{self, Paid, SignatureError};

    // Computed with another implementation of RFC 2104.
    let body = br#"{"id":1}"#;
    let signed = "t=1614265330,v1=9e80d93be0645e7d072dba99e7cbac7e9a1150663ea85d3ea59e1a9547dd75e3";
    let all = [("stripe-signature", signed)];
    let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
    let verify = |now| webhooks::verify_at("whsec_key", headers(&all), body, at(now));
    assert_eq!(verify(1_614_265_330), Ok(()));
    assert_eq!(verify(1_614_265_631), Err(SignatureError::Expired));
    let now = webhooks::verify("whsec_key", headers(&all), body);
    assert_eq!(now, Err(SignatureError::Expired));
    assert_eq!(Paid::from_json(body).unwrap().id, 1);
    let all = [("x-try", "2"), ("x-tags", "a, b"), ("x-kind", "gift")];
    let read = Paid::headers(headers(&all));
    assert_eq!((read.x_try, read.stripe_signature), (Some(2), None));
    assert_eq!(read.x_tags.unwrap(), ["a", "b"]);
    assert_eq!(read.x_kind.unwrap().as_str(), "gift");
    assert_eq!(Paid::headers(headers(&[("x-try", "two")])).x_try, None);

    let all = [("x-sig", "HHVxsJiZLQiOKNr8dwYHyZ4y5OE="), ("x-at", "1614265330")];
    let verify = |now| sha1::verify_at("key", headers(&all), b"", at(now));
    assert_eq!(verify(1_614_265_390), Ok(()));
    assert_eq!(verify(1_614_265_391), Err(sha1::SignatureError::Expired));
}
