//! Code with blocks: `match`, `if`, `for`, closures.

use quote::ToTokens as _;
use syn::{Arm, Block, Expr, ExprClosure, ExprForLoop, ExprIf, ExprMatch, Pat, Stmt};

use super::statement::{prefers_next_line, statements};
use super::{Room, expression, first_line, newline, width};
use crate::format::{declaration, flat};

/// Whether an expression never goes on one line.
pub(super) fn is_tall(expr: &Expr) -> bool {
    match expr {
        Expr::Match(it) => !it.arms.is_empty(),
        Expr::Block(it) => !it.block.stmts.is_empty(),
        Expr::ForLoop(it) => !it.body.stmts.is_empty(),
        Expr::If(it) => {
            let other = it.else_branch.as_ref().map(|(_, other)| &**other);
            let flat_else = matches!(other, Some(Expr::Block(other)) if only_expression(&other.block).is_some());
            !flat_else || only_expression(&it.then_branch).is_none_or(is_tall)
        }
        Expr::Closure(it) => is_tall(&it.body),
        Expr::Call(it) => is_tall(&it.func) || it.args.iter().any(is_tall),
        Expr::MethodCall(it) => is_tall(&it.receiver) || it.args.iter().any(is_tall),
        Expr::Array(it) => it.elems.iter().any(is_tall),
        Expr::Tuple(it) => it.elems.iter().any(is_tall),
        Expr::Struct(it) => it.fields.iter().any(|field| is_tall(&field.expr)),
        Expr::Try(it) => is_tall(&it.expr),
        Expr::Reference(it) => is_tall(&it.expr),
        Expr::Field(it) => is_tall(&it.base),
        Expr::Await(it) => is_tall(&it.base),
        Expr::Return(it) => it.expr.as_deref().is_some_and(is_tall),
        Expr::Assign(it) => is_tall(&it.right),
        _ => false,
    }
}

/// A block's expression if that is all that it holds.
pub(super) fn only_expression(block: &Block) -> Option<&Expr> {
    match block.stmts.as_slice() {
        [Stmt::Expr(expr, None)] => Some(expr),
        _ => None,
    }
}

/// A block in braces.
pub(super) fn block(block: &Block, indent: usize) -> String {
    if block.stmts.is_empty() {
        return "{}".to_owned();
    }
    let inner = newline(indent + super::STEP);
    let body = statements(block, indent + super::STEP);
    format!("{{{}{}{}}}", inner, body.trim_start(), newline(indent))
}

/// `match … { … }`
pub(super) fn matching(it: &ExprMatch, room: Room) -> String {
    let mut text = format!("match {} {{", flat::expr(&it.expr));
    let inner = room.nested(0);
    for one in &it.arms {
        text.push_str(&newline(inner.indent));
        text.push_str(&declaration::attribute_lines(&one.attrs, inner.indent));
        text.push_str(&arm(one, inner));
    }
    text.push_str(&newline(room.indent));
    text.push('}');
    text
}

/// `pattern => body,`
fn arm(arm: &Arm, room: Room) -> String {
    let mut head = flat::pat(&arm.pat) + " =>";
    if !room.before(2).fits(&head) {
        head = pattern(&arm.pat, room) + " =>";
    }
    let column = width(head.lines().last().unwrap_or_default());
    let column = if head.contains('\n') {
        column
    } else {
        room.column + column
    };
    let body = match &*arm.body {
        Expr::Block(it) if it.attrs.is_empty() && it.label.is_none() => only_expression(&it.block).unwrap_or(&arm.body),
        body => body,
    };
    let same_line = Room::new(room.indent, column + 1, 1);
    if let Expr::Block(it) = body {
        return format!("{head} {}", block(&it.block, room.indent));
    }
    let here = expression(body, same_line);
    if same_line.fits(&here) || matches!(body, Expr::Match(_)) {
        return format!("{head} {here},");
    }
    let inner = room.nested(0);
    let below = expression(body, inner);
    let spills = matches!(
        body,
        Expr::Call(_) | Expr::MethodCall(_) | Expr::Struct(_) | Expr::Tuple(_)
    );
    let straightens = is_broken_chain(&here) && !below.contains('\n');
    if straightens || prefers_next_line(&here, &below) || !(spills && same_line.before(0).fits(first_line(&here))) {
        return format!("{head} {{{}{below}{}}}", newline(inner.indent), newline(room.indent));
    }
    format!("{head} {here},")
}

/// A pattern that does not fit on one line: an alternative a line, or an element a line.
fn pattern(pat: &Pat, room: Room) -> String {
    match pat {
        Pat::Or(it) => {
            let alternatives = it.cases.iter().map(flat::pat);
            alternatives
                .collect::<Vec<_>>()
                .join(&format!("{}| ", newline(room.indent)))
        }
        Pat::TupleStruct(it) if !it.elems.is_empty() => {
            let inner = room.nested(1);
            let mut text = it.path.to_token_stream().to_string().replace(' ', "") + "(";
            for element in &it.elems {
                let line = flat::pat(element);
                let line = if inner.fits(&line) {
                    line
                } else {
                    pattern(element, inner)
                };
                text.push_str(&format_args!("{}{line},", newline(inner.indent)).to_string());
            }
            text + &newline(room.indent) + ")"
        }
        _ => flat::pat(pat),
    }
}

/// `if … { … } else { … }`
pub(super) fn condition(it: &ExprIf, room: Room) -> String {
    let mut text = format!("if {} {}", flat::expr(&it.cond), block(&it.then_branch, room.indent));
    match it.else_branch.as_ref().map(|(_, other)| &**other) {
        Some(Expr::If(other)) => text.push_str(&format_args!(" else {}", condition(other, room)).to_string()),
        Some(Expr::Block(other)) => {
            text.push_str(&format_args!(" else {}", block(&other.block, room.indent)).to_string());
        }
        _ => {}
    }
    text
}

/// `for … in … { … }`
pub(super) fn for_loop(it: &ExprForLoop, room: Room) -> String {
    format!(
        "for {} in {} {}",
        flat::pat(&it.pat),
        flat::expr(&it.expr),
        block(&it.body, room.indent)
    )
}

/// `|…| body`
pub(super) fn closure(it: &ExprClosure, room: Room) -> String {
    let bare = Expr::Closure(ExprClosure {
        body: Box::new(syn::parse_quote!(x)),
        ..it.clone()
    });
    let head = flat::expr(&bare);
    let head = head.strip_suffix('x').unwrap_or(&head);
    let body = expression(&it.body, room.past(width(head)));
    let too_long = !body.contains('\n') && !room.past(width(head)).fits(&body);
    if too_long || (body.contains('\n') && !may_take_lines(&it.body)) {
        let inner = room.nested(0);
        let below = expression(&it.body, inner);
        return format!("{head}{{{}{below}{}}}", newline(inner.indent), newline(room.indent));
    }
    head.to_owned() + &body
}

/// Whether the body of a closure may go over several lines without braces around it.
fn may_take_lines(body: &Expr) -> bool {
    match body {
        Expr::Match(_) | Expr::Block(_) | Expr::Struct(_) => true,
        Expr::Reference(it) => may_take_lines(&it.expr),
        Expr::Try(it) => may_take_lines(&it.expr),
        _ => false,
    }
}

/// Whether a chain has its calls on lines of their own.
fn is_broken_chain(text: &str) -> bool {
    text.lines()
        .nth(1)
        .is_some_and(|line| line.trim_start().starts_with('.'))
}
