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
    ($(($($name:ident $value:ident)+))+) => {$(
        impl<$($name: Subject),+> Subject for ($($name,)+) {
            fn inspect(&self, rules: &Rules<'_>, c: &mut Checks) {
                let ($($value,)+) = self;
                positions(&[$($value),+], rules, c);
            }
        }

        impl<$($name: Subject),+> Subject for Box<($($name,)+)> {
            fn inspect(&self, rules: &Rules<'_>, c: &mut Checks) {
                (**self).inspect(rules, c);
            }
        }
    )+};
}

tuples! {
    (A a)
    (A a B b)
    (A a B b C c)
    (A a B b C c D d)
    (A a B b C c D d E e)
    (A a B b C c D d E e F f)
    (A a B b C c D d E e F f G g)
    (A a B b C c D d E e F f G g H h)
}
