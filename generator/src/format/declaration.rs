//! Items: prettyplease prints them with holes, which the layout fills with bodies and initialisers.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Attribute, Block, Expr, Fields, ImplItem, Item, TraitItem, Type, parse_quote};

use super::layout::{self, Room, WIDTH};
use super::{flat, imports};

/// A comment line that stands for a blank line while prettyplease prints.
const BLANK: &str = "~blank~";
/// The macro that stands for a body or an initialiser.
const HOLE: &str = "__hole";

/// Prints items: one text for each, except that imports that follow each other share one, as do file modules.
pub(super) fn items(items: Vec<Item>) -> Vec<String> {
    let mut blocks: Vec<Lines> = Vec::new();
    for mut it in items {
        let key = imports::key(&mut it);
        let text = imports::wrap(item(it, 0));
        let (kind, key) = key.unzip();
        match blocks.last_mut() {
            Some(block) if kind.is_some() && block.kind == kind => block.lines.push((key, text)),
            _ => blocks.push(Lines {
                kind,
                lines: vec![(key, text)],
            }),
        }
    }
    blocks.into_iter().map(Lines::join).collect()
}

/// Items without a blank line between them.
struct Lines {
    /// Imports, or file modules, or a single item of another kind.
    kind: Option<bool>,
    lines: Vec<(Option<Vec<imports::Segment>>, String)>,
}

impl Lines {
    fn join(mut self) -> String {
        self.lines.sort_by(|(one, _), (other, _)| one.cmp(other));
        self.lines.into_iter().map(|(_, text)| text).collect()
    }
}

/// Prints one item at an indentation.
pub(super) fn item(mut item: Item, indent: usize) -> String {
    if let Some(call) = call_with_type(&item) {
        return format!("{:indent$}{call}\n", "");
    }
    let mut holes = Holes::default();
    holes.item(&mut item);
    holes.fill(&flat::pretty(item), indent)
}

