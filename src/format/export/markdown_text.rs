//! Text from the article and the analyst, written so that Markdown shows exactly it, and what is hidden in it.

use crate::format::hidden::is_hidden;
use crate::model::show_visibly;
use std::fmt::Write as _;

/// The text for a place where its lines may go on, each after `next_line`: "> " in a quotation, "  " in
/// a list. Line ends stay line ends. Hidden characters are written out, like "[U+202E]".
pub(super) fn escaped(text: &str, next_line: &str) -> String {
    let text = &*show_visibly(text);
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let lines: Vec<&str> = text.split('\n').collect();
    let last_with_text = lines.iter().rposition(|line| !line.is_empty()).unwrap_or(0);
    for (index, line) in lines.iter().enumerate() {
        escape_line(line, &mut out);
        if index < last_with_text {
            out.push_str("\\\n");
            out.push_str(next_line);
        } else if index + 1 < lines.len() {
            // A break at the end of a paragraph is none; written as a character it stays.
            out.push_str("&#10;");
        }
    }
    out
}

/// The text for a place of one line, as a heading is. Line ends are shown as spaces.
pub(super) fn escaped_on_one_line(text: &str) -> String {
    let mut out = String::new();
    escape_line(&show_visibly(&text.replace('\n', " ")), &mut out);
    out
}

fn escape_line(line: &str, out: &mut String) {
    let first_word = line.trim_start_matches([' ', '\t']);
    let start_of_words = line.len() - first_word.len();
    let end_of_words = line.trim_end_matches([' ', '\t']).len();
    let numbered = first_word.len() - first_word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    for (at, character) in line.char_indices() {
        let rest = &line[at + character.len_utf8()..];
        let at_an_end = at < start_of_words || at >= end_of_words;
        let begins_list = at == start_of_words
            || (numbered > 0 && at == start_of_words + numbered && matches!(character, '.' | ')'));
        match character {
            ' ' if !at_an_end => out.push(' '),
            ' ' => as_reference(character, out),
            _ if is_hidden(character) || character.is_whitespace() => as_reference(character, out),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&' | '|' | '~' | '$' | '^' | '{' | '}' | '@' => {
                out.push('\\');
                out.push(character);
            }
            '#' | '+' | '-' | '=' | ':' | '.' | ')' | '!' | '>' if begins_list => {
                out.push('\\');
                out.push(character);
            }
            // What some readers turn into links by themselves.
            ':' if rest.starts_with("//") => out.push_str("\\:"),
            '.' if ends_with_www(&line[..at]) => out.push_str("\\."),
            // A heading may end in these.
            '#' if rest.trim_matches([' ', '\t', '#']).is_empty() => out.push_str("\\#"),
            _ => out.push(character),
        }
    }
}

fn ends_with_www(before: &str) -> bool {
    before.len() >= 3
        && before.is_char_boundary(before.len() - 3)
        && before[before.len() - 3..].eq_ignore_ascii_case("www")
}

fn as_reference(character: char, out: &mut String) {
    // Writing to a String cannot fail.
    let _infallible = write!(out, "&#{};", u32::from(character));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    /// What a reader of Markdown shows for it: the text, and the tags it is wrapped in.
    fn shown(markdown: &str) -> (String, Vec<String>) {
        let (mut text, mut tags) = (String::new(), Vec::new());
        for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
            match event {
                Event::Text(piece) => text.push_str(&piece),
                Event::HardBreak => text.push('\n'),
                Event::Start(tag) => tags.push(format!("{tag:?}")),
                Event::End(_) => {}
                Event::SoftBreak
                | Event::Code(_)
                | Event::InlineMath(_)
                | Event::DisplayMath(_)
                | Event::Html(_)
                | Event::InlineHtml(_)
                | Event::FootnoteReference(_)
                | Event::Rule
                | Event::TaskListMarker(_) => tags.push(format!("{event:?}")),
            }
        }
        (text, tags)
    }

    fn tag(tag: &Tag<'_>) -> String {
        format!("{tag:?}")
    }

    fn hostile() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "[-#>+*=:!.|`~_<&$^{}@()\\[\\]\\\\ \t\n0-9a-z]{0,12}",
            Just("```\n".to_owned()),
            Just("<b onclick=x>".to_owned()),
            Just("<!-- ".to_owned()),
            Just("[a](http://b.c)".to_owned()),
            Just("http://a.b www.a.b a@b.c".to_owned()),
            Just("1. ".to_owned()),
            Just("---".to_owned()),
            Just("\n\n    code".to_owned()),
            Just("&amp; &#42; \\".to_owned()),
            Just("a | b\n--|--\n".to_owned()),
            Just("\u{202e}\u{a0}\u{feff}\r\u{b}\u{c}é😀".to_owned()),
            Just("[^1]: ~~x~~ - [ ] {#id} [[x]]".to_owned()),
        ];
        prop::collection::vec(piece, 1..6)
            .prop_map(|pieces| pieces.concat())
            .prop_filter("where there is no text, another word is shown", |text| !text.is_empty())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn a_paragraph_shows_exactly_the_text(text in hostile()) {
            let (seen, tags) = shown(&escaped(&text, ""));
            prop_assert_eq!(seen, show_visibly(&text), "{:?}", escaped(&text, ""));
            prop_assert_eq!(tags, [tag(&Tag::Paragraph)]);
        }

        #[test]
        fn a_quotation_and_an_item_show_exactly_the_text(text in hostile()) {
            let quotation = format!("> {}\n", escaped(&text, "> "));
            let (seen, tags) = shown(&quotation);
            prop_assert_eq!(seen, show_visibly(&text), "{:?}", quotation);
            prop_assert_eq!(tags, [tag(&Tag::BlockQuote(None)), tag(&Tag::Paragraph)]);

            let item = format!("- Note: {}\n", escaped(&text, "  "));
            let (seen, tags) = shown(&item);
            prop_assert_eq!(seen, format!("Note: {}", show_visibly(&text)), "{:?}", item);
            prop_assert_eq!(tags, [tag(&Tag::List(None)), tag(&Tag::Item)]);
        }

        #[test]
        fn a_heading_shows_the_text_on_one_line(text in hostile()) {
            let (seen, tags) = shown(&format!("# Fact-check: {}\n", escaped_on_one_line(&text)));
            prop_assert_eq!(seen, format!("Fact-check: {}", show_visibly(&text.replace('\n', " "))));
            prop_assert_eq!(tags.len(), 1);
        }
    }
}
