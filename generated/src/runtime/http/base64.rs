// kiln-runtime: support code, copied unchanged into generated crates.
//! Base64 (RFC 4648, section 4, with padding), in the one direction that `Authorization:
//! Basic` needs.

const ALPHABET: &[u8; 64] =
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The bytes in base64.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |at: usize| u32::from(group.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            text.push(if place <= group.len() {
                digit(bits >> (18 - 6 * place))
            } else {
                '='
            });
        }
    }
    text
}

/// The digit for the lowest six bits.
fn digit(bits: u32) -> char {
    char::from(ALPHABET[(bits & 63) as usize])
}
