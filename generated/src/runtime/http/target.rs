// kiln-runtime: support code, copied unchanged into generated crates.
//! URLs that a server gives for the next page, resolved as RFC 3986 has it.
//!
//! ```text
//! https://api.example.com/v1/things?page=1      the request
//!   ?page=2                                     https://api.example.com/v1/things?page=2
//!   /v1/things?page=2                           the same
//!   https://cdn.example.com/things/2            another origin, which gets no credentials
//! ```
//!
//! Only `http` and `https` are followed; a URL with a user is refused, since that would be
//! a credential that the server chose.

use super::base_url::BaseUrl;
use super::path::NOT_IN_URLS;
use super::reference;
use percent_encoding::utf8_percent_encode;

/// Where a request goes, in place of the operation's own URL.
#[derive(Debug, Clone)]
pub(super) struct Target {
    /// The URL, without a fragment.
    pub(super) url: String,
    /// Its scheme and host.
    pub(super) origin: BaseUrl,
    /// Whether that is not the origin of the client.
    pub(super) is_foreign: bool,
}

impl Target {
    /// What a reference in the answer to a request for `current` leads to; `home` is
    /// where the client's credentials belong. The error is the end of a sentence.
    pub(super) fn of(
        reference: &str,
        current: &str,
        home: &BaseUrl,
    ) -> Result<Self, &'static str> {
        const UNFIT: &str = "its URL is none of http or https with a host and no user";
        let url = reference::resolve(reference.trim(), current).ok_or(UNFIT)?;
        let url = utf8_percent_encode(&url, NOT_IN_URLS).to_string();
        let host = url.find("://").ok_or(UNFIT)? + "://".len();
        let (_, rest) = url.split_at(host);
        let end = host + rest.find(['/', '?']).unwrap_or(rest.len());
        let origin =
            BaseUrl::parse(url.get(..end).unwrap_or_default()).map_err(|_| UNFIT)?;
        Ok(Self { is_foreign: !origin.is_same_origin(home), origin, url })
    }
}
