//! Blocks → lines: wrapping, and the prefixes of the lists and quotes that the blocks stand in.

use pulldown_cmark::Alignment;

use super::inline::Word;
use super::summary;

/// Lists and quotes inside each other beyond this depth are shown without their marks.
const DEPTH: usize = 8;
/// Text inside lists and quotes gets at least this many columns.
const NARROWEST: usize = 30;

/// Collects the lines.
pub(super) struct Blocks {
    width: usize,
    lines: Vec<String>,
    containers: Vec<Container>,
    /// Whether the next block is separated by an empty line.
    gap: bool,
    /// The list that ended last, if nothing followed it: its depth, and its mark.
    last_list: Option<(usize, Mark)>,
}

/// How the items of a list begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    ordered: bool,
    /// A second form, which keeps a list apart from the one before it.
    other: bool,
}

enum Container {
    Quote,
    List { mark: Mark, number: u64, loose: bool },
    Item { mark: String, begun: bool },
}

impl Blocks {
    pub(super) fn new(width: usize) -> Self {
        Self {
            width,
            lines: Vec::new(),
            containers: Vec::new(),
            gap: false,
            last_list: None,
        }
    }

    /// All lines, without empty ones at the end.
    pub(super) fn finish(mut self) -> Vec<String> {
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
        self.lines
    }

    /// Adds a paragraph of words, if there are any.
    pub(super) fn paragraph(&mut self, words: Vec<Word>) {
        if words.is_empty() {
            return;
        }
        if self.lines.is_empty() && self.containers.is_empty() {
            let (first, rest) = summary::split(words);
            self.wrapped(&first);
            if !rest.is_empty() {
                self.wrapped(&rest);
            }
        } else {
            self.wrapped(&words);
        }
    }

    fn wrapped(&mut self, words: &[Word]) {
        let width = self.width.saturating_sub(self.prefix_width()).max(NARROWEST);
        let lines = wrap(words, width);
        let tight = matches!(self.containers.last(), Some(Container::Item { .. }));
        self.block(self.gap, lines);
        self.gap = !tight;
    }

    /// Adds a heading; one at the very beginning is the summary.
    pub(super) fn heading(&mut self, level: usize, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.lines.is_empty() {
            return self.paragraph(vec![Word::Text(text.to_owned())]);
        }
        // Number signs at the end would be taken for a part of the mark.
        let text = text
            .strip_suffix('#')
            .map_or_else(|| text.to_owned(), |start| format!("{start}\\#"));
        self.block(true, [format!("{} {text}", "#".repeat(level))]);
    }

    /// Adds a fenced code block.
    pub(super) fn code(&mut self, language: &str, code: &str) {
        let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or_default();
        let fence = "`".repeat(longest.max(2) + 1);
        let body = code.trim_end().lines().map(|line| line.trim_end().to_owned());
        let lines: Vec<String> = [format!("{fence}{language}")]
            .into_iter()
            .chain(body)
            .chain([fence])
            .collect();
        self.block(self.gap, lines);
    }

    /// Adds the head of a table.
    pub(super) fn table_head(&mut self, cells: &[String], alignments: &[Alignment]) {
        let rule = alignments.iter().map(|alignment| match alignment {
            Alignment::None => "---".to_owned(),
            Alignment::Left => ":--".to_owned(),
            Alignment::Center => ":-:".to_owned(),
            Alignment::Right => "--:".to_owned(),
        });
        let rule: Vec<String> = rule.collect();
        self.block(true, [row(cells), row(&rule)]);
        self.gap = false;
    }

    /// Adds a row of a table.
    pub(super) fn table_row(&mut self, cells: &[String]) {
        self.block(false, [row(cells)]);
        self.gap = false;
    }

    /// Ends a table.
    pub(super) fn table_end(&mut self) {
        self.gap = true;
    }

    /// Begins a quotation.
    pub(super) fn open_quote(&mut self) {
        // A quotation cannot follow text directly: it would be part of it.
        self.separate(true);
        self.containers.push(Container::Quote);
    }

    /// Begins a list.
    pub(super) fn open_list(&mut self, start: Option<u64>) {
        let depth = self.containers.len();
        let mut mark = Mark {
            ordered: start.is_some(),
            other: false,
        };
        if let Some((at, last)) = self.last_list
            && at == depth
            && last.ordered == mark.ordered
        {
            mark.other = !last.other;
        }
        // Only a list that begins with 1 may interrupt a paragraph.
        self.gap |= start.is_some_and(|start| start != 1);
        self.containers.push(Container::List {
            mark,
            number: start.unwrap_or(1),
            loose: false,
        });
    }

