//! Statements.

use syn::{Block, Expr, Local, Pat, Stmt};

use super::{Room, expression, first_line, flow, newline, width};
use crate::format::{declaration, flat};

/// The statements of a block, one below the other; the first line is indented, too.
pub(in crate::format) fn statements(block: &Block, indent: usize) -> String {
    let lines = block
        .stmts
        .iter()
        .map(|it| format!("{:indent$}{}", "", statement(it, indent)));
    lines.collect::<Vec<_>>().join("\n")
}

fn statement(statement: &Stmt, indent: usize) -> String {
    let room = Room::new(indent, indent, 0);
    match statement {
        Stmt::Local(it) => declaration::attribute_lines(&it.attrs, indent) + &local(it, room.before(1)),
        Stmt::Expr(expr, semicolon) => {
            let after = usize::from(semicolon.is_some());
            let text = match expr {
                // As a statement, an `if` never goes on one line.
                Expr::If(it) => flow::condition(it, room),
                expr => expression(expr, room.before(after)),
            };
            text + if semicolon.is_some() { ";" } else { "" }
        }
        Stmt::Item(item) => {
            // The caller has indented the first line.
            declaration::item(item.clone(), indent).trim().to_owned()
        }
        Stmt::Macro(_) => flat::statement(statement),
    }
}

/// `let … = … else { … };`
fn local(local: &Local, room: Room) -> String {
    let Some(init) = &local.init else {
        return format!("let {};", flat::binding(&local.pat));
    };
    let pattern = binding(&local.pat, room);
    let column = match pattern.rsplit_once('\n') {
        Some((_, last)) => width(last) + " =".len(),
        None => room.column + width(&pattern) + "let  =".len(),
    };
    let place = |after| Room::new(room.indent, column + 1, after);
    let Some((_, otherwise)) = &init.diverge else {
        return format!("let {pattern} ={};", right_side(&init.expr, place(1)));
    };
    let Expr::Block(otherwise) = &**otherwise else {
        return flat::statement(&Stmt::Local(local.clone()));
    };
    if let Some(jump) = flow::only_expression(&otherwise.block) {
        let line = format!(
            "let {pattern} = {} else {{ {} }};",
            flat::expr(&init.expr),
            flat::expr(jump)
        );
        if room.before(0).fits(&line) {
            return line;
        }
    }
    let value = right_side(&init.expr, place(1));
    let single = !pattern.contains('\n') && !value.contains('\n');
    let beside = single && place(0).fits(&format!("{} else {{", value.trim_start()));
    let separator = if beside { " ".to_owned() } else { newline(room.indent) };
    let block = flow::block(&with_semicolon(&otherwise.block), room.indent);
    format!("let {pattern} ={value}{separator}else {block};")
}

/// A block whose last expression is a jump, which ends with a semicolon where it has a line of its own.
fn with_semicolon(block: &Block) -> Block {
    let mut block = block.clone();
    if let Some(Stmt::Expr(Expr::Return(_) | Expr::Continue(_) | Expr::Break(_), semicolon)) = block.stmts.last_mut() {
        semicolon.get_or_insert_default();
    }
    block
}

/// A pattern; a tuple that does not fit breaks into one element a line.
fn binding(pattern: &Pat, room: Room) -> String {
    let line = flat::binding(pattern);
    match pattern {
        Pat::Tuple(tuple) if !room.past("let ".len()).before(1).fits(&line) => {
            let inner = newline(room.indent + super::STEP);
            let elements = tuple
                .elems
                .iter()
                .map(|element| format!("{inner}{},", flat::pat(element)));
            format!("({}{})", elements.collect::<String>(), newline(room.indent))
        }
        _ => line,
    }
}

/// What follows `=` or `:`, with the space or line break before it; the room begins behind the space.
pub(in crate::format) fn right_side(expr: &Expr, room: Room) -> String {
    let here = expression(expr, room);
    if !room.fits(&here) {
        let inner = room.nested(room.after);
        let below = expression(expr, inner);
        let fits = match below.split_once('\n') {
            Some((first, _)) => inner.before(0).fits(first),
            None => inner.fits(&below),
        };
        // The brace of a literal wants a column more.
        let start = first_line(&here);
        let overflows = !room.before(usize::from(start.ends_with('{'))).fits(start);
        if fits && (overflows || prefers_next_line(&here, &below)) {
            return newline(inner.indent) + &below;
        }
    }
    format!(" {here}")
}

/// Whether code looks better below than beside what it belongs to.
pub(super) fn prefers_next_line(here: &str, below: &str) -> bool {
    let lines = |text: &str| text.matches('\n').count();
    let opens = |text: &str, bracket| first_line(text).ends_with(bracket);
    let opens_only_here = |bracket| opens(here, bracket) && !opens(below, bracket);
    // One that is a single line but too long for its place counts as broken.
    (!here.contains('\n') && !below.contains('\n'))
        || lines(here) > lines(below) + 1
        || ['(', '{', '['].into_iter().any(opens_only_here)
}
