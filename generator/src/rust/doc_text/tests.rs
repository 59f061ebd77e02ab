//! Hostile and harmless Markdown.

use super::*;

#[track_caller]
fn assert_lines(markdown: &str, expected: &[&str]) {
    let rendered = lines(markdown, 0);
    assert_eq!(rendered, expected);
    assert_eq!(lines(&rendered.join("\n"), 0), rendered, "rendering what was rendered");
}

#[test]
fn the_first_sentence_stands_alone() {
    assert_lines("action invocation ID", &["Action invocation ID."]);
    assert_lines("Ends here. Goes on.", &["Ends here.", "", "Goes on."]);
    assert_lines("Seconds, e.g. 10. Then more.", &["Seconds, e.g. 10.", "", "Then more."]);
    assert_lines("See (this. That).", &["See (this. That)."]);
    assert_lines("# Create a browser\n\nBody", &["Create a browser.", "", "Body"]);
    assert_lines("", &[]);
    assert_lines(" \n ", &[]);
    assert_eq!(summary("Ends here. Goes on."), Some("Ends here.".to_owned()));
    assert_eq!(summary("* a list"), None);
}

#[test]
fn text_is_wrapped_at_the_column() {
    let text = "word ".repeat(60);
    let wrapped = lines(&text, 4);
    assert!(
        wrapped.iter().all(|line| 4 + "/// ".len() + line.len() <= COLUMNS),
        "{wrapped:?}"
    );
    assert_eq!(wrapped.len(), 4);
}

#[test]
fn urls_are_bracketed() {
    assert_lines(
        "See https://example.com/a_b?c=d.",
        &["See <https://example.com/a_b?c=d>."],
    );
    assert_lines("(https://example.com/x)", &["(<https://example.com/x>)."]);
    assert_lines("[docs](https://example.com)", &["[docs](https://example.com)."]);
    assert_lines("<https://example.com>", &["<https://example.com>."]);
    assert_lines("https://api.example.com/{id}/x", &["<https://api.example.com/{id}/x>."]);
}

#[test]
fn identifiers_become_code() {
    assert_lines(
        "Sets timeout_seconds of BrowserProfile, see std::fmt and `x`.",
        &["Sets `timeout_seconds` of `BrowserProfile`, see `std::fmt` and `x`."],
    );
    assert_lines(
        "Call list() or (maxItems) on GitHub.",
        &["Call `list()` or (`maxItems`) on GitHub."],
    );
    assert_lines("Like GET /browsers/{id}.", &["Like GET `/browsers/{id}`."]);
    assert_lines("PayPal's 'AbcDef'/x a_b=c_d", &["`PayPal`'s '`AbcDef`'/x `a_b`=`c_d`."]);
    assert_lines("**BrowserPool** and *x*", &["**`BrowserPool`** and *x*"]);
    assert_lines("A snake_case`x`", &["A `snake_case` `x`."]);
}

#[test]
fn html_becomes_markdown_or_shows_as_code() {
    assert_lines(
        "Use <b>this</b> <script>alert(1)</script>.",
        &["Use this `<script>`alert(1)`</script>`."],
    );
    assert_lines("<div>\nblock\n</div>", &["Block."]);
    assert_lines(
        "<p>One PaymentIntent.</p><p>Two</p>",
        &["One `PaymentIntent`.", "", "Two"],
    );
    assert_lines("One<br>two", &["One\\", "two."]);
    assert_lines("A<!-- hidden -->", &["A."]);
    assert_lines("A <code>x_y z</code>", &["A `x_y z`."]);
    assert_lines("<a href=\"https://e.com\">Here</a>", &["Here (<https://e.com>)."]);
    assert_lines("<img onerror=x>", &["`<img onerror=x>`."]);
    assert_lines("x < y && a > b &amp;lt;", &["X < y && a > b \\&lt;"]);
    assert_lines(
        "A.\n\n|a|\n|-|\n|<p>b</p>c|",
        &["A.", "", "| a |", "| --- |", "| b c |"],
    );
}

#[test]
fn links_into_the_crate_are_neutralised() {
    assert_lines("See [Foo] and [`Bar`].", &["See \\[Foo\\] and \\[`Bar`\\]."]);
    assert_lines(
        "See [guide](../guide.md) or [top](#top).",
        &["See guide (`../guide.md`) or top."],
    );
    assert_lines("[x](javascript:alert(1))", &["X."]);
    assert_lines("[foo]: bar\n\nSee [foo].", &["See foo (`bar`)."]);
    assert_lines("![logo](https://e.com/l.png)", &["[logo](https://e.com/l.png)."]);
}

