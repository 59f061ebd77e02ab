//! Files of the file system, texts at hand, and what stands in for URLs.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::{Beyond, Bundle, Lost, Places};
use crate::diag::{Code, Pointer, Sink, Sources};
use crate::source::{Input, Limits, NodeRef};

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("the folder is writable");
        fs::write(path, text).expect("the folder is writable");
    }
    folder
}

fn read(main: &Path, folders: &[(String, PathBuf)], limits: &Limits) -> (Bundle, Sources) {
    let places = Places {
        folders: folders.to_vec(),
        root: None,
    };
    read_from(main, &places, limits)
}

fn read_from(main: &Path, places: &Places, limits: &Limits) -> (Bundle, Sources) {
    let mut sources = Sources::default();
    let mut sink = Sink::default();
    let input = Input::File(main.to_owned());
    let bundle = Bundle::read(&input, places, &mut sources, limits, &mut sink);
    (bundle.unwrap_or_else(|| panic!("{:?}", sink.diagnostics())), sources)
}

/// What the reference at `/NAME/$ref` of the main document leads to, as JSON.
fn led(bundle: &Bundle, name: &str) -> Result<String, Lost> {
    let from = bundle.find(&Pointer::root().join(name)).expect("the place is there");
    let reference = bundle.node(from).get("$ref").and_then(NodeRef::as_str);
    let target = bundle.resolve(from, reference.expect("it has a reference"))?;
    Ok(bundle.node(target.node).canonical_json())
}

#[test]
fn files_are_found_beside_below_and_above() {
    let folder = folder(&[
        (
            "spec/main.yaml",
            "{ a: { $ref: ./b.yaml }, c: { $ref: sub/c.json#/1 }, d: { $ref: ../common.yaml }, e: { $ref: 'a%20b.yaml' }, f: { $ref: 'a b.yaml' }, \
             g: { $ref: 'c%20d.yaml' }, s: { $ref: $select.yaml }, self: { $ref: '../spec/main.yaml#/z' }, z: 9 }",
        ),
        ("spec/b.yaml", "1"),
        ("spec/sub/c.json", "[1, 2]"),
        ("common.yaml", "3"),
        ("spec/a b.yaml", "4"),
        ("spec/c%20d.yaml", "5"),
        ("spec/$select.yaml", "6"),
    ]);
    let places = Places {
        folders: Vec::new(),
        root: Some(folder.path().to_owned()),
    };
    let (bundle, sources) = read_from(&folder.path().join("spec/main.yaml"), &places, &Limits::default());
    let all: Vec<String> = ["a", "c", "d", "e", "f", "g", "s", "self"]
        .iter()
        .map(|name| led(&bundle, name).unwrap_or_else(|lost| format!("{lost:?}")))
        .collect();
    assert_eq!(all, ["1", "2", "3", "4", "4", "5", "6", "9"]);
    assert_eq!(
        sources.paths().count(),
        7,
        "every file is read once, and its path is known"
    );
}

#[test]
fn nothing_is_read_from_outside_or_by_an_absolute_path() {
    let folder = folder(&[
        (
            "a/spec/main.yaml",
            "{ a: { $ref: ../secret.env }, b: { $ref: /etc/hostname }, c: { $ref: 'file:///etc/hostname' }, d: { $ref: sub/../../secret.env }, e: { $ref: '%2e%2e/secret.env' }, \
             f: { $ref: ../../secret.yaml }, g: { $ref: ../../none.yaml }, h: { $ref: link.yaml }, i: { $ref: sub/none/../../../../none.yaml }, k: { $ref: ../common.yaml }, j: { $ref: linked/secret.yaml } }",
        ),
        ("a/secret.env", "TOKEN: x"),
        ("a/common.yaml", "1"),
        ("secret.yaml", "TOKEN: x"),
    ]);
    #[cfg(unix)]
    {
        let link = |to: &str, name: &str| std::os::unix::fs::symlink(to, folder.path().join("a/spec").join(name));
        link("../../secret.yaml", "link.yaml").expect("links can be made");
        link("../..", "linked").expect("links can be made");
    }
    let (bundle, sources) = read(&folder.path().join("a/spec/main.yaml"), &[], &Limits::default());
    for (name, beyond) in [
        ("a", Beyond::Outside),
        ("b", Beyond::Absolute),
        ("c", Beyond::Network),
        ("d", Beyond::Outside),
        ("e", Beyond::Outside),
        ("f", Beyond::Outside),
        ("g", Beyond::Outside),
        ("i", Beyond::Outside),
    ] {
        assert_eq!(led(&bundle, name), Err(Lost::Beyond(beyond)), "{name}");
    }
    #[cfg(unix)]
    for name in ["h", "j"] {
        assert_eq!(led(&bundle, name), Err(Lost::Beyond(Beyond::Outside)), "{name}");
    }
    assert_eq!(led(&bundle, "k").as_deref(), Ok("1"));
    assert_eq!(sources.paths().count(), 2);
}

