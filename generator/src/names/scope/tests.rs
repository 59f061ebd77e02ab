//! Tests of the allocation of identifiers.

use proptest::prelude::*;

use super::*;

const KINDS: [Kind; 5] = [Kind::Type, Kind::Variant, Kind::Value, Kind::Constant, Kind::Module];

fn allocate(kind: Kind, texts: &[&str]) -> Vec<String> {
    let requests = texts
        .iter()
        .map(|text| ((*text).to_owned(), Wanted::text(text, "value")))
        .collect();
    Scope::new(kind)
        .allocate(requests)
        .values()
        .map(ToString::to_string)
        .collect()
}

#[test]
fn keywords_are_raw_or_get_an_underscore() {
    let texts = ["type", "self", "Self", "super", "crate", "gen", "async", "union"];
    let names = [
        "r#type",
        "self_",
        "self_mixed",
        "super_",
        "crate_",
        "r#gen",
        "r#async",
        "union",
    ];
    assert_eq!(allocate(Kind::Value, &texts), names);
    assert_eq!(allocate(Kind::Variant, &["self", "Type"]), ["Self_", "Type"]);
    assert_eq!(
        allocate(Kind::Module, &["type", "mod", "con", "LPT1"]),
        ["type_", "mod_", "con_", "lpt1_"]
    );
}

#[test]
fn the_exact_name_wins_and_the_others_say_how_they_differ() {
    assert_eq!(allocate(Kind::Value, &["a-b", "a_b"]), ["a_dash_b", "a_b"]);
    assert_eq!(
        allocate(Kind::Value, &["foo.bar", "foo-bar"]),
        ["foo_dot_bar", "foo_dash_bar"]
    );
    assert_eq!(allocate(Kind::Value, &["id", "ID"]), ["id", "id_upper"]);
    assert_eq!(allocate(Kind::Variant, &["asc", "ASC"]), ["AscLower", "AscUpper"]);
    assert_eq!(allocate(Kind::Variant, &["+1", "-1", "1"]), ["Plus1", "Minus1", "N1"]);
    assert_eq!(allocate(Kind::Value, &["@type", "type"]), ["at_type", "r#type"]);
}

#[test]
fn who_has_no_other_name_gets_a_number_in_the_order_of_the_keys() {
    let same = || Wanted::composed(vec![Words::split("item")]);
    let names = Scope::new(Kind::Type).allocate(vec![(2, same()), (1, same()), (3, same())]);
    let names: Vec<_> = names.iter().map(|(key, ident)| (*key, ident.to_string())).collect();
    assert_eq!(
        names,
        [(2, "Item2".to_owned()), (1, "Item".to_owned()), (3, "Item3".to_owned())]
    );
}

#[test]
fn reserved_words_get_the_suffix_of_their_scope() {
    let mut scope = Scope::new(Kind::Type).reserve(&["Option", "Vec"], "Type");
    let mut mint = |text| scope.mint(&Wanted::text(text, "value")).to_string();
    assert_eq!(
        [mint("Option"), mint("vec"), mint("OptionType")],
        ["OptionType", "VecType", "OptionTypeMixed"]
    );
}

#[test]
fn a_digit_at_the_start_gets_a_letter() {
    assert_eq!(
        allocate(Kind::Variant, &["1", "2024-01-02", "2faCode", "1.0"]),
        ["N1", "V2024_01_02", "N2faCode", "V1_0"]
    );
    assert_eq!(allocate(Kind::Value, &["2faCode", "1.0"]), ["n2fa_code", "v1_0"]);
}

#[test]
fn module_names_are_ascii() {
    assert_eq!(allocate(Kind::Module, &["Größe", "名"]), ["gruf6udfe", "u540d"]);
}

#[test]
fn long_names_are_shortened_and_stay_distinct() {
    let long = "word ".repeat(200);
    let longer = format!("{long} more");
    for kind in KINDS {
        let names = allocate(kind, &[&long, &longer]);
        assert_ne!(names[0], names[1]);
        assert!(names.iter().all(|name| name.len() <= 310), "{names:?}");
    }
}

