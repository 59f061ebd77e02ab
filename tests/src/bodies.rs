//! The bodies of the scripted answers.
//!
//! Those that claim to fit the document are held against it whenever they are sent, so they are written out here and
//! not derived from anything.

use serde_json::{Value, json};

/// A session as the API usually answers it.
pub(crate) fn browser() -> Value {
    json!({
        "created_at": "2026-11-24T10:15:30.000Z",
        "cdp_ws_url": "wss://proxy.example.onkernel.com:8443/browser/cdp?jwt=secret-cdp-token",
        "webdriver_ws_url": "wss://proxy.example.onkernel.com:8443/browser/webdriver/session?jwt=secret-webdriver-token",
        "browser_live_view_url": "https://proxy.example.onkernel.com:8443/browser/live?jwt=secret-live-token",
        "base_url": "https://proxy.example.onkernel.com:8443/browser/kernel",
        "headless": false,
        "stealth": true,
        "gpu": false,
        "session_id": "htzv5orfit78e1m2biiifpbv",
        "timeout_seconds": 60,
        "profile": profile(),
        "viewport": { "width": 1280, "height": 800, "refresh_rate": 60 },
        "kiosk_mode": false,
        "start_url": "https://example.com"
    })
}

/// A session with its required members only.
pub(crate) fn minimal_browser() -> Value {
    json!({
        "created_at": "2026-11-24T10:15:30.000Z",
        "cdp_ws_url": "wss://proxy.example.onkernel.com:8443/browser/cdp?jwt=secret-cdp-token",
        "webdriver_ws_url": "wss://proxy.example.onkernel.com:8443/browser/webdriver/session?jwt=secret-webdriver-token",
        "session_id": "htzv5orfit78e1m2biiifpbv",
        "stealth": false,
        "headless": true,
        "timeout_seconds": 60
    })
}

/// A session with every member that the document names.
pub(crate) fn complete_browser() -> Value {
    let mut browser = browser();
    browser["persistence"] = json!({ "id": "my-awesome-browser-for-user-1234" });
    browser["proxy_id"] = json!("proxy_1");
    browser["pool"] = json!({ "id": "pool_1", "name": "warm" });
    browser["deleted_at"] = json!("2026-11-24T11:15:30+01:00");
    // Beyond what 32 bits hold: a session of 29 days.
    browser["usage"] = json!({ "uptime_ms": 2_505_600_000_i64 });
    browser
}

/// An error with every member that the document names.
pub(crate) fn error(code: &str, message: &str) -> Value {
    json!({
        "code": code,
        "message": message,
        "details": [{ "code": "invalid_input", "message": "one" }, { "message": "two" }],
        "inner_error": { "code": "inner", "message": "the cause" }
    })
}

/// The error that answers a request which does not keep to the document, one detail per violation.
pub(crate) fn violations(messages: &[String]) -> Value {
    let details: Vec<Value> = messages
        .iter()
        .map(|message| json!({ "code": "contract_violation", "message": message }))
        .collect();
    json!({
        "code": "contract_violation",
        "message": format!("the request does not keep to the document: {}", messages.join("; ")),
        "details": details
    })
}

fn profile() -> Value {
    json!({
        "id": "profile_1",
        "name": "shopping",
        "created_at": "2026-11-01T08:00:00Z",
        "updated_at": "2026-11-02T08:00:00Z",
        "last_used_at": "2026-11-03T08:00:00Z"
    })
}