#[test]
fn folders_and_missing_files_are_said() {
    let folder = folder(&[
        ("main.yaml", "{ a: { $ref: sub }, b: { $ref: none.yaml } }"),
        ("sub/x.yaml", "1"),
    ]);
    let (bundle, _) = read(&folder.path().join("main.yaml"), &[], &Limits::default());
    for name in ["a", "b"] {
        let Err(Lost::Unreadable(why)) = led(&bundle, name) else {
            panic!("{name} was read")
        };
        assert_eq!(why[0].code, Code::FileUnreadable);
        assert!(
            why[0].message.contains(&folder.path().display().to_string()),
            "{}",
            why[0].message
        );
    }
}

#[test]
fn one_file_under_two_names_is_one() {
    let folder = folder(&[
        ("main.yaml", "{ a: { $ref: x.yaml }, b: { $ref: link.yaml } }"),
        ("x.yaml", "{ x: 1 }"),
    ]);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("x.yaml", folder.path().join("link.yaml")).expect("links can be made");
        let (bundle, _) = read(&folder.path().join("main.yaml"), &[], &Limits::default());
        let node = |name: &str| {
            bundle
                .resolve(
                    bundle.find(&Pointer::root().join(name))?,
                    if name == "a" { "x.yaml" } else { "link.yaml" },
                )
                .ok()
        };
        assert_eq!(node("a"), node("b"));
        assert!(node("a").is_some());
    }
}

#[test]
fn all_files_together_keep_the_limits() {
    let folder = folder(&[
        ("main.yaml", "{ a: { $ref: x.yaml } }"),
        ("x.yaml", "[1, 2, 3, 4, 5, 6, 7, 8]"),
    ]);
    let main = folder.path().join("main.yaml");
    for limits in [
        Limits {
            nodes: 10,
            ..Limits::default()
        },
        Limits {
            bytes: 40,
            ..Limits::default()
        },
    ] {
        let (bundle, _) = read(&main, &[], &limits);
        let Err(Lost::Unreadable(why)) = led(&bundle, "a") else {
            panic!("it was read")
        };
        assert_eq!(why[0].code, Code::LimitExceeded);
    }
}

