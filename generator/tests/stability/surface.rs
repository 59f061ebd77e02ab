//! What a user of a generated crate can name: items with their members, one line each.
//!
//! ```text
//! types::pet::Pet.name: Option<String>
//! resources::pets::Pets::create(&self, body: Pet) -> Call<Pet>
//! ```
//!
//! Lines say nothing of order: arguments are sorted, and members are lines of their own. Variants of enums come with what
//! they hold, and with the text that is read as them.

use std::collections::BTreeSet;

use kiln::output::FileSet;
use quote::ToTokens;
use syn::{Fields, FnArg, ImplItem, Item, ReturnType, Visibility};

/// The lines of all files but those of the support code.
pub(crate) fn of(files: &FileSet) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    for file in files.iter() {
        let Some(path) = file
            .path
            .strip_prefix("src/")
            .filter(|path| !path.starts_with("runtime/"))
        else {
            continue;
        };
        let Some(path) = path.strip_suffix(".rs") else { continue };
        let parsed = syn::parse_file(&file.text).expect("generated files are Rust");
        let module = path.replace('/', "::");
        for item in &parsed.items {
            add(&module, item, &mut lines);
        }
    }
    lines
}

/// The same lines without boxes.
pub(crate) fn unboxed(lines: BTreeSet<String>) -> BTreeSet<String> {
    lines.into_iter().map(|line| without_boxes(&line)).collect()
}

fn without_boxes(line: &str) -> String {
    let Some((before, rest)) = line.split_once("Box < ") else {
        return line.to_owned();
    };
    let mut depth = 0_usize;
    for (index, c) in rest.char_indices() {
        match c {
            '<' => depth += 1,
            '>' if !rest[..index].ends_with('-') && depth > 0 => depth -= 1,
            '>' if !rest[..index].ends_with('-') => {
                let inside = without_boxes(rest[..index].trim_end());
                return format!("{before}{inside}{}", without_boxes(&rest[index + 1..]));
            }
            _ => {}
        }
    }
    line.to_owned()
}

fn add(module: &str, item: &Item, lines: &mut BTreeSet<String>) {
    match item {
        Item::Struct(it) if is_public(&it.vis) => {
            let name = format!("{module}::{}", it.ident);
            fields(&name, &it.fields, lines);
            lines.insert(format!("struct {name}"));
        }
        Item::Enum(it) if is_public(&it.vis) => {
            let name = format!("{module}::{}", it.ident);
            for variant in &it.variants {
                fields(&format!("{name}::{}", variant.ident), &variant.fields, lines);
                lines.insert(format!("variant {name}::{}", variant.ident));
            }
            lines.insert(format!("enum {name}"));
        }
        Item::Type(it) if is_public(&it.vis) => {
            lines.insert(format!("type {module}::{} = {}", it.ident, text(&it.ty)));
        }
        Item::Const(it) if is_public(&it.vis) => {
            lines.insert(format!("const {module}::{}: {}", it.ident, text(&it.ty)));
        }
        Item::Impl(it) => {
            let (of, name) = (it.trait_.as_ref(), format!("{module}::{}", text(&it.self_ty)));
            for member in &it.items {
                match member {
                    ImplItem::Fn(function) if of.is_none() && is_public(&function.vis) => {
                        lines.insert(signature(&name, &function.sig));
                    }
                    ImplItem::Const(it) if of.is_none() && is_public(&it.vis) => {
                        lines.insert(format!("const {name}::{}: {}", it.ident, text(&it.ty)));
                    }
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

fn fields(name: &str, all: &Fields, lines: &mut BTreeSet<String>) {
    for (index, field) in all.iter().enumerate() {
        let own = field
            .ident
            .as_ref()
            .map_or_else(|| index.to_string(), ToString::to_string);
        lines.insert(format!("{name}.{own}: {}", text(&field.ty)));
    }
}

fn signature(name: &str, function: &syn::Signature) -> String {
    let mut arguments: Vec<String> = function
        .inputs
        .iter()
        .map(|argument| match argument {
            FnArg::Typed(argument) => format!("{}: {}", text(&argument.pat), text(&argument.ty)),
            FnArg::Receiver(receiver) => text(receiver),
        })
        .collect();
    arguments.sort();
    let output = match &function.output {
        ReturnType::Default => String::new(),
        ReturnType::Type(_, ty) => format!(" -> {}", text(ty)),
    };
    format!("fn {name}::{}({}){output}", function.ident, arguments.join(", "))
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn text(tokens: &impl ToTokens) -> String {
    tokens.to_token_stream().to_string()
}

#[test]
fn boxes_are_taken_away() {
    assert_eq!(without_boxes("a: Option < Box < Pet > >"), "a: Option < Pet >");
    assert_eq!(
        without_boxes("f(a: Box < Vec < A > >) -> Box < B >"),
        "f(a: Vec < A >) -> B"
    );
}