#[test]
fn code_blocks_are_never_rust() {
    for info in [
        "",
        "rust",
        "rust,no_run",
        "should_panic",
        "ignore",
        "E0277",
        "edition2021",
        "{.rust}",
        "no_run",
    ] {
        assert_lines(
            &format!("A.\n\n```{info}\npanic!()\n```"),
            &["A.", "", "```text", "panic!()", "```"],
        );
    }
    assert_lines("A.\n\n```json\n{}\n```", &["A.", "", "```json", "{}", "```"]);
    assert_lines(
        "A.\n\n    indented\n      code",
        &["A.", "", "```text", "indented", "  code", "```"],
    );
    assert_lines("A.\n\n````\n```\n````", &["A.", "", "````text", "```", "````"]);
    assert_lines("A.\n\n```\nunclosed", &["A.", "", "```text", "unclosed", "```"]);
}

#[test]
fn hidden_characters_are_dropped() {
    assert_lines("a\u{202e}b\u{200b}c\u{0}d\u{feff}", &["Abcd."]);
    assert_lines(
        "A.\n\n```\nx\u{2066}y\tz\n```",
        &["A.", "", "```text", "xy    z", "```"],
    );
    assert_lines("a&#x202e;b&#8203;c", &["Abc."]);
    assert_lines("One\r\ntwo\rthree", &["One two three."]);
}

#[test]
fn headings_stay_below_those_of_rustdoc() {
    let rendered = lines("A.\n\n# One\n\n#### Two #\n\nThree\n---", 0);
    assert_eq!(rendered, ["A.", "", "#### One", "", "###### Two", "", "##### Three"]);
}

#[test]
fn lists_and_quotes_keep_their_shape() {
    let list = "A:\n- one\n- two\n  - inner\n\n1. first\n2. second\n\n> quote\n> more";
    let expected = [
        "A:",
        "",
        "* one",
        "* two",
        "  * inner",
        "",
        "1. first",
        "2. second",
        "",
        "> quote more",
    ];
    assert_lines(list, &expected);
    assert_lines(
        "A.\n\n- one\n\n  more\n\n- two",
        &["A.", "", "* one", "", "  more", "", "* two"],
    );
    assert_lines(
        "A.\n\n- one\n  - in\n\n  more",
        &["A.", "", "* one", "", "  * in", "", "  more"],
    );
    assert_lines("A.\n\n- one\n\n* other", &["A.", "", "* one", "", "- other"]);
    assert_lines("A.\n\n> one\n>\n> two", &["A.", "", "> one", ">", "> two"]);
    let long = format!("A.\n\n* {}", "word ".repeat(30));
    assert!(lines(&long, 0)[3].starts_with("  word"));
}

#[test]
fn tables_are_not_wrapped() {
    assert_lines(
        "A.\n\n|a_b|c|\n|:-|-:|\n|`x\\|y`|2|",
        &["A.", "", "| `a_b` | c |", "| :-- | --: |", "| `x\\|y` | 2 |"],
    );
}

#[test]
fn a_wrapped_line_does_not_begin_a_block() {
    for word in ["1.", "2)", "-", "+", ">", "#", "===", "---", "|"] {
        let text = format!("{} {word} end", "word ".repeat(17).trim_end());
        let rendered = lines(&text, 0);
        let joined = rendered.join("\n");
        assert_eq!(lines(&joined, 0), rendered, "{word}");
        let parsed: Vec<_> = Parser::new_ext(&joined, Options::ENABLE_TABLES).collect();
        assert_eq!(
            parsed.iter().filter(|event| matches!(event, Event::Start(_))).count(),
            1,
            "{rendered:?}"
        );
    }
}

#[test]
fn comment_ends_and_attribute_ends_do_no_harm() {
    assert_lines("a */ b \"# c //! d", &["A \\*/ b \"# c //! d."]);
}

#[test]
fn deep_nesting_ends() {
    let deep = format!("{}x", "> ".repeat(5000));
    assert!(lines(&deep, 0).iter().all(|line| line.len() < 100));
    let deep: Vec<String> = (0..200).map(|depth| format!("{}- x\n", "  ".repeat(depth))).collect();
    let deep = deep.concat();
    assert!(!lines(&deep, 0).is_empty());
}
