// kiln-runtime: support code, copied unchanged into generated crates.
//! Enums of values that a document lists, where strings are not enough or no others are accepted.
//!
//! ```text
//! // A closed enum of strings.
//! fn from_str(text: &str) -> Result<Self, DecodeError> {
//!     match text {
//!         "low" => Ok(Self::Low),
//!         "high" => Ok(Self::High),
//!         _ => Err(DecodeError::unlisted("`low` or `high`")),
//!     }
//! }
//! fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
//!     r.listed_text()
//! }
//! // An open enum of any values.
//! fn from(value: Value) -> Self {
//!     match value.index_in(&["\"auto\"", "1.5"]) {
//!         Some(0) => Self::Auto,
//!         Some(1) => Self::N1Point5,
//!         _ => Self::Unknown(value),
//!     }
//! }
//! ```

use std::str::FromStr;

use super::{DecodeError, DecodeErrorKind, FromJson, Reader, Value};

impl DecodeError {
    /// A value that is not listed; `expected` names those that are.
    #[must_use]
    pub fn unlisted(expected: &str) -> Self {
        Self::new(DecodeErrorKind::Mismatch, 0, format!("expected {expected}"))
    }
}

impl Reader<'_> {
    /// Reads a string that is one of a list.
    ///
    /// # Errors
    /// When something else is there, or a string that is not listed.
    pub fn listed_text<T>(&mut self) -> Result<T, DecodeError>
    where
        T: FromStr<Err = DecodeError>,
    {
        self.peek();
        let start = self.at;
        self.string()?.parse().map_err(|error: DecodeError| error.at(start))
    }

    /// Reads a value of type `S` that is one of a list.
    ///
    /// # Errors
    /// When something else is there, or a value that is not listed.
    pub fn listed_value<S, T>(&mut self) -> Result<T, DecodeError>
    where
        S: FromJson,
        T: TryFrom<S, Error = DecodeError>,
    {
        self.peek();
        let start = self.at;
        T::try_from(S::read(self)?).map_err(|error| error.at(start))
    }
}

impl Value {
    /// The index of the first of these JSON texts that is equal to this value, as JSON Schema has it.
    #[must_use]
    pub fn index_in(&self, texts: &[&str]) -> Option<usize> {
        let equal = |text: &&str| {
            Self::read(&mut Reader::new(text)).is_ok_and(|listed| listed == *self)
        };
        texts.iter().position(equal)
    }
}
