//! Addresses of files and schemas, and what a relative one means.
//!
//! ```yaml
//! $id: https://example.com/schemas/pet.json
//! $ref: ../common.yaml#/Error           # https://example.com/common.yaml, or the file of that name
//! ```
//!
//! An address is either a URI with a scheme, resolved by RFC 3986, or the path of a file from the folder of the main
//! document. Such a path keeps what leads out of that folder (`../common.yaml`), so that it is the same on every machine.
//! Nothing is decoded here.

/// The scheme of a URI; a single letter is the drive of a path.
pub(super) fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    let valid = scheme.len() > 1 && scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(part);
    valid.then_some(scheme)
}

/// The address before a `#`, and the fragment after it.
pub(super) fn split(reference: &str) -> (&str, &str) {
    reference.split_once('#').unwrap_or((reference, ""))
}

/// What a reference without its fragment means where `base` is the address.
pub(super) fn resolve(base: &str, reference: &str) -> String {
    if reference.is_empty() {
        return base.to_owned();
    }
    if scheme(reference).is_some() {
        return without_dots(reference);
    }
    if scheme(base).is_none() {
        let rooted = reference.starts_with('/');
        return if rooted {
            reference.to_owned()
        } else {
            path(folder(base), reference)
        };
    }
    let (start, path) = parts(base);
    let target = if let Some(authority) = reference.strip_prefix("//") {
        let scheme = scheme(base).unwrap_or_default();
        return without_dots(&format!("{scheme}://{authority}"));
    } else if reference.starts_with('/') {
        reference.to_owned()
    } else if reference.starts_with('?') {
        format!("{}{reference}", path.split('?').next().unwrap_or_default())
    } else if path.is_empty() && start.contains("//") {
        format!("/{reference}")
    } else {
        let path = path.split('?').next().unwrap_or_default();
        format!("{}{reference}", path.rfind('/').map_or("", |end| &path[..=end]))
    };
    without_dots(&format!("{start}{target}"))
}

/// The path of a file as it is written from the main document's folder.
pub(super) fn path(folder: &str, relative: &str) -> String {
    let mut steps: Vec<&str> = Vec::new();
    for step in folder.split('/').chain(relative.split('/')) {
        match step {
            "" | "." => {}
            ".." if steps.last().is_some_and(|last| *last != "..") => {
                steps.pop();
            }
            other => steps.push(other),
        }
    }
    steps.join("/")
}

/// The folder of a path.
pub(super) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The scheme and authority of a URI, and the rest.
fn parts(uri: &str) -> (&str, &str) {
    let after_scheme = uri.find(':').map_or(0, |colon| colon + 1);
    let start = match uri[after_scheme..].strip_prefix("//") {
        Some(authority) => after_scheme + 2 + authority.find(['/', '?']).unwrap_or(authority.len()),
        None => after_scheme,
    };
    uri.split_at(start)
}

/// A URI whose path has no `.` and `..`.
fn without_dots(uri: &str) -> String {
    let (start, rest) = parts(uri);
    let (path, query) = match rest.find('?') {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    if !path.starts_with('/') {
        return uri.to_owned();
    }
    let mut steps: Vec<&str> = Vec::new();
    let all: Vec<&str> = path.split('/').skip(1).collect();
    for (index, step) in all.iter().enumerate() {
        let last = index + 1 == all.len();
        match *step {
            "." | ".." => {
                if *step == ".." {
                    steps.pop();
                }
                steps.extend(last.then_some(""));
            }
            other => steps.push(other),
        }
    }
    format!("{start}/{}{query}", steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_from_the_main_documents_folder() {
        for (base, reference, expected) in [
            ("openapi.yaml", "./schemas/Pet.yaml", "schemas/Pet.yaml"),
            ("schemas/Pet.yaml", "../openapi.yaml", "openapi.yaml"),
            ("schemas/Pet.yaml", "Toy.yaml", "schemas/Toy.yaml"),
            ("openapi.yaml", "../../common.yaml", "../../common.yaml"),
            ("../../common.yaml", "./x/../y.yaml", "../../y.yaml"),
            ("../a/common.yaml", "../b.yaml", "../b.yaml"),
            ("openapi.yaml", "", "openapi.yaml"),
            ("openapi.yaml", "/etc/passwd", "/etc/passwd"),
            ("openapi.yaml", "https://a.test/x", "https://a.test/x"),
        ] {
            assert_eq!(resolve(base, reference), expected, "{base} {reference}");
        }
    }

    #[test]
    fn uris_are_resolved_as_the_standard_says() {
        let base = "http://a/b/c/d;p?q";
        for (reference, expected) in [
            ("", "http://a/b/c/d;p?q"),
            ("g", "http://a/b/c/g"),
            ("./g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            (".", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../../../g", "http://a/g"),
            ("g/../h", "http://a/b/c/h"),
        ] {
            assert_eq!(resolve(base, reference), expected, "{reference}");
        }
        assert_eq!(resolve("http://a", "g"), "http://a/g");
        assert_eq!(resolve("urn:uuid:1", ""), "urn:uuid:1");
        assert_eq!(resolve("http://a/b/", "c.json"), "http://a/b/c.json");
        assert_eq!(resolve("http://a/b", "http://x/y/../z"), "http://x/z");
    }

    #[test]
    fn a_drive_is_no_scheme() {
        assert_eq!(scheme("C:/schemas.yaml"), None);
        assert_eq!(scheme("urn:example:a"), Some("urn"));
        assert_eq!(scheme("./a:b.yaml"), None);
    }

    #[test]
    fn a_fragment_begins_at_the_first_mark() {
        assert_eq!(split("a.yaml#/b"), ("a.yaml", "/b"));
        assert_eq!(split("#b"), ("", "b"));
        assert_eq!(split("a.yaml"), ("a.yaml", ""));
    }
}
