// kiln-runtime: support code, copied unchanged into generated crates.
//! Tuples: lists of just so many items, each of a type of its own.
//!
//! ```text
//! let (mut a, mut b) = (None, None);
//! r.tuple(&mut [&mut a, &mut b])?;
//! Ok((r.filled(a)?, r.filled(b)?))
//! ```

use super::{
    DecodeError, DecodeErrorKind, Fill, FromJson, ReadItem, Reader, ToJson, Writer,
};

/// Puts each item into the next variable.
struct Positions<'a, 'v> {
    variables: &'a mut [&'v mut dyn Fill],
    next: usize,
}

impl ReadItem for Positions<'_, '_> {
    fn read_item(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        let length = self.variables.len();
        let Some(variable) = self.variables.get_mut(self.next) else {
            return Err(r.not_so_many(length));
        };
        self.next += 1;
        variable.fill("", r)
    }
}

impl Reader<'_> {
    /// Reads a list of as many items as there are variables, each into its own.
    ///
    /// # Errors
    /// When something else is there, the list is shorter or longer, or an item is not of its
    /// variable's type.
    pub fn tuple(&mut self, variables: &mut [&mut dyn Fill]) -> Result<(), DecodeError> {
        let length = variables.len();
        let mut positions = Positions { variables, next: 0 };
        self.list(&mut positions)?;
        if positions.next == length { Ok(()) } else { Err(self.not_so_many(length)) }
    }

    fn not_so_many(&self, length: usize) -> DecodeError {
        let items = if length == 1 { "item" } else { "items" };
        let message = format!("expected a list of exactly {length} {items}");
        DecodeError::new(DecodeErrorKind::Mismatch, self.at, message)
    }
}

macro_rules! tuples {
    ($(($($name:ident $value:ident)+))+) => {$(
        impl<$($name: FromJson),+> FromJson for ($($name,)+) {
            fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
                $(let mut $value: Option<$name> = None;)+
                r.tuple(&mut [$(&mut $value),+])?;
                Ok(($(r.filled($value)?,)+))
            }
        }

        impl<$($name: ToJson),+> ToJson for ($($name,)+) {
            fn write(&self, w: &mut Writer) {
                let ($($value,)+) = self;
                let items: &[&dyn ToJson] = &[$($value),+];
                w.list(&items);
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
