//! Where lines break in bodies and initialisers: rustfmt's rules, as far as emitted code needs them.
//!
//! Code that fits goes on one line. If it does not, lists break into one item a line, or their only item spills over
//! (`f(&mut [` … `])`); chains break before each call; the right side of `=` moves to the next line where that helps.

use quote::ToTokens as _;
use syn::{Expr, ExprBinary, ExprStruct};

use super::flat;

mod chain;
mod flow;
mod generics;
mod list;
mod statement;

pub(super) use generics::field_type;
pub(super) use statement::{right_side, statements};

/// The greatest width of a line.
pub(super) const WIDTH: usize = 89;
/// One step of indentation.
const STEP: usize = 4;

/// Where code stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// The indentation of the lines that it belongs to.
    indent: usize,
    /// The column where it begins.
    column: usize,
    /// How many characters follow its last one on the same line.
    after: usize,
}

impl Room {
    /// A place on a line.
    pub(super) fn new(indent: usize, column: usize, after: usize) -> Self {
        Self { indent, column, after }
    }

    /// A line of its own, one step further in.
    fn nested(self, after: usize) -> Self {
        Self::new(self.indent + STEP, self.indent + STEP, after)
    }

    /// Further to the right on the same line.
    fn past(self, width: usize) -> Self {
        Self {
            column: self.column + width,
            ..self
        }
    }

    /// With other characters behind.
    fn before(self, after: usize) -> Self {
        Self { after, ..self }
    }

    /// Whether an expression may begin here, however its lines break.
    fn begins(self, expr: &Expr) -> bool {
        self.column + opening(expr) <= WIDTH
    }

    /// Whether text fits on the line.
    fn fits(self, text: &str) -> bool {
        !text.contains('\n') && self.column + width(text) + self.after <= WIDTH
    }
}

/// The number of columns that a text takes.
fn width(text: &str) -> usize {
    text.chars().count()
}

/// The text's first line.
fn first_line(text: &str) -> &str {
    text.split('\n').next().unwrap_or_default()
}

/// A line break and an indentation.
fn newline(indent: usize) -> String {
    format!("\n{:indent$}", "")
}

/// Lays an expression out; further lines carry their whole indentation.
fn expression(expr: &Expr, room: Room) -> String {
    // What follows a jump counts twice for rustfmt.
    let jump = usize::from(matches!(expr, Expr::Return(_) | Expr::Break(_)));
    let room = room.before(room.after + jump);
    if !flow::is_tall(expr) {
        let line = flat::expr(expr);
        if room.fits(&line) {
            return line;
        }
    }
    match expr {
        Expr::Try(it) => expression(&it.expr, room.before(room.after + 1)) + "?",
        Expr::Await(it) => expression(&it.base, room.before(room.after + 6)) + ".await",
        Expr::Reference(it) => {
            let sign = if it.mutability.is_some() { "&mut " } else { "&" };
            sign.to_owned() + &expression(&it.expr, room.past(sign.len()))
        }
        Expr::Return(it) => match &it.expr {
            Some(value) => "return ".to_owned() + &expression(value, room.past("return ".len())),
            None => "return".to_owned(),
        },
        Expr::Call(it) => {
            let mut callee = flat::expr(&it.func);
            let mut behind = room.past(width(&callee));
            if !room.before(1).fits(&callee) {
                callee = generics::callee(&callee, room.before(1));
                let last = callee.lines().last().unwrap_or_default();
                behind = Room::new(room.indent, width(last), room.after);
                let rest = it.args.iter().map(flat::expr).collect::<Vec<_>>().join(", ");
                if callee.contains('\n') && behind.fits(&format!("({rest})")) {
                    return format!("{callee}({rest})");
                }
            }
            let rest = list::arguments(&callee, it.args.iter(), behind);
            callee + &rest
        }
        Expr::Path(_) => generics::expression(&flat::expr(expr), room),
        Expr::MethodCall(_) | Expr::Field(_) => chain::chain(expr, room),
        Expr::Array(it) => list::brackets(it.elems.iter(), room),
        Expr::Macro(it) if it.mac.path.is_ident("vec") => list::vector(expr, it, room),
        Expr::Tuple(it) => list::parentheses(it.elems.iter(), room),
        Expr::Struct(it) => structure(it, room),
        Expr::Closure(it) => flow::closure(it, room),
        Expr::Match(it) => flow::matching(it, room),
        Expr::If(it) => flow::condition(it, room),
        Expr::ForLoop(it) => flow::for_loop(it, room),
        Expr::Block(it) => flow::block(&it.block, room.indent),
        Expr::Binary(it) => operation(it, room),
        Expr::Assign(it) => {
            let left = flat::expr(&it.left) + " =";
            let right = right_side(&it.right, room.past(width(&left) + 1));
            left + &right
        }
        _ => flat::expr(expr),
    }
}

