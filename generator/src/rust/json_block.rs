//! Examples of objects and lists, as blocks of JSON in docs.
//!
//! A long example is cut at its end, and a long line too: docs show what a value looks like, and the document has all of
//! it.

use kiln_runtime::json::{self, Value};

use super::doc_line::WIDTH;
use super::doc_text;

/// The greatest number of lines.
const LONGEST: usize = 24;

/// The lines of a fenced block with an object or a list that is not empty; nothing for anything else.
pub(super) fn lines(example: &str) -> Option<Vec<String>> {
    let value: Value = json::from_slice(example.as_bytes()).ok()?;
    let compound = match &value {
        Value::Object(members) => !members.is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => false,
    };
    if !compound {
        return None;
    }
    let mut lines = Vec::new();
    write(&value, "", "", 0, &mut lines)?;
    if lines.len() > LONGEST {
        lines.truncate(LONGEST);
        lines.push("…".to_owned());
    }
    let lines: Vec<String> = lines.iter().map(|line| cut(&doc_text::visible(line))).collect();
    let ticks = "`".repeat(3.max(longest_run(&lines) + 1));
    let mut block = vec![format!("{ticks}json")];
    block.extend(lines);
    block.push(ticks);
    Some(block)
}

/// Adds the lines of a value that begins behind `start` and ends before `end`.
fn write(value: &Value, start: &str, end: &str, depth: usize, lines: &mut Vec<String>) -> Option<()> {
    if lines.len() > LONGEST {
        return Some(());
    }
    let indent = "  ".repeat(depth + 1);
    let comma = |index: usize, count: usize| if index + 1 < count { "," } else { "" };
    match value {
        Value::Object(members) if !members.is_empty() => {
            lines.push(format!("{start}{{"));
            for (index, (name, value)) in members.iter().enumerate() {
                let name = json::to_string(&name.to_owned()).ok()?;
                let start = format!("{indent}{name}: ");
                write(value, &start, comma(index, members.len()), depth + 1, lines)?;
            }
            lines.push(format!("{}}}{end}", "  ".repeat(depth)));
        }
        Value::Array(items) if !items.is_empty() => {
            lines.push(format!("{start}["));
            for (index, value) in items.iter().enumerate() {
                write(value, &indent, comma(index, items.len()), depth + 1, lines)?;
            }
            lines.push(format!("{}]{end}", "  ".repeat(depth)));
        }
        value => lines.push(format!("{start}{}{end}", json::to_string(value).ok()?)),
    }
    Some(())
}

fn cut(line: &str) -> String {
    if line.chars().count() > WIDTH {
        line.chars().take(WIDTH - 1).chain(['…']).collect()
    } else {
        line.to_owned()
    }
}

/// The longest run of backticks, which a fence has to be longer than.
fn longest_run(lines: &[String]) -> usize {
    let runs = lines.iter().flat_map(|line| line.split(|c| c != '`'));
    runs.map(str::len).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn objects_and_lists_are_laid_out() {
        let block = lines(r#"{"a":[1,{}],"b":"c`d"}"#).expect("an object");
        let expected = [
            "```json",
            "{",
            "  \"a\": [",
            "    1,",
            "    {}",
            "  ],",
            "  \"b\": \"c`d\"",
            "}",
            "```",
        ];
        assert_eq!(block, expected);
        assert_eq!(lines("3").or(lines("{}")), None);
    }

    #[test]
    fn what_is_long_is_cut_and_no_value_ends_the_block() {
        let long: Vec<String> = (0..100).map(|item| item.to_string()).collect();
        let block = lines(&format!("[{}]", long.join(","))).expect("a list");
        assert_eq!((block.len(), block[25].as_str()), (27, "…"));
        let block = lines(&format!("[\"```{}\"]", "x".repeat(200))).expect("a list");
        assert!(block[0].starts_with("````json") && block[2].ends_with('…'));
    }
}
