//! Code on one line: prettyplease's spacing with its line breaks taken out.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Expr, ExprMatch, Item, ItemFn, Pat, PatType, Stmt, Type, parse_quote};

/// Prints one item as prettyplease does.
pub(super) fn pretty(item: Item) -> String {
    prettyplease::unparse(&syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    })
}

/// An expression on one line.
pub(super) fn expr(expr: &Expr) -> String {
    let mut line = LET.with(Clone::clone);
    if let Stmt::Local(local) = &mut line
        && let Some(init) = &mut local.init
    {
        *init.expr = expr.clone();
    }
    let line = printed(line);
    line.strip_prefix("let x = ")
        .unwrap_or(&line)
        .trim_end_matches(';')
        .to_owned()
}

/// A type on one line.
pub(super) fn ty(ty: &Type) -> String {
    let typed = PatType {
        attrs: Vec::new(),
        pat: parse_quote!(x),
        colon_token: syn::token::Colon::default(),
        ty: Box::new(ty.clone()),
    };
    let line = binding(&Pat::Type(typed));
    line.strip_prefix("x: ").unwrap_or(&line).to_owned()
}

/// A pattern on one line.
pub(super) fn pat(pat: &Pat) -> String {
    let mut lines = parse_quote!(match x {
        _ => {}
    });
    if let Expr::Match(ExprMatch { arms, .. }) = &mut lines
        && let Some(arm) = arms.first_mut()
    {
        arm.pat = pat.clone();
    }
    let line = expr(&lines);
    let line = line.strip_prefix("match x { ").unwrap_or(&line);
    line.strip_suffix(" => {} }").unwrap_or(line).to_owned()
}

/// The pattern of a `let` on one line, its type included.
pub(super) fn binding(pat: &Pat) -> String {
    let mut line: Stmt = parse_quote!(let x;);
    if let Stmt::Local(local) = &mut line {
        local.pat = pat.clone();
    }
    let line = printed(line);
    line.strip_prefix("let ")
        .unwrap_or(&line)
        .trim_end_matches(';')
        .to_owned()
}

thread_local! {
    // Parsed once: parsing tokens for each statement would be most of what printing costs.
    static FUNCTION: ItemFn = parse_quote!(fn x() {});
    static LET: Stmt = parse_quote!(let x = x;);
}

/// A statement on one line.
pub(super) fn statement(statement: &Stmt) -> String {
    printed(statement.clone())
}

fn printed(statement: Stmt) -> String {
    let mut function = FUNCTION.with(Clone::clone);
    function.block.stmts.push(statement);
    let text = pretty(Item::Fn(function));
    let body = text.strip_prefix("fn x() {").unwrap_or(&text).trim_end();
    join(body.strip_suffix('}').unwrap_or(body))
}

/// The arguments of an attribute on one line.
pub(super) fn tokens(tokens: &TokenStream) -> String {
    let Ok(item) = syn::parse2(quote!(#[#tokens] fn x() {})) else {
        return tokens.to_string();
    };
    let text = join(&pretty(item));
    let text = text.strip_prefix("#[").unwrap_or(&text);
    text.strip_suffix("] fn x() {}").unwrap_or(text).to_owned()
}

/// Joins lines as if they had never been broken.
fn join(text: &str) -> String {
    let mut joined = String::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let closes = line.starts_with([')', ']', '>']);
        if closes || line.starts_with('}') {
            joined.truncate(joined.trim_end_matches(',').len());
        }
        let tight = closes
            || joined.is_empty()
            || joined.ends_with(['(', '[', '<'])
            || line.starts_with('?')
            || (line.starts_with('.') && !line.starts_with(".."));
        if !tight {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    joined
}
