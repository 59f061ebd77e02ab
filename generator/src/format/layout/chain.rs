//! Method chains that do not fit on one line.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::Expr;

use super::{Room, STEP, expression, first_line, list, newline, width};
use crate::format::flat;

/// From how many lines on the last call of a chain may spill over without a look at the alternative.
const LONG: usize = 5;

/// A step of a chain, such as `.query("limit", &limit)?`.
struct Link<'a> {
    /// The name with what belongs to it: `query::<T>`, `core`, `await`.
    name: String,
    /// The arguments, absent for fields and `await`.
    arguments: Option<Vec<&'a Expr>>,
    /// The number of `?` behind it.
    tries: usize,
}

impl Link<'_> {
    fn layout(&self, room: Room) -> String {
        let mut text = format!(".{}", self.name);
        if let Some(items) = &self.arguments {
            let call = format!(
                "{text}({})",
                items.iter().map(|item| flat::expr(item)).collect::<Vec<_>>().join(", ")
            );
            let inner = room.before(room.after + self.tries);
            if inner.fits(&call) && !items.iter().any(|item| super::flow::is_tall(item)) {
                text = call;
            } else {
                let arguments = list::arguments(&self.name, items.iter().copied(), inner.past(width(&text)));
                text.push_str(&arguments);
            }
        }
        text + &"?".repeat(self.tries)
    }
}

/// Lays a chain out.
pub(super) fn chain(whole: &Expr, room: Room) -> String {
    let (start, links) = take_apart(whole);
    let mut text = expression(start, room);
    let mut links = links.into_iter().peekable();
    // What is no wider than the indentation holds the next call on its line: `r.record(…)`.
    while width(&text) <= STEP && links.peek().is_some() {
        let Some(link) = links.next() else { break };
        let after = if links.peek().is_none() { room.after } else { 0 };
        let beside = link.layout(room.past(width(&text)).before(after));
        let inner = room.nested(0);
        let below = link.layout(inner.before(after));
        // Arguments on lines of their own are worse than a call on a line of its own.
        let is_open = first_line(&beside).ends_with('(');
        if is_open && beside.contains('\n') && !below.contains('\n') && links.peek().is_none() {
            return text + &newline(inner.indent) + &below;
        }
        text.push_str(&beside);
    }
    let mut links: Vec<Link<'_>> = links.collect();
    let Some(last) = links.pop() else { return text };

    // Behind a call that takes several lines, the others stand below its first one.
    let inner = if text.contains('\n') {
        Room::new(room.indent, room.indent, 0)
    } else {
        room.nested(0)
    };
    let separator = newline(inner.indent);
    let others: Vec<String> = links.iter().map(|link| link.layout(inner)).collect();
    let own_line = last.layout(inner.before(room.after));
    let line = format!("{text}{}", others.concat());
    if !line.contains('\n') && room.fits(&line) {
        let spilled = last.layout(room.past(width(&line)));
        let fits = room.past(width(&line)).fits(first_line(&spilled));
        let height = spilled.lines().count();
        if fits && (height >= LONG || own_line.lines().count() >= height) {
            return line + &spilled;
        }
    }
    for link in others.iter().chain([&own_line]) {
        text.push_str(&separator);
        text.push_str(link);
    }
    text
}

/// The root of a chain and its links from left to right.
fn take_apart(expr: &Expr) -> (&Expr, Vec<Link<'_>>) {
    let mut links = Vec::new();
    let mut tries = 0;
    let mut rest = expr;
    loop {
        let (name, arguments, receiver): (TokenStream, _, _) = match rest {
            Expr::Try(it) => {
                tries += 1;
                rest = &it.expr;
                continue;
            }
            Expr::MethodCall(it) => {
                let (method, turbofish) = (&it.method, &it.turbofish);
                (
                    quote!(#method #turbofish),
                    Some(it.args.iter().collect()),
                    &*it.receiver,
                )
            }
            Expr::Field(it) => (it.member.to_token_stream(), None, &*it.base),
            Expr::Await(it) => (quote!(await), None, &*it.base),
            _ => break,
        };
        let name = name.to_string().replace(' ', "");
        links.push(Link { name, arguments, tries });
        tries = 0;
        rest = receiver;
    }
    links.reverse();
    (rest, links)
}
