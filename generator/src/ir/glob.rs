//! Patterns for names of the document.
//!
//! ```toml
//! secrets = ["*_ws_url", "Order.pin"]
//! ```

use std::fmt;

/// A pattern for names, in which `*` stands for any characters and `?` for one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Glob(String);

impl Glob {
    /// A pattern from its text, which is not empty.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| Self(text.to_owned()))
    }

    /// The text as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the whole of a name fits the pattern.
    #[must_use]
    pub fn matches(&self, name: &str) -> bool {
        let pattern: Vec<char> = self.0.chars().collect();
        let name: Vec<char> = name.chars().collect();
        let (mut p, mut n) = (0, 0);
        // The last star, and how much of the name it took so far.
        let mut star = None;
        while let Some(character) = name.get(n) {
            match pattern.get(p) {
                Some('*') => {
                    star = Some((p, n));
                    p += 1;
                }
                Some(expected) if *expected == '?' || expected == character => {
                    p += 1;
                    n += 1;
                }
                _ => {
                    let Some((at, taken)) = star else {
                        return false;
                    };
                    star = Some((at, taken + 1));
                    (p, n) = (at + 1, taken + 1);
                }
            }
        }
        pattern.iter().skip(p).all(|rest| *rest == '*')
    }
}

impl fmt::Display for Glob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Glob;

    #[test]
    fn globs_match_whole_names() {
        for (pattern, name, fits) in [
            ("*_ws_url", "cdp_ws_url", true),
            ("*_ws_url", "_ws_url", true),
            ("*_ws_url", "cdp_ws_url_2", false),
            ("*_url", "a_url_url", true),
            ("token", "token", true),
            ("token", "tokens", false),
            ("*", "", true),
            ("*", "x.y", true),
            ("A.*", "A.b", true),
            ("A.*", "B.b", false),
            ("*.b*d", "A.bcd", true),
            ("a*b*c", "axxbyybzc", true),
            ("a*b*c", "axxbyyb", false),
            ("a*b*c", "ac", false),
            ("?é*", "xé", true),
            ("?", "", false),
            ("**", "x", true),
        ] {
            let glob = Glob::new(pattern).expect("it is not empty");
            assert_eq!(glob.matches(name), fits, "{pattern} {name}");
        }
        assert_eq!(Glob::new(""), None);
    }
}