/// The least width of an expression's first line, wherever its lines break.
///
/// What does not even begin in a place need not be laid out there: a try at each level would double the work for every
/// level of nesting.
fn opening(expr: &Expr) -> usize {
    let plain = |path: &syn::Path| {
        let segments = path.segments.iter();
        let names = segments.map(|segment| {
            segment
                .arguments
                .is_none()
                .then(|| width(&segment.ident.to_string()) + 2)
        });
        names.sum::<Option<usize>>().map_or(0, |names| names - 2)
    };
    match expr {
        Expr::Reference(it) => 1 + opening(&it.expr),
        Expr::Array(_) | Expr::Tuple(_) => 1,
        Expr::Call(it) => match &*it.func {
            Expr::Path(function) => plain(&function.path) + 1,
            _ => 0,
        },
        Expr::Struct(it) => plain(&it.path) + " {".len(),
        _ => 0,
    }
}

/// Operands that do not fit on one line: each but the first with its operator on a line of its own.
fn operation(whole: &ExprBinary, room: Room) -> String {
    let inner = room.nested(room.after);
    let left = match &*whole.left {
        Expr::Binary(left) if std::mem::discriminant(&left.op) == std::mem::discriminant(&whole.op) => {
            operation(left, room.before(0))
        }
        left => expression(left, room.before(0)),
    };
    let sign = whole.op.to_token_stream().to_string();
    // Behind a closing bracket that has a line of its own there is room.
    let last = left.lines().last().unwrap_or_default();
    if left.contains('\n') && width(last.trim_start()) <= STEP {
        let right = format!(" {sign} {}", flat::expr(&whole.right));
        if Room::new(room.indent, width(last), room.after).fits(&right) {
            return left + &right;
        }
    }
    let right = expression(&whole.right, inner.past(sign.len() + 1));
    format!("{left}{}{sign} {right}", newline(inner.indent))
}

/// A struct literal that does not fit on one line: a field a line.
fn structure(literal: &ExprStruct, room: Room) -> String {
    let mut text = flat::expr(&Expr::Struct(ExprStruct {
        fields: syn::punctuated::Punctuated::new(),
        dot2_token: None,
        rest: None,
        ..literal.clone()
    }));
    text.truncate(text.trim_end_matches(['{', '}', ' ']).len());
    text.push_str(" {");
    let inner = room.nested(1);
    for field in &literal.fields {
        let member = match &field.member {
            syn::Member::Named(name) => name.to_string(),
            syn::Member::Unnamed(index) => index.index.to_string(),
        };
        text.push_str(&newline(inner.indent));
        text.push_str(&member);
        if field.colon_token.is_some() {
            text.push(':');
            text.push_str(&field_value(&field.expr, inner.past(width(&member) + 2)));
        }
        text.push(',');
    }
    if let Some(rest) = &literal.rest {
        text.push_str(&format_args!("{}..{}", newline(inner.indent), expression(rest, inner.past(2))).to_string());
    }
    text.push_str(&newline(room.indent));
    text.push('}');
    text
}

/// What follows the colon of a field: on the next line only if not even its beginning fits.
fn field_value(value: &Expr, room: Room) -> String {
    // Here rustfmt is short of two columns for what is tried, and of one for what moves to the next line.
    let room = room.before(room.after + if matches!(value, Expr::Try(_)) { 2 } else { 0 });
    let here = room.begins(value).then(|| expression(value, room));
    let stays = |here: &String| room.fits(here) || (here.contains('\n') && room.before(0).fits(first_line(here)));
    if let Some(here) = here.as_ref().filter(|here| stays(here)) {
        return format!(" {here}");
    }
    let inner = room.nested(room.after + 1);
    if inner.begins(value) {
        let below = expression(value, inner);
        if inner.before(0).fits(first_line(&below)) && (below.contains('\n') || inner.fits(&below)) {
            return newline(inner.indent) + &below;
        }
    }
    format!(" {}", here.unwrap_or_else(|| expression(value, room)))
}
