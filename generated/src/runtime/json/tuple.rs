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
    ($(($($name:ident)+))+) => {$(
        impl<$($name: FromJson),+> FromJson for ($($name,)+) {
            #[allow(non_snake_case, reason = "the variables are called as the types")]
            fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
                $(let mut $name: Option<$name> = None;)+
                r.tuple(&mut [$(&mut $name),+])?;
                Ok(($(r.filled($name)?,)+))
            }
        }

        impl<$($name: ToJson),+> ToJson for ($($name,)+) {
            #[allow(non_snake_case, reason = "the variables are called as the types")]
            fn write(&self, w: &mut Writer) {
                let ($($name,)+) = self;
                let items: &[&dyn ToJson] = &[$($name),+];
                w.list(&items);
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
