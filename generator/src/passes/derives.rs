//! Which traits are derived beyond `Debug`, `Clone` and `PartialEq`, which every type has.
//!
//! `Default` is for records that nobody has to be asked for a value of: each property may be absent or null, and there is
//! no exclusive group. `Eq` and `Hash` are for
//! enumerations, which are used as keys; records may hold floats, and few put them into sets. `Copy` is for enumerations
//! of which no variant holds more than an integer.

use crate::ir::{Api, EnumKind, Others, Presence, Shape, TypeId};

/// The traits of one type.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Traits {
    /// `Default`
    pub default: bool,
    /// `Eq` and `Hash`
    pub eq_hash: bool,
    /// `Copy`
    pub copy: bool,
}

/// The traits of every type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derives(Vec<Traits>);

impl Derives {
    /// Decides for every type.
    #[must_use]
    pub fn of(api: &Api) -> Self {
        Self(api.types.defs.iter().map(|def| traits(&def.shape)).collect())
    }

    /// The traits of one type.
    #[must_use]
    pub fn get(&self, id: TypeId) -> Traits {
        self.0[id.0]
    }
}

fn traits(shape: &Shape) -> Traits {
    match shape {
        Shape::Record(record) => {
            let empty = record.fields.iter().all(|field| field.presence != Presence::Required);
            Traits {
                default: empty && record.groups.is_empty(),
                ..Traits::default()
            }
        }
        Shape::Enumeration(list) => Traits {
            default: false,
            eq_hash: true,
            copy: list.others == Others::Refused || matches!(list.kind(), EnumKind::Signed | EnumKind::Unsigned),
        },
        Shape::Union(_) | Shape::Alias(_) | Shape::Newtype(_) => Traits::default(),
    }
}
