//! The first paragraph: a sentence that begins with a capital and ends with a full stop.

use super::inline::Word;

/// What ends with a full stop but no sentence.
const ABBREVIATIONS: &[&str] = &[
    "approx.", "cf.", "e.g.", "ex.", "i.e.", "incl.", "max.", "min.", "no.", "resp.", "vs.",
];

/// Makes the first paragraph end as a sentence, and splits off what follows its first one.
pub(super) fn split(mut words: Vec<Word>) -> (Vec<Word>, Vec<Word>) {
    capitalize(&mut words);
    let end = words.windows(2).position(|pair| match pair {
        [Word::Text(one), Word::Text(next)] => ends_sentence(one) && starts_sentence(next),
        [Word::Text(one), Word::Break] => ends_sentence(one),
        _ => false,
    });
    let mut rest = end.map_or_else(Vec::new, |end| words.split_off(end + 1));
    if rest.first() == Some(&Word::Break) {
        rest.remove(0);
    }
    if balanced(&words) {
        if let Some(Word::Text(last)) = words.last_mut()
            && last.ends_with(|c: char| c.is_alphanumeric() || "`)>".contains(c))
        {
            last.push('.');
        }
        (words, rest)
    } else {
        words.append(&mut rest);
        (words, rest)
    }
}

/// A first word of plain small letters gets a capital.
fn capitalize(words: &mut [Word]) {
    let Some(Word::Text(first)) = words.first_mut() else {
        return;
    };
    let plain = first
        .trim_end_matches([',', ':', ';', '.'])
        .chars()
        .all(char::is_lowercase);
    if let Some(initial) = first.chars().next().filter(|_| plain) {
        first.replace_range(..initial.len_utf8(), &initial.to_uppercase().to_string());
    }
}

fn ends_sentence(word: &str) -> bool {
    let bare = word.trim_start_matches(['(', '*', '"']).to_lowercase();
    word.ends_with(['.', '!', '?']) && bare.chars().count() > 2 && !ABBREVIATIONS.contains(&bare.as_str())
}

fn starts_sentence(word: &str) -> bool {
    word.trim_start_matches(['(', '*', '"', '`', '[', '\\'])
        .starts_with(|c: char| c.is_uppercase() || c.is_numeric())
}

/// Whether emphasis, links and parentheses that are opened in the words are also closed there.
fn balanced(words: &[Word]) -> bool {
    let text = words.iter().map(|word| match word {
        Word::Text(text) => text
            .replace("\\*", "")
            .replace("\\[", "")
            .replace("\\]", "")
            .replace("\\~", ""),
        Word::Break => String::new(),
    });
    let text = text.collect::<String>();
    let count = |mark| text.matches(mark).count();
    let even = |mark| count(mark) % 2 == 0;
    let paired = |open, close| count(open) == count(close);
    paired("(", ")") && paired("[", "]") && even("**") && even("*") && even("~~")
}
