// kiln-runtime: support code, copied unchanged into generated crates.
//! The check of enums that keep values which are not listed.
//!
//! ```text
//! enum Status { Active, Unknown(String) }
//!
//! validate::open_enum!(Status);
//! ```

/// Implements `Validate` for an enum, and gives it the method `validate`: its variant `Unknown` is a
/// violation. The module `validate` must be in scope.
macro_rules! open_enum {
    ($name:ty) => {
        impl validate::Validate for $name {
            fn check(&self, c: &mut validate::Checks) {
                if let Self::Unknown(_) = self {
                    c.report("must be one of the documented values");
                }
            }
        }

        impl $name {
            /// Checks that this is one of the documented values.
            ///
            /// Nothing is checked while sending: the server has the last word.
            ///
            /// # Errors
            ///
            /// When it is none of them.
            pub fn validate(&self) -> Result<(), validate::Violations> {
                validate::Checks::run(self)
            }
        }
    };
}
pub(crate) use open_enum;
