//! The files of bodies: which fields of a generated type are files, and what each of them is called and is.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use syn::{ImplItem, Item};

use super::document::Operation;
use super::recording::{Part, PartValue};
use super::surface::text;
use crate::clients::Files;

/// The fields that are files or lists of files, with the names of their parts, by type.
pub(super) fn fields(files: &Files) -> BTreeMap<String, Vec<(String, String)>> {
    let texts = files.iter().filter(|(path, _)| path.starts_with("src/types/"));
    let items = texts.flat_map(|(_, text)| syn::parse_file(text).expect("generated code is Rust").items);
    let items: Vec<Item> = items.collect();
    let mut found = BTreeMap::new();
    for item in &items {
        let Item::Struct(item) = item else { continue };
        let own = item
            .fields
            .iter()
            .filter(|field| text(&field.ty).contains("http :: File"));
        let names = names(&items, &item.ident.to_string());
        let own: Vec<(String, String)> = own
            .filter_map(|field| {
                let field = field.ident.as_ref()?.to_string();
                Some((field.clone(), names.get(&field)?.clone()))
            })
            .collect();
        if !own.is_empty() {
            found.insert(item.ident.to_string(), own);
        }
    }
    found
}

/// The names of the properties by field, as the table says that a type is written by.
fn names(items: &[Item], ty: &str) -> BTreeMap<String, String> {
    let writes = items.iter().find_map(|item| match item {
        Item::Impl(item) if text(&item.self_ty) == ty => {
            let (of, _) = item.trait_.as_ref()?;
            let ImplItem::Fn(function) = item.items.first()? else {
                return None;
            };
            (text(of) == "json :: ToJson").then(|| text(&function.block))
        }
        _ => None,
    });
    let writes = writes.unwrap_or_default();
    let rows = writes.split("Member :: ").skip(1).filter_map(|row| {
        let (_, row) = row.split_once('"')?;
        let (name, row) = row.split_once('"')?;
        let (_, field) = row.split_once("& self . ")?;
        let field = field.split([' ', ')']).next()?;
        Some((field.to_owned(), name.to_owned()))
    });
    rows.collect()
}

/// What the files of a body are called, and what they are where the document does not say it.
pub(super) fn told(operation: &Operation<'_>, media_type: &str, parts: &[Part]) -> Value {
    let mut told: Map<String, Value> = Map::new();
    for part in parts {
        let PartValue::File { name, media_type: ty } = &part.value else {
            continue;
        };
        let said = operation.encoding(media_type, &part.name)["contentType"].as_str();
        let said = said
            .filter(|said| !said.contains(['*', ',']))
            .unwrap_or("application/octet-stream");
        let file = json!({ "name": name, "content_type": (ty != said).then_some(ty) });
        let list = told.entry(&part.name).or_insert_with(|| Value::Array(Vec::new()));
        list.as_array_mut().expect("it is a list").push(file);
    }
    told.into()
}

#[test]
fn fields_of_files_are_found_with_their_names() {
    let source = "pub struct A { pub one: http::File, pub r#in: Option<Vec<http::File>>, pub text: String }\n\
                  impl json::ToJson for A { fn write(&self, w: &mut json::Writer) { let table = &[\n\
                  json::Member::always(\"One\", &self.one), json::Member::present(\"in\", &self.r#in)]; w.record(table); } }";
    let files = Files::from_iter([("src/types/a.rs".to_owned(), source.to_owned())]);
    let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
    let expected = vec![pair("one", "One"), pair("r#in", "in")];
    assert_eq!(fields(&files), BTreeMap::from([("A".to_owned(), expected)]));
}
