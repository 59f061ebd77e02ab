//! Defaults as values of types: what code can write.

use crate::ir::{ForeignForm, TypeId};

/// A value in code.
#[derive(Debug, Clone, PartialEq)]
pub enum DefaultValue {
    /// `true` or `false`
    Bool(bool),
    /// An integer that fits its type.
    Integer(i128),
    /// A finite number.
    Float(f64),
    /// A number that is kept exactly.
    Number(Digits),
    /// A string.
    Text(String),
    /// A date with its text.
    Date(String),
    /// A date and time with its text.
    DateTime(String),
    /// Bytes in base64, by their text.
    Base64(String),
    /// What a type from elsewhere makes of a text: that of a string or number, or JSON.
    Foreign(ForeignForm, String),
    /// A value where anything is allowed.
    Anything(Anything),
    /// Null where it is a value.
    Null,
    /// Something else than null where null would be a value.
    NotNull(Box<DefaultValue>),
    /// A value of an enumeration, by its index.
    Variant(TypeId, usize),
    /// A value that an enumeration does not list, or a member of a union with a tag that the document does not know.
    Unknown(TypeId, Box<DefaultValue>),
    /// A member of a union, by its index.
    Member(TypeId, usize, Box<DefaultValue>),
    /// What a list, map or tuple with a name of its own contains.
    Newtype(TypeId, Box<DefaultValue>),
    /// A list.
    List(Vec<DefaultValue>),
    /// A map, with the alias that its type is called by, if any.
    Map(Option<TypeId>, Vec<(String, DefaultValue)>),
    /// A tuple.
    Tuple(Vec<DefaultValue>),
    /// A record.
    Record(TypeId, Members),
}

impl DefaultValue {
    /// Whether a type from elsewhere has a say in it.
    pub(super) fn has_foreign(&self) -> bool {
        match self {
            Self::Foreign(..) => true,
            Self::NotNull(inner) | Self::Unknown(_, inner) | Self::Member(_, _, inner) | Self::Newtype(_, inner) => {
                inner.has_foreign()
            }
            Self::List(items) | Self::Tuple(items) => items.iter().any(Self::has_foreign),
            Self::Map(_, entries) => entries.iter().any(|(_, value)| value.has_foreign()),
            Self::Record(_, members) => members.values().any(Self::has_foreign),
            _ => false,
        }
    }
}

/// The properties of a record that a default gives.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Members {
    /// Fields by their indices, in the record's order.
    pub fields: Vec<(usize, DefaultValue)>,
    /// Of each group the alternative that is there, with the values of its fields.
    pub choices: Vec<(usize, Vec<DefaultValue>)>,
    /// What the record keeps without declaring it.
    pub rest: Vec<(String, DefaultValue)>,
}

impl Members {
    fn values(&self) -> impl Iterator<Item = &DefaultValue> {
        let fields = self.fields.iter().map(|(_, value)| value);
        let choices = self.choices.iter().flat_map(|(_, values)| values);
        fields.chain(choices).chain(self.rest.iter().map(|(_, value)| value))
    }
}

/// Any JSON.
#[derive(Debug, Clone, PartialEq)]
pub enum Anything {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Number(Digits),
    /// A string.
    Text(String),
    /// A list.
    List(Vec<Anything>),
    /// An object.
    Object(Vec<(String, Anything)>),
}

/// An exact number: digits, so many of them behind the point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digits {
    /// The digits with the sign.
    pub digits: i128,
    /// How many of them stand behind the point; a power of ten where that is less than none.
    pub places: i32,
}

impl Digits {
    /// Takes a number of JSON apart; nothing where its digits or its exponent are too many.
    pub(super) fn parse(lexeme: &str) -> Option<Self> {
        let (mantissa, exponent) = lexeme.split_once(['e', 'E']).unwrap_or((lexeme, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let behind = i32::try_from(fraction.len()).ok()?;
        Some(Self {
            digits: format!("{whole}{fraction}").parse().ok()?,
            places: behind.checked_sub(exponent.parse().ok()?)?,
        })
    }
}
