//! Whether a URL can be the base of calls: what the generated client would refuse is not put into it.

/// Why a URL cannot be a base URL; the client's own check says the same when it is built.
pub(super) fn obstacle(url: &str) -> Option<&'static str> {
    // A relative URL is the caller's to complete.
    let (scheme, rest) = url.split_once("://")?;
    if url.contains(['{', '}']) {
        return Some("it has a variable that is not declared");
    }
    if url.contains(['?', '#']) {
        return Some("it has a query or a fragment");
    }
    if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
        return Some("it does not begin with https:// or http://");
    }
    let authority = rest.split('/').next().unwrap_or_default();
    if authority.contains('@') {
        return Some("it names a user");
    }
    let (host, port) = match authority.strip_prefix('[') {
        Some(address) => {
            let Some((address, port)) = address.split_once(']') else {
                return Some("its host is not valid");
            };
            if address.parse::<std::net::Ipv6Addr>().is_err() {
                return Some("its host is not valid");
            }
            (address, port)
        }
        None => authority.split_at(authority.find(':').unwrap_or(authority.len())),
    };
    let unusual = |c: char| !(c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=%:".contains(c));
    if host.is_empty() || host.contains(unusual) {
        return Some("its host is not valid");
    }
    let bad_port = |port: &str| {
        port.strip_prefix(':')
            .is_none_or(|digits| digits.parse::<u16>().is_err())
    };
    if !port.is_empty() && bad_port(port) {
        return Some("its port is not a number from 0 to 65535");
    }
    let path = &rest[authority.len()..];
    path.contains(|c: char| !('!'..='~').contains(&c))
        .then_some("its path has characters that have to be escaped")
}

#[cfg(test)]
mod tests {
    use super::obstacle;

    #[test]
    fn usable_and_relative_urls_have_no_obstacle() {
        for url in [
            "https://a.test",
            "http://localhost:8080/v1/",
            "HTTPS://a.test/a%20b",
            "https://[::1]:80/x",
            "http://127.0.0.1",
            "/v1",
            "",
        ] {
            assert_eq!(obstacle(url), None, "{url}");
        }
    }

    #[test]
    fn what_the_client_refuses_has_an_obstacle() {
        for url in [
            "ftp://a.test",
            "https://a.test?y=1#z",
            "http://[::1",
            "http://[zz]",
            "https://{nope}.test",
            "https://u:p@a.test",
            "https:///v1",
            "https://a.test:99999",
            "https://a.test:",
            "https://a b.test",
            "https://a.test/a b",
        ] {
            assert!(obstacle(url).is_some(), "{url}");
        }
    }
}
