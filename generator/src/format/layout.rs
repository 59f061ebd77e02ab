//! Where rustfmt and prettyplease lay out the same code differently.

/// The last column, as in the crate's `rustfmt.toml`.
const WIDTH: usize = 89;

/// Breaks an assignment after `=` where the whole call fits on the next line, as rustfmt does:
///
/// ```text
/// static PATTERN: Pattern = Pattern::new(          static PATTERN: Pattern =
///     "^[a-z]{1,255}$",                      →         Pattern::new("^[a-z]{1,255}$");
/// );
/// ```
pub(super) fn break_after_equals(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut laid_out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if let Some((rewritten, consumed)) = assignment(&lines[at..]) {
            laid_out.push_str(&rewritten);
            at += consumed;
        } else {
            laid_out.push_str(line);
            laid_out.push('\n');
            at += 1;
        }
    }
    laid_out
}

/// The rewritten assignment at the start of these lines and how many of them it was.
fn assignment(lines: &[&str]) -> Option<(String, usize)> {
    let first = lines.first()?;
    let indent = first.len() - first.trim_start().len();
    let (left, call) = first.strip_suffix('(')?.split_once(" = ")?;
    let close = format!("{:indent$});", "");
    let end = lines.iter().position(|line| *line == close)?;
    let inner = indent + 4;
    let mut arguments = Vec::new();
    for line in &lines[1..end] {
        let argument = line.get(inner..)?.strip_suffix(',')?;
        if line[..inner].trim().is_empty() && !argument.starts_with(' ') {
            arguments.push(argument);
        } else {
            return None;
        }
    }
    let right = format!("{:inner$}{call}({});", "", arguments.join(", "));
    (right.chars().count() <= WIDTH).then(|| (format!("{left} =\n{right}\n"), end + 1))
}

#[cfg(test)]
mod tests {
    use super::break_after_equals;

    #[test]
    fn a_call_that_fits_on_the_next_line_moves_there() {
        let text = "    static PATTERN: validate::Pattern = validate::Pattern::new(\n        \"^[a-z]{1,255}$\",\n    );\n";
        let wanted = "    static PATTERN: validate::Pattern =\n        validate::Pattern::new(\"^[a-z]{1,255}$\");\n";
        assert_eq!(break_after_equals(text), wanted);
    }

    #[test]
    fn a_call_that_does_not_fit_stays() {
        let text = format!("let x = call(\n    \"{}\",\n);\n", "x".repeat(90));
        assert_eq!(break_after_equals(&text), text);
    }

    #[test]
    fn nested_arguments_stay() {
        let text = "let x = call(\n    other(\n        a,\n    ),\n);\n";
        assert_eq!(break_after_equals(text), text);
    }
}