#[test]
fn a_folder_stands_in_for_a_url() {
    let folder = folder(&[
        (
            "main.yaml",
            "{ a: { $ref: 'http://localhost:1234/v/a.json' }, b: { $ref: 'http://localhost:1234/../up.yaml' }, c: { $ref: 'http://elsewhere/a.json' }, \
             d: { $ref: 'http://localhost:1234/%2e%2e/main.yaml' } }",
        ),
        ("remotes/v/a.json", r#"{ "next": { "$ref": "b.json" } }"#),
        ("remotes/v/b.json", "true"),
    ]);
    let folders = [("http://localhost:1234/".to_owned(), folder.path().join("remotes"))];
    let (bundle, _) = read(&folder.path().join("main.yaml"), &folders, &Limits::default());
    assert!(led(&bundle, "a").is_ok());
    let from = bundle
        .resolve(bundle.root(), "http://localhost:1234/v/a.json#/next")
        .expect("it is read");
    let next = bundle.resolve(from.node, "b.json").expect("what it refers to is read");
    assert_eq!(bundle.node(next.node).as_bool(), Some(true));
    assert!(matches!(led(&bundle, "b"), Err(Lost::Unreadable(_))));
    assert_eq!(led(&bundle, "c"), Err(Lost::Beyond(Beyond::Network)));
    assert_eq!(led(&bundle, "d"), Err(Lost::Beyond(Beyond::Outside)));
}

#[test]
fn texts_at_hand_are_found_by_path_and_by_url() {
    let files = [
        (
            "spec/main.yaml",
            "{ a: { $ref: x.yaml }, b: { $ref: 'https://a.test/b.json' }, c: { $ref: y.yaml } }",
        ),
        ("spec/x.yaml", "1"),
        ("https://a.test/b.json", "2"),
    ];
    let input = Input::Set {
        name: "spec/main.yaml".to_owned(),
        files: files
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .into_iter()
            .collect::<BTreeMap<_, _>>(),
    };
    let mut sink = Sink::default();
    let bundle = Bundle::read(
        &input,
        &Places::default(),
        &mut Sources::default(),
        &Limits::default(),
        &mut sink,
    );
    let bundle = bundle.expect("the main document is there");
    assert_eq!(
        (led(&bundle, "a"), led(&bundle, "b")),
        (Ok("1".to_owned()), Ok("2".to_owned()))
    );
    assert!(matches!(led(&bundle, "c"), Err(Lost::Unreadable(_))));
}

#[test]
fn a_text_alone_has_nothing_beside_it() {
    let input = Input::Text {
        name: "main.yaml".to_owned(),
        text: "{ a: { $ref: x.yaml } }".to_owned(),
    };
    let bundle = Bundle::read(
        &input,
        &Places::default(),
        &mut Sources::default(),
        &Limits::default(),
        &mut Sink::default(),
    );
    assert_eq!(
        led(&bundle.expect("it is readable"), "a"),
        Err(Lost::Beyond(Beyond::Alone))
    );
}

#[test]
fn the_digest_covers_every_file_whatever_the_order_of_references() {
    let text = |main: &str, other: &str| {
        let folder = folder(&[("main.yaml", main), ("x.yaml", other), ("y.yaml", "0")]);
        read(&folder.path().join("main.yaml"), &[], &Limits::default())
            .0
            .canonical_json()
    };
    let one = text("{ a: { $ref: x.yaml }, b: { $ref: y.yaml } }", "1");
    assert_eq!(one, text("{ b: { $ref: y.yaml }, a: { $ref: x.yaml } }", "1"));
    assert_ne!(one, text("{ a: { $ref: x.yaml }, b: { $ref: y.yaml } }", "2"));
}

#[test]
fn aliases_of_yaml_do_not_multiply_the_work() {
    let doubled = |level: usize| format!("a{level}: &a{level} {{ l: *a{0}, r: *a{0} }}\n", level - 1);
    let yaml = "a0: &a0 { x: { $ref: '#/a0' } }\n".to_owned() + &(1..18).map(doubled).collect::<String>();
    let folder = folder(&[("main.yaml", &yaml)]);
    let (bundle, _) = read(&folder.path().join("main.yaml"), &[], &Limits::default());
    assert_eq!(bundle.references.len(), 1);
}

#[test]
fn a_file_without_a_dialect_has_that_of_the_schema_that_refers_to_it() {
    let folder = folder(&[
        ("main.yaml", "{ a: { $ref: old.json } }"),
        (
            "old.json",
            r#"{ "$schema": "http://json-schema.org/draft-04/schema#", "x": { "$ref": "more.json#name" } }"#,
        ),
        ("more.json", r##"{ "definitions": { "n": { "id": "#name" } } }"##),
    ]);
    let (bundle, _) = read(&folder.path().join("main.yaml"), &[], &Limits::default());
    let from = bundle.resolve(bundle.root(), "old.json#/x").expect("it is read");
    assert!(bundle.resolve(from.node, "more.json#name").is_ok());
}
