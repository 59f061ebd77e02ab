//! Wrapping: words are never divided, and a code span is one word.

/// Wraps a text that is safe already; no line for no text.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words(text) {
        match lines.last_mut() {
            Some(line) if line.chars().count().saturating_add(1 + word.chars().count()) <= width => {
                line.push(' ');
                line.push_str(&word);
            }
            Some(_) | None => lines.push(word),
        }
    }
    lines
}

/// The words: divided at white space, but not inside of a code span or a link's address.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut fence = 0;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if c == '`' && !word.ends_with('\\') {
            let mut run = 1;
            while rest.next_if_eq(&'`').is_some() {
                run += 1;
            }
            word.push_str(&"`".repeat(run));
            fence = match fence {
                0 => run,
                open if open == run => 0,
                open => open,
            };
        } else if c.is_whitespace() && fence == 0 {
            if !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
        } else {
            word.push(if c.is_whitespace() { ' ' } else { c });
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}
