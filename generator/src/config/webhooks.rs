//! `[webhooks]`: how the service signs what it sends by itself.
//!
//! ```toml
//! [webhooks]
//! signature = "standard-webhooks"                     # or "svix", which names the headers otherwise
//! signature = "github"                                # or "stripe", "slack"; each is short for one of these:
//! signature = { header = "X-Hub-Signature-256", algorithm = "hmac-sha256", encoding = "hex", prefix = "sha256=" }
//! signature = { header = "X-Slack-Signature", algorithm = "hmac-sha256", prefix = "v0=",
//!               timestamp = "X-Slack-Request-Timestamp", signed = "v0:{timestamp}:{body}", tolerance = 300 }
//! signature = { header = "Stripe-Signature", algorithm = "hmac-sha256",
//!               pairs = { timestamp = "t", signature = "v1" }, signed = "{timestamp}.{body}" }
//! ```
//!
//! No version of OpenAPI can say this. `algorithm` is `hmac-sha1`, `hmac-sha256` or `hmac-sha512`; `encoding` is `hex`
//! unless it is said, `prefix` is empty. A time that is signed too is in a header of its own (`timestamp`), or with the
//! code in one (`pairs`). `signed` is what is signed then, `{timestamp}.{body}` unless it is said; requests whose time is
//! more than `tolerance` seconds away are refused, 300 unless it is said.

use crate::ir::{Signature, SignatureCode, SignatureEncoding, SignatureHash, TimedForm};

use super::table::{Misfit, Named, Setting, Table, Value, parsed};

/// `[webhooks]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Webhooks {
    /// How requests are signed, if the file says so.
    pub signature: Option<Named<Signature>>,
}

impl Webhooks {
    pub(super) fn read(table: &mut Table<'_>) -> Self {
        Self {
            signature: table.placed("signature"),
        }
    }
}

impl Setting for Signature {
    fn expected() -> String {
        "`standard-webhooks`, `svix`, `github`, `stripe`, `slack`, or a table with `header`, `algorithm` (`hmac-sha1`, \
         `hmac-sha256` or `hmac-sha512`), `encoding` (`hex` or `base64`) and `prefix`, and where a time is signed too \
         `timestamp` (a header) or `pairs`, `signed` and `tolerance`"
            .to_owned()
    }

    fn read(value: &Value<'_>) -> Result<Self, Misfit> {
        const KEYS: [&str; 8] = [
            "header",
            "algorithm",
            "encoding",
            "prefix",
            "timestamp",
            "pairs",
            "signed",
            "tolerance",
        ];
        let Some(table) = value.get_ref().as_table() else {
            return parsed(value, Self::of_service);
        };
        if let Some((key, _)) = table.iter().find(|(key, _)| !KEYS.contains(&&**key.get_ref())) {
            return Err(Misfit(key.span()));
        }
        let needed = |key: &str| table.get(key).ok_or_else(|| Misfit(value.span()));
        let code = SignatureCode {
            header: header(needed("header")?)?,
            hash: parsed(needed("algorithm")?, hash)?,
            encoding: table.get("encoding").map_or(Ok(SignatureEncoding::Hex), encoding)?,
        };
        let prefix = table.get("prefix").map(String::read).transpose()?;
        let form = match (table.get("timestamp"), table.get("pairs")) {
            (None, None) => None,
            (Some(timestamp), None) => Some(TimedForm::Apart {
                timestamp: header(timestamp)?,
                prefix: prefix.clone().unwrap_or_default(),
            }),
            // Codes in pairs have names in place of a prefix.
            (None, Some(pairs)) if prefix.is_none() => Some(self::pairs(pairs)?),
            (_, Some(pairs)) => return Err(Misfit(pairs.span())),
        };
        let (signed, tolerance) = (table.get("signed"), table.get("tolerance"));
        let Some(form) = form else {
            return match signed.or(tolerance) {
                Some(timeless) => Err(Misfit(timeless.span())),
                None => Ok(Self::Body {
                    code,
                    prefix: prefix.unwrap_or_default(),
                }),
            };
        };
        let signed = signed.map(|value| parsed(value, parts)).transpose()?;
        let (before, between) = signed.unwrap_or_else(|| (String::new(), ".".to_owned()));
        Ok(Self::Timed {
            code,
            form,
            before,
            between,
            tolerance: tolerance.map_or(Ok(Self::TOLERANCE), seconds)?,
        })
    }
}

fn header(value: &Value<'_>) -> Result<String, Misfit> {
    parsed(value, |text| is_token(text).then(|| text.to_owned()))
}

fn hash(text: &str) -> Option<SignatureHash> {
    match text {
        "hmac-sha1" => Some(SignatureHash::Sha1),
        "hmac-sha256" => Some(SignatureHash::Sha256),
        "hmac-sha512" => Some(SignatureHash::Sha512),
        _ => None,
    }
}

/// The names of the time and of the code.
fn pairs(value: &Value<'_>) -> Result<TimedForm, Misfit> {
    let table = value.get_ref().as_table().ok_or_else(|| Misfit(value.span()))?;
    let known = |key: &str| matches!(key, "timestamp" | "signature");
    if let Some((key, _)) = table.iter().find(|(key, _)| !known(key.get_ref())) {
        return Err(Misfit(key.span()));
    }
    let name = |key: &str| {
        let value = table.get(key).ok_or_else(|| Misfit(value.span()))?;
        parsed(value, |text| is_token(text).then(|| text.to_owned()))
    };
    Ok(TimedForm::Pairs {
        timestamp: name("timestamp")?,
        code: name("signature")?,
    })
}

/// What stands before the time, and between the time and the body, which is the end.
fn parts(signed: &str) -> Option<(String, String)> {
    let (before, rest) = signed.split_once("{timestamp}")?;
    let between = rest.strip_suffix("{body}")?;
    let plain = |text: &str| !text.contains(['{', '}']);
    (plain(before) && plain(between)).then(|| (before.to_owned(), between.to_owned()))
}

fn seconds(value: &Value<'_>) -> Result<u64, Misfit> {
    let integer = value.get_ref().as_integer().filter(|integer| integer.radix() == 10);
    let seconds = integer.and_then(|integer| integer.as_str().parse().ok());
    seconds
        .filter(|seconds| *seconds > 0)
        .ok_or_else(|| Misfit(value.span()))
}

fn encoding(value: &Value<'_>) -> Result<SignatureEncoding, Misfit> {
    parsed(value, |text| match text {
        "hex" => Some(SignatureEncoding::Hex),
        "base64" => Some(SignatureEncoding::Base64),
        _ => None,
    })
}

/// Whether a text can be the name of a header.
fn is_token(text: &str) -> bool {
    let part = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(part)
}
