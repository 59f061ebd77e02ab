// kiln-runtime: support code, copied unchanged into generated crates.
//! The method by which users check a value.
//!
//! ```text
//! impl validate::Validate for Viewport { … }
//! validate::entry!(Viewport);
//! ```

/// Gives a type that implements `Validate` the method `validate`. The module `validate` must be in
/// scope.
macro_rules! entry {
    ($name:ty) => {
        impl $name {
            /// Checks the documented constraints of this value and of everything in it.
            ///
            /// Nothing is checked while sending: the server has the last word.
            ///
            /// # Errors
            ///
            /// Every violation, with the JSON pointer of the value.
            pub fn validate(&self) -> Result<(), validate::Violations> {
                validate::Checks::run(self)
            }
        }
    };
}
pub(crate) use entry;