    /// Begins an item of the innermost list.
    pub(super) fn open_item(&mut self) {
        let Some(Container::List { mark, number, loose }) = self.containers.last_mut() else {
            return;
        };
        let text = match (mark.ordered, mark.other) {
            (false, false) => "* ".to_owned(),
            (false, true) => "- ".to_owned(),
            (true, false) => format!("{number}. "),
            (true, true) => format!("{number}) "),
        };
        *number = number.saturating_add(1);
        self.gap |= *loose;
        self.containers.push(Container::Item {
            mark: text,
            begun: false,
        });
    }

    /// Notes that the innermost list has paragraphs, which are set apart.
    pub(super) fn loosen(&mut self) {
        if let [.., Container::List { loose, .. }, Container::Item { .. }] = self.containers.as_mut_slice() {
            *loose = true;
            self.gap = true;
        }
    }

    /// Ends the innermost quotation, list or item.
    pub(super) fn close(&mut self) {
        if matches!(self.containers.last(), Some(Container::Item { begun: false, .. })) {
            // An empty item has a line, too.
            self.block(self.gap, [String::new()]);
        }
        match self.containers.pop() {
            Some(Container::Item { .. }) => {
                self.gap = matches!(self.containers.last(), Some(Container::List { loose: true, .. }));
            }
            Some(Container::List { mark, .. }) => {
                self.last_list = Some((self.containers.len(), mark));
                self.gap = true;
            }
            Some(Container::Quote) | None => self.gap = true,
        }
    }

    /// Adds lines as one block.
    pub(super) fn block(&mut self, gap: bool, lines: impl IntoIterator<Item = String>) {
        self.separate(gap);
        for line in lines {
            let line = self.prefix() + &line;
            self.lines.push(line.trim_end().to_owned());
        }
        self.gap = true;
        self.last_list = None;
    }

    fn separate(&mut self, gap: bool) {
        if gap && self.lines.last().is_some_and(|line| !line.is_empty()) {
            let quotes = self
                .containers
                .iter()
                .take(DEPTH)
                .take_while(|it| matches!(it, Container::Quote));
            let prefix = ">".repeat(quotes.count());
            self.lines
                .push(prefix.split("").collect::<Vec<_>>().join(" ").trim().to_owned());
        }
        self.gap = false;
    }

    /// What stands before the text of a line; the mark of an item stands on its first one only.
    fn prefix(&mut self) -> String {
        let mut prefix = String::new();
        for container in self.containers.iter_mut().take(DEPTH) {
            match container {
                Container::Quote => prefix.push_str("> "),
                Container::List { .. } => {}
                Container::Item { mark, begun } if *begun => prefix.push_str(&" ".repeat(mark.len())),
                Container::Item { mark, begun } => {
                    *begun = true;
                    prefix.push_str(mark);
                }
            }
        }
        prefix
    }

    fn prefix_width(&self) -> usize {
        let widths = self.containers.iter().take(DEPTH).map(|container| match container {
            Container::Quote => 2,
            Container::List { .. } => 0,
            Container::Item { mark, .. } => mark.len(),
        });
        widths.sum()
    }
}

fn row(cells: &[String]) -> String {
    format!("| {} |", cells.join(" | "))
}

/// Fills lines with words.
fn wrap(words: &[Word], width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut columns = 0;
    for word in words {
        let Word::Text(word) = word else {
            line.push('\\');
            lines.push(std::mem::take(&mut line));
            columns = 0;
            continue;
        };
        let length = word.chars().count();
        if !line.is_empty() && columns + 1 + length > width {
            lines.push(std::mem::take(&mut line));
            columns = 0;
        }
        if line.is_empty() {
            line = at_start(word);
            columns = line.chars().count();
        } else {
            line.push(' ');
            line.push_str(word);
            columns += 1 + length;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// A word as it stands at the start of a line, where some would begin a list, a heading or a quotation.
fn at_start(word: &str) -> String {
    let all = |symbol: char| word.chars().all(|c| c == symbol);
    if word.starts_with('>') || word == "+" || all('-') || all('=') || all('#') || word.starts_with('|') {
        return format!("\\{word}");
    }
    let digits = word.trim_end_matches(['.', ')']);
    if digits.len() + 1 == word.len() && digits.len() < 10 && digits.chars().all(|c| c.is_ascii_digit()) {
        return format!("{digits}\\{}", &word[digits.len()..]);
    }
    word.to_owned()
}
