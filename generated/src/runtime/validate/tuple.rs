// kiln-runtime: support code, copied unchanged into generated crates.
//! Tuples: each item has constraints of its own.

use super::super::json::Never;
use super::{Checks, Rules, Subject};

impl Subject for Never {
    fn inspect(&self, _rules: &Rules<'_>, _c: &mut Checks) {
        match *self {}
    }
}

/// Checks the items of a tuple, each against the rules of its position.
fn positions(items: &[&dyn Subject], rules: &Rules<'_>, c: &mut Checks) {
    for (index, item) in items.iter().enumerate() {
        let rules = rules.positions.get(index).copied().unwrap_or_default();
        c.field(&index.to_string(), *item, &rules);
    }
}

macro_rules! tuples {
    ($(($($name:ident)+))+) => {$(
        impl<$($name: Subject),+> Subject for ($($name,)+) {
            #[allow(non_snake_case, reason = "the variables are called as the types")]
            fn inspect(&self, rules: &Rules<'_>, c: &mut Checks) {
                let ($($name,)+) = self;
                positions(&[$($name),+], rules, c);
            }
        }
    )+};
}

tuples! {
    (A)
    (A B)
    (A B C)
    (A B C D)
    (A B C D E)
    (A B C D E F)
    (A B C D E F G)
    (A B C D E F G H)
}
