// kiln-runtime: support code, copied unchanged into generated crates.
//! A code of the body in one header.
//!
//! ```text
//! X-Hub-Signature-256: sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17
//! ```

use super::super::json::Base64;
use super::{Check, SignatureError};

/// A header with the code of the body.
#[derive(Debug, Clone, Copy)]
pub struct Hmac {
    /// The header.
    pub header: &'static str,
    /// What stands before the code.
    pub prefix: &'static str,
    /// How the code is written.
    pub encoding: Encoding,
    /// What kind of code it is.
    pub hash: Check,
}

/// How a code is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Two hexadecimal digits for each byte, of either case.
    Hex,
    /// Base64 with padding.
    Base64,
}

impl Hmac {
    /// Checks that a body was signed with the secret; `header` finds the value of a header.
    ///
    /// # Errors
    /// When it was not, or the secret is empty.
    pub fn verify<'h>(
        &self,
        secret: &str,
        header: impl Fn(&str) -> Option<&'h str>,
        body: &[u8],
    ) -> Result<(), SignatureError> {
        let given = header(self.header).ok_or(SignatureError::Missing(self.header))?;
        let text = given.trim().strip_prefix(self.prefix);
        let code = text
            .and_then(|text| self.encoding.decode(text))
            .ok_or(SignatureError::Malformed(self.header))?;
        if secret.is_empty() {
            return Err(SignatureError::Secret);
        }
        if (self.hash)(secret.as_bytes(), &[body], &code) {
            Ok(())
        } else {
            Err(SignatureError::Mismatch)
        }
    }
}

impl Encoding {
    /// The bytes of a code.
    pub(super) fn decode(self, text: &str) -> Option<Vec<u8>> {
        match self {
            Self::Hex => hex(text),
            Self::Base64 => text.parse::<Base64>().ok()?.bytes(),
        }
    }
}

/// The bytes of hexadecimal digits.
fn hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u32>> = text.chars().map(|c| c.to_digit(16)).collect();
    let pairs = digits.filter(|digits| digits.len().is_multiple_of(2))?;
    let byte = |pair: &[u32]| u8::try_from(pair[0] << 4 | pair[1]).ok();
    pairs.chunks_exact(2).map(byte).collect()
}
