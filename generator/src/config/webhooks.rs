//! `[webhooks]`: how the service signs what it sends by itself.
//!
//! ```toml
//! [webhooks]
//! signature = "standard-webhooks"                     # or "svix", which names the headers otherwise
//! signature = { header = "X-Hub-Signature-256", algorithm = "hmac-sha256", encoding = "hex", prefix = "sha256=" }
//! ```
//!
//! No version of OpenAPI can say this. `encoding` is `hex` unless it is said, `prefix` is empty.

use crate::ir::{Signature, SignatureEncoding};

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
        "`standard-webhooks`, `svix`, or a table with `header`, `algorithm` (`hmac-sha256`), `encoding` (`hex` or `base64`) \
         and `prefix`"
            .to_owned()
    }

    fn read(value: &Value<'_>) -> Result<Self, Misfit> {
        const KEYS: [&str; 4] = ["header", "algorithm", "encoding", "prefix"];
        let Some(table) = value.get_ref().as_table() else {
            return parsed(value, |text| match text {
                "standard-webhooks" => Some(Self::standard("webhook-")),
                "svix" => Some(Self::standard("svix-")),
                _ => None,
            });
        };
        if let Some((key, _)) = table.iter().find(|(key, _)| !KEYS.contains(&&**key.get_ref())) {
            return Err(Misfit(key.span()));
        }
        let needed = |key: &str| table.get(key).ok_or_else(|| Misfit(value.span()));
        let header = parsed(needed("header")?, |text| is_token(text).then(|| text.to_owned()))?;
        parsed(needed("algorithm")?, |text| (text == "hmac-sha256").then_some(()))?;
        let encoding = table.get("encoding").map(encoding).transpose()?;
        let prefix = table.get("prefix").map(String::read).transpose()?;
        Ok(Self::Hmac {
            header,
            encoding: encoding.unwrap_or(SignatureEncoding::Hex),
            prefix: prefix.unwrap_or_default(),
        })
    }
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
