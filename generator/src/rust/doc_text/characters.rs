//! Characters that have no place in source code.

/// Drops controls and invisible characters, among them those that turn the direction of text; tabs become spaces.
pub(super) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut previous = ' ';
    for c in text.chars() {
        match c {
            '\t' => clean.push_str("    "),
            // The two halves of a Windows line break, or an old Macintosh one.
            '\n' if previous == '\r' => {}
            '\n' | '\r' => clean.push('\n'),
            '\u{2028}' | '\u{2029}' | '\u{a0}' => clean.push(' '),
            c if is_hidden(c) => {}
            c => clean.push(c),
        }
        previous = c;
    }
    clean
}

/// Whether a character cannot be seen. Joiners stay: scripts and emoji need them.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
