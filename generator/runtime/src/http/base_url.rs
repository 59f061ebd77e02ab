// kiln-runtime: support code, copied unchanged into generated crates.
//! The server that is called.
//!
//! ```text
//! https://api.example.com        →  https://api.example.com/browsers
//! https://example.com/api/v1/    →  https://example.com/api/v1/browsers
//! ```
//!
//! A path is kept and a slash at its end does not matter. A query or a fragment would be
//! lost, a user would be a credential outside of the security schemes: both are refused.

use http::Uri;

/// A checked base URL.
#[derive(Debug, Clone)]
pub(super) struct BaseUrl {
    /// Scheme, authority and path, with no slash at the end.
    text: String,
    host: String,
    port: Option<u16>,
}

impl BaseUrl {
    /// Checks a base URL; the error is a sentence that does not repeat it, since it may
    /// hold a password.
    pub(super) fn parse(text: &str) -> Result<Self, &'static str> {
        if text.contains(['?', '#']) {
            return Err("the base URL must have no query and no fragment");
        }
        let Ok(uri) = text.trim().parse::<Uri>() else {
            return Err("the base URL is not a URL");
        };
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err("the base URL must begin with https:// or http:// and a host");
        };
        if scheme != "https" && scheme != "http" {
            return Err("the base URL must begin with https:// or http://");
        }
        if authority.as_str().contains('@') {
            return Err(
                "the base URL must name no user: credentials have their own settings",
            );
        }
        if authority.host().is_empty() {
            return Err("the base URL has no host");
        }
        if authority.port_u16().is_none() && authority.as_str() != authority.host() {
            return Err("the port of the base URL is not a number from 0 to 65535");
        }
        Ok(Self {
            text: format!("{scheme}://{authority}{}", uri.path().trim_end_matches('/')),
            host: authority.host().to_owned(),
            port: authority.port_u16(),
        })
    }

    /// The URL of something at the same server, by a path that begins with a slash.
    pub(super) fn at_root(&self, path: &str) -> Result<Self, &'static str> {
        let start = self.text.find("://").map_or(0, |at| at + 3);
        let origin =
            self.text[start..].find('/').map_or(self.text.len(), |at| start + at);
        Self::parse(&format!("{}{path}", &self.text[..origin]))
    }

    /// The URL of something below this one, by a path that begins with no slash.
    pub(super) fn below(&self, path: &str) -> Result<Self, &'static str> {
        Self::parse(&format!("{}/{path}", self.text))
    }

    /// The URL without a slash at its end; what follows begins with one.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether both are the same scheme, host and port.
    pub(super) fn is_same_origin(&self, other: &Self) -> bool {
        let is_secure = |url: &Self| url.text.starts_with("https:");
        is_secure(self) == is_secure(other)
            && self.host.eq_ignore_ascii_case(&other.host)
            && self.port() == other.port()
    }

    /// The host alone.
    pub(super) fn host(&self) -> &str {
        &self.host
    }

    /// The port, the scheme's own where none is given.
    pub(super) fn port(&self) -> u16 {
        self.port.unwrap_or(if self.text.starts_with("https:") { 443 } else { 80 })
    }
}
