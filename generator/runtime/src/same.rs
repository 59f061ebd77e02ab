// kiln-runtime: support code, copied unchanged into generated crates.
//! Keys that a request brings, compared without telling how much of one is right.

use std::hint::black_box;

/// Whether what was presented is the key, in a time that depends on neither where they differ nor the
/// key's content. Nothing is the key where the key is empty, as a setting that was forgotten is.
#[must_use]
pub fn same(presented: &[u8], key: &[u8]) -> bool {
    let mut difference = usize::from(key.is_empty()) | (presented.len() ^ key.len());
    for (index, byte) in presented.iter().enumerate() {
        let other = key.get(index).copied().unwrap_or_default();
        difference = black_box(difference | usize::from(byte ^ other));
    }
    difference == 0
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn only_the_whole_key_is_the_key() {
        assert!(same(b"key", b"key"));
        for other in ["", "k", "ke", "keys", "kez", "Key", "key\0"] {
            assert!(!same(other.as_bytes(), b"key"), "{other:?}");
        }
        assert!(!same(b"", b""));
    }
}
