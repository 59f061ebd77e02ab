//! Forms of texts, against the cases of the JSON-Schema-Test-Suite where its folder is there, and some of our own.

use std::path::{Path, PathBuf};

use kiln_runtime::format;
use kiln_runtime::json::{Base64, Date};
use kiln_runtime::validate::Form;

/// Every form by its name in JSON Schema.
const FORMS: &[(&str, &Form)] = &[
    ("base64url", &format::BASE64_URL),
    ("byte", &format::BASE64),
    ("date", &format::DATE),
    ("date-time", &format::DATE_TIME),
    ("decimal", &format::DECIMAL),
    ("duration", &format::DURATION),
    ("email", &format::EMAIL),
    ("hostname", &format::HOSTNAME),
    ("idn-email", &format::IDN_EMAIL),
    ("idn-hostname", &format::IDN_HOSTNAME),
    ("ipv4", &format::IPV4),
    ("ipv6", &format::IPV6),
    ("iri", &format::IRI),
    ("iri-reference", &format::IRI_REFERENCE),
    ("json-pointer", &format::JSON_POINTER),
    ("regex", &format::REGEX),
    ("relative-json-pointer", &format::RELATIVE_JSON_POINTER),
    ("time", &format::TIME),
    ("uri", &format::URI),
    ("uri-reference", &format::URI_REFERENCE),
    ("uri-template", &format::URI_TEMPLATE),
    ("uuid", &format::UUID),
];

fn form(name: &str) -> Option<&'static Form> {
    FORMS.iter().find(|(known, _)| *known == name).map(|(_, form)| *form)
}

