use super::{code, lines, list_item, summary};

fn text(markdown: &str) -> String {
    lines(markdown, 60).join("\n")
}

#[test]
fn prose_is_wrapped_and_paragraphs_stay_apart() {
    let markdown = "One two three four five six seven eight nine ten eleven twelve.\n\nSecond\nparagraph.";
    assert_eq!(
        text(markdown),
        "One two three four five six seven eight nine ten eleven\ntwelve.\n\nSecond paragraph."
    );
}

#[test]
fn addresses_get_angle_brackets_and_links_stay() {
    assert_eq!(text("See https://a.example/b, or (http://c.example)."), "See <https://a.example/b>, or (<http://c.example>).");
    assert_eq!(text("[text](https://a.example) and [local](guide.md)"), "[text](<https://a.example>) and local");
}

#[test]
fn markup_that_is_none_in_rustdoc_shows_as_text() {
    assert_eq!(text("<script>alert(1)</script>"), "\\<script\\>alert(1)\\</script\\>");
    assert_eq!(text("[Intra::doc] and a[0]"), "\\[Intra::doc\\] and a\\[0\\]");
    assert_eq!(text("a \u{202e}b\u{7} c"), "a b c");
}

#[test]
fn identifiers_get_backticks() {
    assert_eq!(text("Use timeout_seconds and BrowserProfile, not GitHub."), "Use `timeout_seconds` and `BrowserProfile`, not GitHub.");
}

#[test]
fn code_is_never_a_test() {
    assert_eq!(text("```\nlet x = 1;\n```"), "```text\nlet x = 1;\n```");
    assert_eq!(text("```rust\nlet x = 1;\n```"), "```text\nlet x = 1;\n```");
    assert_eq!(text("before\n\n    indented\n"), "before\n\n```text\nindented\n```");
    assert_eq!(text("```json\n{}\n```"), "```json\n{}\n```");
}

#[test]
fn lists_are_indented_and_headings_bold() {
    assert_eq!(text("# Head\n* one\n  more\n* two\n  * inner\n1. first"), "**Head**\n\n* one more\n* two\n  * inner\n\n1. first");
}

#[test]
fn no_word_starts_a_block_after_wrapping() {
    assert_eq!(text("a - b + c # d 1. e"), "a \\- b \\+ c \\# d 1\\. e");
}

#[test]
fn a_summary_is_one_sentence_on_one_line() {
    assert_eq!(summary("First sentence. Second.\n\nMore."), "First sentence.");
    assert_eq!(summary("Too Many Requests – rate limit exceeded"), "Too Many Requests – rate limit exceeded");
    assert_eq!(summary(""), "");
}

#[test]
fn values_are_one_line_without_backticks() {
    assert_eq!(code("a`b\nc"), "a'b c");
    assert_eq!(code(&"x".repeat(300)).chars().count(), 201);
}

#[test]
fn items_continue_indented() {
    assert_eq!(list_item("`a`: ", "one two three", 12), ["* `a`: one", "  two three"]);
}

#[test]
fn writing_twice_changes_nothing_more() {
    for markdown in ["a_b *c* `d` <e> [f](https://g.example)", "* one\n* two", "1. x\n2. y", "> quote\n> more", "```sh\nls\n```"] {
        let once = text(markdown);
        assert_eq!(text(&once), once, "{markdown}");
    }
}
