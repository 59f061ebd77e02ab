//! No input makes the reader panic, whatever its form, and what two forms have in common they read alike.

use kiln::source::{Input, Limits};
use proptest::prelude::*;

use crate::{read_input, read_text};

const YAML: &str = "openapi: 3.1.0\nx: &a {k: [1, .5, ~, 'q', \"\\u0041\"], <<: {m: 1}}\ny:\n  - *a\n  - |\n    text\n  - ? z\n    : !!str 1\n";
const JSON: &str = r#"{"openapi": "3.1.0", "x": [1, -2.5e+3, null, true, "\ud83d\ude00"], "y": {"z": {}}}"#;
const PAGE: &str = "# T\n\n````yaml post /x\nopenapi: 3.1.0\nx: [1]\n````\n\n~~~\n{\"a\": 1}\n~~~\n";
const NAMES: [&str; 4] = ["a.yaml", "a.json", "a.md", "<stdin>"];

/// Reads a text in every form, with limits that small inputs can reach; rendering checks that the spans are sound.
fn read_in_every_form(text: &str) {
    let limits = Limits {
        bytes: 10_000,
        depth: 6,
        nodes: 60,
        hops: 4,
    };
    for name in NAMES {
        let input = Input::Text {
            name: name.to_owned(),
            text: text.to_owned(),
        };
        read_input(&input, &limits);
        read_text(name, text);
    }
}

/// A piece of one of the forms, or anything.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "{",
            "}",
            "[",
            "]",
            ":",
            ": ",
            ",",
            "\"",
            "'",
            "\\",
            "\\u",
            "d800",
            "- ",
            "? ",
            "&a ",
            "*a",
            "<<: ",
            "!!int ",
            "!",
            "|\n",
            ">-\n",
            "---\n",
            "...\n",
            "%YAML 1.1\n",
            "# ",
            "\n",
            "\r\n",
            "  ",
            "\t",
            "```",
            "~~~~",
            "openapi: 3\n",
            ".inf",
            "0x",
            "1e",
            "-",
            "\u{feff}",
            "é",
            "😀",
            "a",
            "null",
            "true",
            "\"openapi\"",
            "\u{85}",
            "\0",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        let file = tempfile::NamedTempFile::new().expect("there is a folder for temporary files");
        std::fs::write(file.path(), &bytes).expect("the file can be written");
        read_input(&Input::File(file.path().to_path_buf()), &Limits::default());
        read_in_every_form(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_pieces_are_read_or_refused(pieces in prop::collection::vec(piece(), 0..24)) {
        read_in_every_form(&pieces.concat());
    }

    #[test]
    fn mutated_documents_are_read_or_refused(
        document in prop::sample::select(vec![YAML, JSON, PAGE]),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0..3usize, piece()), 1..4),
    ) {
        let mut text: Vec<char> = document.chars().collect();
        for (index, removed, inserted) in edits {
            let at = index.index(text.len() + 1);
            let end = (at + removed).min(text.len());
            text.splice(at..end, inserted.chars());
        }
        read_in_every_form(&text.into_iter().collect::<String>());
    }

    #[test]
    fn json_is_accepted_exactly_when_serde_json_accepts_it(pieces in prop::collection::vec(
        prop::sample::select(vec!["{", "}", "[", "]", ":", ",", "\"a\"", "\"\\u00e9\"", "\"\\ud800", "0", "-1", ".5", "e1", "null", " ", "\n"]),
        0..8,
    )) {
        let text = pieces.concat();
        let ours = read_text("a.json", &text);
        let theirs = serde_json::from_str::<serde_json::Value>(&text);
        prop_assert_eq!(ours.tree.is_some(), theirs.is_ok(), "{}: {}", text, ours.printed);
    }
}