#[test]
fn what_was_minted_before_keeps_its_name() {
    let mut scope = Scope::new(Kind::Value);
    assert_eq!(scope.mint(&Wanted::text("a-b", "value")).to_string(), "a_b");
    let later = scope.allocate(vec![((), Wanted::text("a_b", "value"))]);
    assert_eq!(later[&()].to_string(), "a_underscore_b");
}

/// Texts that are likely to collide, and any other.
fn texts() -> impl Strategy<Value = BTreeSet<String>> {
    let nasty = "[aAbB12_. +<-]{0,4}|type|self|Self|Option|[a-z]{1,3}(s|ID|IDs)|\\PC{0,6}|[ßİΣσςſǅK가à𝒳_]{1,3}";
    prop::collection::btree_set(nasty, 0..12)
}

proptest! {
    #[test]
    fn any_texts_get_valid_and_distinct_identifiers(texts in texts()) {
        for kind in KINDS {
            let requests = texts.iter().map(|text| (text.clone(), Wanted::text(text, "value"))).collect();
            let names = Scope::new(kind).reserve(&["Option", "a"], "x").allocate(requests);
            prop_assert_eq!(names.len(), texts.len());
            let distinct: BTreeSet<String> = names.values().map(|ident| ident.bare().to_owned()).collect();
            prop_assert_eq!(distinct.len(), texts.len());
            for ident in names.values() {
                prop_assert!(syn::parse_str::<syn::Ident>(&ident.to_string()).is_ok(), "{}", ident);
                prop_assert_eq!(ident.token().to_string(), ident.to_string());
                prop_assert!(ident.bare() != "Option" && ident.bare() != "a");
                prop_assert!(kind != Kind::Module || ident.bare().is_ascii());
            }
        }
    }

    #[test]
    fn the_order_of_the_requests_does_not_matter(
        (texts, shuffled) in texts().prop_flat_map(|texts| {
            let texts: Vec<String> = texts.into_iter().collect();
            (Just(texts.clone()), Just(texts).prop_shuffle())
        })
    ) {
        for kind in KINDS {
            let allocate = |texts: &[String]| {
                let requests = texts.iter().map(|text| (text.clone(), Wanted::text(text, "value"))).collect();
                Scope::new(kind).allocate(requests)
            };
            let (straight, shuffled) = (allocate(&texts), allocate(&shuffled));
            for text in &texts {
                prop_assert_eq!(straight.get(text), shuffled.get(text));
            }
        }
    }
}

#[test]
fn a_name_that_the_document_asks_for_is_used_as_it_is() {
    let asking = |text: &str, name: &str| Wanted::text(text, "type").called(Some(name), Kind::Type);
    let names = |requests: Vec<(usize, Wanted)>| -> Vec<String> {
        let minted = Scope::new(Kind::Type).reserve(&["Option"], "Type").allocate(requests);
        minted.into_values().map(|ident| ident.to_string()).collect()
    };
    let given = |name| names(vec![(0, asking("pet", name))]);
    assert_eq!(given("HTTPPet2"), ["HTTPPet2"]);
    for refused in ["http_pet", "petKind", "Pet Kind", "1Pet", "Self", "Pet-Kind", ""] {
        assert_eq!(given(refused), ["Pet"], "{refused}");
    }
    // Neither what the generated code needs nor what the document calls so exactly can be had.
    assert_eq!(given("Option"), ["OptionType"]);
    let both = names(vec![(0, asking("pet", "Cat")), (1, Wanted::text("Cat", "type"))]);
    assert_eq!(both[1], "Cat");
    // What would only be composed so goes on to its next name.
    let composed = Wanted::composed(vec![Words::split("cat"), Words::split("other cat")]);
    assert_eq!(
        names(vec![(0, asking("pet", "Cat")), (1, composed)]),
        ["Cat", "OtherCat"]
    );
}
