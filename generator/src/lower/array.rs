//! Arrays.
//!
//! ```yaml
//! { type: array, items: { $ref: '#/components/schemas/BrowserExtension' }, maxItems: 20 }
//! ```
//!
//! An array is a list of one type. Positions of their own (`prefixItems`) fit only where all of them have that type too;
//! otherwise the items are any values, which is said.

use super::context::Context;
use super::graph::Seat;
use super::parts::Part;
use super::schema::{Member, Site};
use crate::diag::Code;
use crate::ir::{Role, Rules, Type, TypeUse};

impl<'d> Context<'d> {
    /// The type of an array.
    pub(super) fn array(&mut self, site: &Site<'d>, parts: &[Part<'d>]) -> Type {
        let seat = site.seat.inner(Role::Item);
        let items: Vec<Member<'d>> = parts
            .iter()
            .filter_map(|part| {
                Some(Member {
                    schema: part.object.items.as_deref()?,
                    own: part.own,
                })
            })
            .collect();
        if let Some(part) = parts.iter().find(|part| !part.object.prefix_items.is_empty()) {
            return Type::List(Box::new(self.positions(part, &seat)));
        }
        let item = match items.as_slice() {
            [] => TypeUse {
                ty: Type::Any,
                rules: Rules::default(),
            },
            [item] => self.schema(item.schema, &item.seat(&seat)),
            several => self.conjunction(several, &seat),
        };
        Type::List(Box::new(item))
    }

    /// The one type that all positions have.
    fn positions(&mut self, part: &Part<'d>, seat: &Seat) -> TypeUse {
        let object = part.object;
        let any = TypeUse {
            ty: Type::Any,
            rules: Rules::default(),
        };
        let further = object
            .items
            .as_deref()
            .filter(|items| items.value != crate::openapi::SchemaValue::Boolean(false));
        let mut uses: Vec<TypeUse> = Vec::new();
        for schema in object.prefix_items.iter().chain(further) {
            // An inline schema would need a name for its position.
            let scalar = self
                .kinds(schema)
                .family()
                .is_some_and(|kind| !matches!(kind, crate::ir::JsonKind::Object));
            let named = matches!(self.essence(schema), super::parts::Essence::Reference(_));
            uses.push(if scalar || named {
                self.schema(schema, seat)
            } else {
                any.clone()
            });
        }
        match uses.split_first() {
            Some((first, rest)) if first.ty != Type::Any && rest.iter().all(|other| other.ty == first.ty) => {
                first.clone()
            }
            _ => {
                let message = "positions of different types have no list type; the items are any values";
                self.report_key(
                    Code::NotRepresented,
                    part.schema.node,
                    "prefixItems",
                    message,
                    "positions of their own",
                );
                any
            }
        }
    }
}