/// The call of a macro with a type that has arguments, which would be printed token by token.
fn call_with_type(item: &Item) -> Option<String> {
    let Item::Macro(call) = item else { return None };
    let ty: syn::Type = syn::parse2(call.mac.tokens.clone()).ok()?;
    let path = &call.mac.path;
    let has_arguments = call.mac.tokens.to_string().contains('<');
    (has_arguments && call.attrs.is_empty() && call.ident.is_none())
        .then(|| format!("{}!({});", flat::ty(&syn::parse_quote!(#path)), flat::ty(&ty)))
}

/// The code that was taken out of an item.
#[derive(Default)]
struct Holes {
    code: Vec<Code>,
}

enum Code {
    Body(Block),
    Value(Expr),
    /// The type of a field, or what an alias stands for.
    Type(Type),
}

/// Types with more characters than this may not fit beside the name of their field.
const SHORT_TYPE: usize = 40;

impl Holes {
    fn item(&mut self, item: &mut Item) {
        match item {
            Item::Fn(item) => self.body(&mut item.block),
            Item::Type(item) => self.ty(&mut item.ty),
            Item::Static(item) => self.value(&mut item.expr),
            Item::Const(item) => self.value(&mut item.expr),
            Item::Struct(item) => self.fields(&mut item.fields),
            Item::Enum(item) => {
                for variant in &mut item.variants {
                    self.fields(&mut variant.fields);
                }
            }
            Item::Impl(item) => {
                for (index, member) in item.items.iter_mut().enumerate() {
                    self.member(index, member);
                }
            }
            Item::Trait(item) => {
                for (index, member) in item.items.iter_mut().enumerate() {
                    let TraitItem::Fn(function) = member else { continue };
                    separate(index, &mut function.attrs);
                    if let Some(body) = &mut function.default {
                        self.body(body);
                    }
                }
            }
            Item::Mod(item) => {
                let content = item.content.iter_mut().flat_map(|(_, items)| items);
                for (index, item) in content.enumerate() {
                    if let Some(attributes) = attributes(item) {
                        separate(index, attributes);
                    }
                    self.item(item);
                }
            }
            _ => {}
        }
    }

    fn member(&mut self, index: usize, member: &mut ImplItem) {
        match member {
            ImplItem::Fn(function) => {
                separate(index, &mut function.attrs);
                self.body(&mut function.block);
            }
            ImplItem::Const(item) => {
                separate(index, &mut item.attrs);
                self.value(&mut item.expr);
            }
            _ => {}
        }
    }

    fn fields(&mut self, fields: &mut Fields) {
        let Fields::Named(fields) = fields else { return };
        for field in &mut fields.named {
            self.ty(&mut field.ty);
        }
    }

    fn ty(&mut self, ty: &mut Type) {
        if ty.to_token_stream().to_string().len() > SHORT_TYPE {
            let hole = self.hole();
            let ty = std::mem::replace(ty, parse_quote!(#hole));
            self.code.push(Code::Type(ty));
        }
    }

    fn body(&mut self, body: &mut Block) {
        if !body.stmts.is_empty() {
            let hole = self.hole();
            let block = std::mem::replace(body, parse_quote!({ #hole; }));
            self.code.push(Code::Body(block));
        }
    }

    fn value(&mut self, value: &mut Expr) {
        let hole = self.hole();
        let value = std::mem::replace(value, parse_quote!(#hole));
        self.code.push(Code::Value(value));
    }

    fn hole(&self) -> TokenStream {
        let name = proc_macro2::Ident::new(&format!("{HOLE}{}", self.code.len()), Span::call_site());
        quote!(#name)
    }

    /// Puts the code back, line by line.
    fn fill(&self, text: &str, outer: usize) -> String {
        let mut filled = String::with_capacity(text.len() * 2);
        for line in text.lines() {
            let code = line.trim_start();
            if code.strip_prefix("//") == Some(BLANK) {
                filled.push('\n');
                continue;
            }
            let line = format!("{:outer$}{line}", "");
            let indent = line.len() - code.len();
            let text = match self.find(&line) {
                Some((before, Code::Body(block))) => {
                    debug_assert!(before.trim().is_empty(), "{line}");
                    layout::statements(block, indent)
                }
                Some((before, Code::Value(value))) => {
                    let before = constant(before, indent);
                    let column = before.lines().last().unwrap_or_default().chars().count();
                    let room = Room::new(indent, column + 1, 1);
                    format!("{before}{};", layout::right_side(value, room))
                }
                Some((before, Code::Type(ty))) => {
                    let room = Room::new(indent, before.len() + 1, 1);
                    let end = line.chars().next_back().unwrap_or(',');
                    format!("{before}{}{end}", layout::field_type(ty, room))
                }
                None => head(line, code, indent),
            };
            filled.push_str(&text);
            filled.push('\n');
        }
        filled
    }

    /// The hole on a line, and what stands before it without a space at the end.
    ///
    /// Comments are text of the document and may say anything, the name of a hole too.
    fn find<'a>(&self, line: &'a str) -> Option<(&'a str, &Code)> {
        if line.trim_start().starts_with("//") {
            return None;
        }
        let (before, after) = line.split_once(HOLE)?;
        let code = self.code.get(after.strip_suffix([';', ','])?.parse::<usize>().ok()?)?;
        let before = if before.trim().is_empty() {
            before
        } else {
            before.trim_end()
        };
        Some((before, code))
    }
}

/// `const NAME: Type =`, with the type on a line of its own where it does not fit beside the name.
fn constant(before: &str, indent: usize) -> String {
    match before.split_once(": ") {
        Some((name, ty)) if before.chars().count() > WIDTH => {
            format!("{name}:\n{:indent$}    {ty}", "")
        }
        _ => before.to_owned(),
    }
}

/// A line without a hole: where it is a head that prettyplease lays out in another way, as rustfmt does.
fn head(line: String, code: &str, indent: usize) -> String {
    if let Some(subject) = code.strip_prefix("for ") {
        return impl_subject(subject, indent);
    }
    let is_head = [") -> ", "pub struct ", "pub enum "]
        .iter()
        .any(|start| code.starts_with(start));
    match line.strip_suffix(" {") {
        // No room for the brace.
        Some(head) if is_head && line.chars().count() > WIDTH => format!("{head}\n{:indent$}{{", ""),
        _ => line,
    }
}

/// The second line of the head of an impl that did not fit on one line, and its brace: `Type {` or `Type {}`.
fn impl_subject(head: &str, indent: usize) -> String {
    let (subject, brace) = match head.strip_suffix("{}") {
        Some(subject) => (subject, format!("{{\n{:indent$}}}", "")),
        None => (head.trim_end_matches('{'), "{".to_owned()),
    };
    format!("{:indent$}    for {}\n{:indent$}{brace}", "", subject.trim_end(), "")
}

/// Marks a blank line before all members but the first.
fn separate(index: usize, attributes: &mut Vec<Attribute>) {
    if index > 0 {
        attributes.insert(0, parse_quote!(#[comment = #BLANK]));
    }
}

fn attributes(item: &mut Item) -> Option<&mut Vec<Attribute>> {
    Some(match item {
        Item::Fn(item) => &mut item.attrs,
        Item::Struct(item) => &mut item.attrs,
        Item::Enum(item) => &mut item.attrs,
        Item::Impl(item) => &mut item.attrs,
        Item::Static(item) => &mut item.attrs,
        Item::Const(item) => &mut item.attrs,
        Item::Mod(item) => &mut item.attrs,
        _ => return None,
    })
}

/// The attributes of a statement, each on a line of its own.
pub(super) fn attribute_lines(attributes: &[Attribute], indent: usize) -> String {
    let lines = attributes.iter().map(|attribute| {
        let meta = attribute.meta.to_token_stream();
        let line = format!("#[{}]", flat::tokens(&meta));
        debug_assert!(indent + line.len() <= WIDTH || line.contains('"'), "{line}");
        format!("{line}\n{:indent$}", "")
    });
    lines.collect()
}
