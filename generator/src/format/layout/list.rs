//! Lists that do not fit on one line: arguments, arrays, tuples.

use syn::punctuated::Punctuated;
use syn::{Expr, ExprMacro, Token};

use super::{Room, STEP, expression, first_line, flow, newline, width};
use crate::format::flat;

/// Items at most this wide share lines in an array.
const SHORT: usize = 10;

/// The arguments of a call, in parentheses.
pub(super) fn arguments<'a>(callee: &str, items: impl Iterator<Item = &'a Expr>, room: Room) -> String {
    let items: Vec<&Expr> = items.collect();
    let spills = match items.as_slice() {
        [only] => can_spill(only, Some(callee)),
        items => ends_in_closure(items),
    };
    delimited(['(', ')'], &items, spills, room)
}

/// An array.
pub(super) fn brackets<'a>(items: impl Iterator<Item = &'a Expr>, room: Room) -> String {
    let items: Vec<&Expr> = items.collect();
    let short = !items.is_empty()
        && items
            .iter()
            .all(|item| !flow::is_tall(item) && width(&flat::expr(item)) <= SHORT);
    if short {
        return packed(&items, room);
    }
    let spills = matches!(items.as_slice(), [only] if can_spill(only, None));
    delimited(['[', ']'], &items, spills, room)
}

/// The items of a `vec!`.
pub(super) fn vector(expr: &Expr, call: &ExprMacro, room: Room) -> String {
    let items = Punctuated::<Expr, Token![,]>::parse_terminated;
    match call.mac.parse_body_with(items) {
        Ok(items) => "vec!".to_owned() + &brackets(items.iter(), room.past("vec!".len())),
        Err(_) => flat::expr(expr),
    }
}

/// A tuple.
pub(super) fn parentheses<'a>(items: impl Iterator<Item = &'a Expr>, room: Room) -> String {
    let items: Vec<&Expr> = items.collect();
    delimited(['(', ')'], &items, ends_in_closure(&items), room)
}

/// Whether the last item may go on in further lines behind the others.
fn ends_in_closure(items: &[&Expr]) -> bool {
    matches!(items.last(), Some(Expr::Closure(_)))
}

/// Whether the only item of a list may begin on the line of the bracket and end on that of the other one.
fn can_spill(item: &Expr, callee: Option<&str>) -> bool {
    match item {
        Expr::Array(_)
        | Expr::Call(_)
        | Expr::Macro(_)
        | Expr::Struct(_)
        | Expr::Tuple(_)
        | Expr::Block(_)
        | Expr::Closure(_)
        | Expr::If(_)
        | Expr::Match(_) => true,
        // A chain stays together except behind something as short as `Ok`.
        Expr::MethodCall(_) => callee.is_none_or(|callee| width(callee) < STEP),
        Expr::Reference(it) => can_spill(&it.expr, callee),
        Expr::Try(it) => can_spill(&it.expr, callee),
        _ => false,
    }
}

fn delimited([open, close]: [char; 2], items: &[&Expr], spills: bool, room: Room) -> String {
    if items.is_empty() {
        return format!("{open}{close}");
    }
    if spills && let Some(text) = spilled([open, close], items, room) {
        return text;
    }
    let inner = room.nested(1);
    let mut text = String::from(open);
    for item in items {
        text.push_str(&newline(inner.indent));
        text.push_str(&expression(item, inner));
        text.push(',');
    }
    text.push_str(&newline(room.indent));
    text.push(close);
    text
}

/// All items on one line, of which the last goes on in further lines.
fn spilled([open, close]: [char; 2], items: &[&Expr], room: Room) -> Option<String> {
    let (last, others) = items.split_last()?;
    let others: String = others.iter().map(|item| flat::expr(item) + ", ").collect();
    let start = format!("{open}{others}");
    let place = room.past(width(&start)).before(room.after + 1);
    if !place.begins(last) {
        return None;
    }
    let last = expression(last, place);
    let fits = room.before(0).fits(&format!("{start}{}", first_line(&last)));
    (fits && last.contains('\n')).then(|| format!("{start}{last}{close}"))
}

/// As many items on a line as fit.
fn packed(items: &[&Expr], room: Room) -> String {
    let inner = room.nested(1);
    let mut text = String::from("[");
    let mut column = usize::MAX;
    for item in items {
        let item = flat::expr(item) + ",";
        if column.saturating_add(1 + width(&item)) > super::WIDTH {
            text.push_str(&newline(inner.indent));
            column = inner.indent;
        } else {
            text.push(' ');
            column += 1;
        }
        column += width(&item);
        text.push_str(&item);
    }
    text.push_str(&newline(room.indent));
    text.push(']');
    text
}
