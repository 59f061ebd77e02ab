//! Types: what decodes, what does not, and that what was decoded is written again without loss.

use kernel_api::Nullable;
use kernel_api::types::{
    Browser, BrowserExtension, BrowserProfile, BrowserProfileBy, BrowserRequest, BrowserViewport, Profile,
};
use kernel_tests::Answer;
use serde_json::{Value, from_value, json, to_value};

use crate::support::{Failed, Outcome, play};

#[test]
fn a_profile_with_both_id_and_name_or_with_neither_does_not_decode_and_the_error_says_why() -> Outcome {
    let both = from_value::<BrowserProfile>(json!({ "id": "p", "name": "n" }))
        .failed()?
        .to_string();
    assert!(
        both.contains("exactly one of `id` and `name` must be present; found both"),
        "{both}"
    );
    let neither = from_value::<BrowserProfile>(json!({ "save_changes": true }))
        .failed()?
        .to_string();
    assert!(
        neither.contains("exactly one of `id` and `name` must be present; found neither"),
        "{neither}"
    );
    Ok(())
}

#[test]
fn an_extension_with_both_id_and_name_or_with_neither_does_not_decode_and_the_error_says_where() -> Outcome {
    for (extension, found) in [(json!({ "id": "e", "name": "n" }), "both"), (json!({}), "neither")] {
        let request = json!({ "extensions": [{ "id": "e" }, extension] });
        let error = from_value::<BrowserRequest>(request).failed()?.to_string();
        assert!(
            error.contains(&format!(
                "exactly one of `id` and `name` must be present; found {found}"
            )),
            "{error}"
        );
        assert!(error.contains("/extensions/1"), "{error}");
    }
    Ok(())
}

#[test]
fn profiles_and_extensions_round_trip_without_loss() -> Outcome {
    let profiles = [
        json!({ "id": "p" }),
        json!({ "name": "shopping" }),
        json!({ "id": "p", "save_changes": true }),
        json!({ "name": "shopping", "save_changes": false }),
    ];
    for profile in profiles {
        assert_eq!(to_value(from_value::<BrowserProfile>(profile.clone())?)?, profile);
    }
    for extension in [json!({ "id": "e" }), json!({ "name": "ad-blocker" })] {
        assert_eq!(to_value(from_value::<BrowserExtension>(extension.clone())?)?, extension);
    }
    Ok(())
}

#[test]
fn constructors_by_id_and_by_name_choose_the_member() -> Outcome {
    let profile = BrowserProfile::by_name("shopping");
    assert_eq!(profile.by, BrowserProfileBy::Name("shopping".to_owned()));
    assert_eq!(profile.save_changes, None);
    assert_eq!(to_value(BrowserProfile::by_id("p"))?, json!({ "id": "p" }));
    assert_eq!(to_value(BrowserExtension::by_id("e"))?, json!({ "id": "e" }));
    assert_eq!(to_value(BrowserExtension::by_name("n"))?, json!({ "name": "n" }));
    Ok(())
}

#[test]
fn the_name_of_a_profile_is_absent_null_or_a_value_and_stays_so() -> Outcome {
    let with_name = |name: Option<Value>| {
        let mut profile = json!({ "id": "p", "created_at": "2026-11-24T10:15:30.000Z" });
        if let Some(name) = name {
            profile["name"] = name;
        }
        profile
    };
    let cases = [
        (None, Nullable::Absent),
        (Some(Value::Null), Nullable::Null),
        (Some(json!("shopping")), Nullable::Value("shopping".to_owned())),
    ];
    for (name, expected) in cases {
        let text = with_name(name);
        let profile: Profile = from_value(text.clone())?;
        assert_eq!(profile.name, expected);
        assert_eq!(to_value(profile)?, text);
    }
    Ok(())
}

#[tokio::test]
async fn a_null_name_arrives_through_a_call() -> Outcome {
    let (server, client) = play([Answer::created_with(|browser| browser["profile"]["name"] = Value::Null)])?;
    let profile = client
        .browsers()
        .create(None)
        .await?
        .profile
        .ok_or("there is a profile")?;
    assert_eq!(profile.name, Nullable::Null);
    assert_eq!(server.hits(), 1);
    Ok(())
}

#[test]
fn a_documented_default_is_neither_invented_nor_sent() -> Outcome {
    let profile: BrowserProfile = from_value(json!({ "id": "p" }))?;
    assert_eq!(profile.save_changes, None);
    assert_eq!(to_value(profile)?, json!({ "id": "p" }));
    assert_eq!(to_value(BrowserRequest::default())?, json!({}));
    Ok(())
}

#[test]
fn a_required_member_must_be_there() -> Outcome {
    let error = from_value::<BrowserViewport>(json!({ "width": 1280 }))
        .failed()?
        .to_string();
    assert!(error.contains("`height`"), "{error}");
    Ok(())
}

#[tokio::test]
async fn an_uptime_beyond_32_bits_is_kept() -> Outcome {
    let (server, client) = play([Answer::created_complete()])?;
    let usage = client.browsers().create(None).await?.usage.ok_or("there is usage")?;
    assert_eq!(usage.uptime_ms, 2_505_600_000);
    assert_eq!(server.hits(), 1);
    Ok(())
}