/// The folder of the suite, if it is beside the repository.
fn suite() -> Option<PathBuf> {
    let shared = std::env::var_os("KILN_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    );
    let folder = shared.join("conformance/json-schema/draft2020-12/optional/format");
    folder.is_dir().then_some(folder)
}

#[test]
fn the_test_suite_agrees() {
    let Some(folder) = suite() else {
        eprintln!("skipped: the JSON-Schema-Test-Suite is not there");
        return;
    };
    let (mut count, mut wrong, mut tolerated) = (0, Vec::new(), 0);
    for entry in std::fs::read_dir(folder).expect("the folder is readable") {
        let text = std::fs::read(entry.expect("the folder is readable").path());
        let groups: serde_json::Value =
            serde_json::from_slice(&text.expect("the file is readable"))
                .expect("the suite is JSON");
        for group in groups.as_array().into_iter().flatten() {
            let name = group["schema"]["format"].as_str().unwrap_or_default();
            let Some(form) = form(name) else { continue };
            for case in group["tests"].as_array().into_iter().flatten() {
                let Some(data) = case["data"].as_str() else { continue };
                count += 1;
                let valid = case["valid"] == true;
                // What a label in Punycode stands for is not looked at.
                let is_encoded =
                    name == "hostname" && data.to_ascii_lowercase().starts_with("xn--");
                if form.fits(data) == valid {
                    continue;
                }
                if is_encoded && !valid {
                    tolerated += 1;
                } else {
                    wrong.push(format!("{name} {data:?}: {}", case["description"]));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 250, "only {count} cases are found");
    eprintln!("{count} cases, {tolerated} of them Punycode that is not looked into");
}

/// Forms with texts that have them and texts that have not.
const CASES: &[(&str, &[&str], &[&str])] = &[
    (
        "uuid",
        &[
            "2eb8aa08-aa98-11ea-b4aa-73b441d16380",
            "2EB8AA08-AA98-11EA-B4AA-73B441D16380",
        ],
        &[
            "",
            "2eb8aa08aa9811eab4aa73b441d16380",
            "2eb8aa08-aa98-11ea-b4aa-73b441d1638g",
            "2eb8-aa08-aa98-11ea-b4aa73b44-1d16380",
            "{2eb8aa08-aa98-11ea-b4aa-73b441d16380}",
        ],
    ),
    (
        "email",
        &[
            "joe.bloggs@example.com",
            "te~st@example.com",
            "\"joe bloggs\"@example.com",
            "\"joe\\\"@bloggs\"@example.com",
            "joe@[127.0.0.1]",
            "joe@[IPv6:::1]",
        ],
        &[
            "",
            "2962",
            "@example.com",
            "joe@",
            ".joe@example.com",
            "joe.@example.com",
            "te..st@example.com",
            "joe bloggs@example.com",
            "joe@[127.0.0.300]",
            "joe@exa mple.com",
            "\"joe\"bloggs\"@example.com",
            "joe@-example.com",
            "müller@example.com",
        ],
    ),
    (
        "time",
        &["08:30:06Z", "23:59:60Z", "15:59:60-08:00", "08:30:06.283185+00:20"],
        &[
            "",
            "08:30:06",
            "8:30:06Z",
            "24:00:00Z",
            "22:59:60Z",
            "08:30:06 PST",
            "01:02:03+24:00",
        ],
    ),
    (
        "uri",
        &[
            "http://foo.bar/?baz=qux#quux",
            "http://foo.com/blah_(wikipedia)_blah#cite-1",
            "http://-.~_!$&'()*+,;=:%40:80%2f::::::@example.com",
            "ftp://ftp.is.co.za/rfc/rfc1808.txt",
            "mailto:John.Doe@example.com",
            "ldap://[2001:db8::7]/c=GB?objectClass?one",
            "tel:+1-816-555-1212",
            "urn:oasis:names:specification:docbook:dtd:xml:4.1.2",
            "file:///etc/hosts",
            "https://example.com:/x",
        ],
        &[
            "",
            "//foo.bar/?baz=qux",
            "/abc",
            "abc",
            "\\\\WINDOWS\\fileshare",
            "http:// shouldfail.com",
            ":// should fail",
            "bar,baz:foo",
            "https://[@example.org/test.txt",
            "https://example.org/foobar\\.txt",
            "https://example.org/foobar<>.txt",
            "https://example.org/foobar{}.txt",
            "https://example.com/%zz",
            "https://example.com/%4",
            "https://example.com:8a/",
            "http://exämple.com",
            "http://a.test/\u{1}",
        ],
    ),
    (
        "uri-reference",
        &[
            "http://a.test",
            "//foo.bar/?baz",
            "/abc",
            "abc",
            "#fragment",
            "?q",
            "",
            "a/b:c",
        ],
        &["\\\\WINDOWS", "#frag\\ment", "1a:b"],
    ),
    (
        "uri-template",
        &[
            "http://example.com/dictionary/{term:1}/{term}",
            "https://api.test/repos/{owner}/{repo}{?page,per_page*}",
            "dictionary/{+a.b}{#x}",
            "no/variables",
            "caf%C3%A9/{var%20}",
        ],
        &[
            "http://example.com/{term",
            "a}b",
            "{}",
            "{a,,b}",
            "{a:0}",
            "{a b}",
            "a b",
            "%4",
        ],
    ),
    (
        "relative-json-pointer",
        &["1", "0/foo/bar", "2/0/baz~0", "0#"],
        &["", "/foo", "-1/foo", "01/a", "0##", "a"],
    ),
    (
        "hostname",
        &["localhost", "a.b-c.example", "xn--bcher-kva.example"],
        &["", "a..b", "bücher.example", "a_b"],
    ),
    (
        "idn-hostname",
        &["bücher.example", "실례。테스트"],
        &["", "-bücher.example", "a b", "a\u{a0}b"],
    ),
    (
        "decimal",
        &["0", "-1.50", "+3", "1e-7", "00.1"],
        &["", ".", "1.", ".5", "1,5", "0x1", "1e", "NaN"],
    ),
    ("base64url", &["", "_-8", "Zg", "Zg=="], &["Z", "Zg=", "+/8=", "Zg=a", "===="]),
    (
        "byte",
        &["", "Zg==", "Zm8=", "Zm9v", "+/8="],
        &["Zg", "Z===", "Zh==", "Zm9vZ", "Zg==Zg==", "_-8="],
    ),
    (
        "regex",
        &[
            "a{2,3}?",
            "a{",
            "{a}",
            "[^\\]]+",
            "(?<y>\\d{4})-\\k<y>",
            "\\p{L}\\u{1F600}\\x41",
            "\\/\\-",
            "a|",
            "\\0",
        ],
        &[
            "*", "a**", "(", ")", "[", "\\", "(?<>a)", "\\u{}", "\\x4", "\\p", "\\k",
            "\\q", "(?>a)",
        ],
    ),
    (
        "ipv4",
        &["127.0.0.1"],
        &["127.0.0", "256.0.0.1", "087.10.0.1", "0x7f000001", "1.1.1.1/24"],
    ),
];

#[test]
fn texts_have_the_form_or_not() {
    for (name, valid, invalid) in CASES {
        let form = form(name).expect("the form has a name");
        for text in *valid {
            assert!(form.fits(text), "{name} {text:?}");
        }
        for text in *invalid {
            assert!(!form.fits(text), "{name} {text:?}");
        }
    }
}

#[test]
fn dates_have_parts_and_keep_their_text() {
    let date: Date = "2024-02-29".parse().expect("a day of a leap year");
    assert_eq!(date.parts(), Some((2024, 2, 29)));
    assert_eq!(Date::new(2024, 2, 29), Ok(date));
    assert!(Date::new(2023, 2, 29).is_err() && Date::new(10_000, 1, 1).is_err());
    assert_eq!(
        Date::new(7, 1, 2).map(|date| date.to_string()).as_deref(),
        Ok("0007-01-02")
    );
    for text in ["24.11.2026", "2026-11-24T00:00:00Z", "٢٠٢٦-11-24", ""] {
        assert!(text.parse::<Date>().is_err(), "{text}");
        let json = serde_json::to_string(text).expect("a string has a JSON form");
        let kept: Date =
            kiln_runtime::json::from_slice(json.as_bytes()).expect("any string is kept");
        assert_eq!((kept.as_str(), kept.parts()), (text, None));
        assert_eq!(serde_json::to_string(&kept).ok(), Some(json));
    }
}

#[test]
fn bytes_come_out_as_they_went_in() {
    for bytes in [&b""[..], b"f", b"fo", b"foo", b"foob", &[0, 255, 128, 7, 62, 63]] {
        let text = Base64::from(bytes);
        assert_eq!(text.bytes().as_deref(), Some(bytes));
        assert_eq!(text.as_str().parse().as_ref(), Ok(&text));
    }
    assert_eq!(Base64::from(b"foob".to_vec()).to_string(), "Zm9vYg==");
    let kept: Base64 =
        kiln_runtime::json::from_slice(b"\"Zm9v\\n\"").expect("any string is kept");
    assert_eq!((kept.as_str(), kept.bytes()), ("Zm9v\n", None));
    assert!(Vec::try_from(&kept).is_err());
}