#[test]
fn a_time_is_written_as_it_was_read() -> Outcome {
    for time in ["2026-11-24T10:15:30.000Z", "2026-11-24T11:15:30+01:00"] {
        let profile: Profile = from_value(json!({ "id": "p", "created_at": time }))?;
        assert_eq!(profile.created_at.as_str(), time);
        assert_eq!(to_value(profile)?["created_at"], time);
    }
    Ok(())
}

#[test]
fn validate_reports_every_violation_with_its_path() -> Outcome {
    let mut extensions = vec![BrowserExtension::by_id("e"); 21];
    extensions[3] = BrowserExtension::by_name("a b");
    let request = BrowserRequest {
        timeout_seconds: Some(9),
        profile: Some(BrowserProfile::by_name("")),
        extensions: Some(extensions),
        viewport: Some(BrowserViewport {
            width: 319,
            height: 4321,
            refresh_rate: None,
        }),
        ..Default::default()
    };
    let violations = request.validate().failed()?;
    let paths: Vec<String> = violations.iter().map(|violation| violation.path.clone()).collect();
    for path in [
        "/timeout_seconds",
        "/profile/name",
        "/extensions",
        "/extensions/3/name",
        "/viewport/width",
        "/viewport/height",
    ] {
        assert!(paths.iter().any(|found| found == path), "{path} is missing: {paths:?}");
    }
    let text = violations.to_string();
    assert_eq!(text.lines().count(), paths.len(), "one line for each: {text}");
    Ok(())
}

#[test]
fn validate_accepts_the_limits_themselves() -> Outcome {
    for (timeout, width, height, name) in [(10, 320, 240, "a".to_owned()), (259_200, 7680, 4320, "a".repeat(255))] {
        let request = BrowserRequest {
            timeout_seconds: Some(timeout),
            profile: Some(BrowserProfile::by_name(&*name)),
            extensions: Some(vec![BrowserExtension::by_id("e"); 20]),
            viewport: Some(BrowserViewport {
                width,
                height,
                refresh_rate: Some(60),
            }),
            ..Default::default()
        };
        request.validate()?;
    }
    Ok(())
}

#[test]
fn validate_refuses_what_is_just_beyond_the_limits() {
    let viewport = |width, height| BrowserRequest {
        viewport: Some(BrowserViewport::new(width, height)),
        ..Default::default()
    };
    let timeout = |seconds| BrowserRequest {
        timeout_seconds: Some(seconds),
        ..Default::default()
    };
    let name = BrowserRequest {
        profile: Some(BrowserProfile::by_name("a".repeat(256))),
        ..Default::default()
    };
    for (request, path) in [
        (timeout(9), "/timeout_seconds"),
        (timeout(259_201), "/timeout_seconds"),
        (viewport(319, 240), "/viewport/width"),
        (viewport(7681, 240), "/viewport/width"),
        (viewport(320, 239), "/viewport/height"),
        (viewport(320, 4321), "/viewport/height"),
        (name, "/profile/name"),
    ] {
        let violations = request.validate().expect_err("one is beyond a limit");
        assert!(
            violations.iter().all(|violation| violation.path == path),
            "{violations}"
        );
    }
}

#[tokio::test]
async fn debug_shows_a_session_but_none_of_its_tokens() -> Outcome {
    let (server, client) = play([Answer::created()])?;
    let browser: Browser = client.browsers().create(None).await?;
    assert!(
        browser.cdp_ws_url.contains("secret-cdp-token"),
        "the value itself is there"
    );
    for text in [format!("{browser:?}"), format!("{browser:#?}")] {
        assert!(text.contains("htzv5orfit78e1m2biiifpbv"), "{text}");
        assert!(!text.contains("secret-"), "{text}");
    }
    assert_eq!(server.hits(), 1);
    Ok(())
}

#[tokio::test]
async fn members_that_the_document_does_not_name_are_ignored() -> Outcome {
    let (server, client) = play([Answer::misfit(|browser| {
        browser["from_the_future"] = json!({ "a": [1] });
    })])?;
    assert_eq!(client.browsers().create(None).await?.timeout_seconds, 60);
    assert_eq!(server.hits(), 1);
    Ok(())
}

#[test]
fn users_are_told_of_a_deprecated_member_and_of_a_deprecated_type() {
    // An expectation that is not met fails the build: each stands for one attribute alone.
    let mut request = BrowserRequest::default();
    #[expect(deprecated, reason = "the field is deprecated by the document")]
    {
        request.persistence = None;
    }
    #[expect(deprecated, reason = "the type is deprecated by the document")]
    let size = size_of::<kernel_api::types::BrowserPersistence>();
    assert_eq!((request, size), (BrowserRequest::default(), size_of::<String>()));
}

#[tokio::test]
#[expect(deprecated, reason = "field and type are deprecated by the document")]
async fn a_deprecated_member_is_sent_all_the_same() -> Outcome {
    let (server, client) = play([Answer::created()])?;
    let persistence = kernel_api::types::BrowserPersistence {
        id: "my-browser".to_owned(),
    };
    client
        .browsers()
        .create(BrowserRequest {
            persistence: Some(persistence),
            ..Default::default()
        })
        .await?;
    assert_eq!(
        server.requests()[0].json()?,
        json!({ "persistence": { "id": "my-browser" } })
    );
    assert_eq!(server.hits(), 1);
    Ok(())
}
