//! `Scan`: walks the text of a RON file, telling its words and marks from its strings and comments.
//!
//! It reads the version without parsing the file, finds comments, and finds again where a value
//! stands that turned out to be wrong only after parsing.

use super::sum::SUM_MARK;
use std::ops::Range;

/// Something that stands in the file, with the bytes it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) sort: Sort,
    pub(super) bytes: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A field name, a number, `Some`: letters, digits and the like.
    Word,
    /// A bracket, a comma or any other single character.
    Mark(u8),
    /// A string; one that is not closed ends with the text.
    String,
    /// A comment.
    Comment,
}

/// The tokens of a text, one after the other.
#[derive(Clone, Debug)]
pub(super) struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    pub(super) const fn of(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Where the first comment begins that a person wrote; the sum of the file is none.
    pub(super) fn first_comment(self) -> Option<usize> {
        // Runs over the whole of every file that is opened, so it goes from quotation mark to quotation
        // mark, and looks closer only where between two strings there is more than names and numbers.
        let mut at = 0;
        while let Some(gap) = self.text.get(at..) {
            let opening = gap.find('"').unwrap_or(gap.len());
            let between = &gap[..opening];
            if between.contains('/') || between.ends_with(['r', '#']) {
                let mut rest = Self { text: self.text, at };
                let token = rest.find(|token| matches!(token.sort, Sort::Comment | Sort::String))?;
                let is_sum = self.text[..token.bytes.start].ends_with('\n')
                    && self.text[token.bytes.start..].starts_with(SUM_MARK);
                if token.sort == Sort::Comment && !is_sum {
                    return Some(token.bytes.start);
                }
                at = token.bytes.end;
            } else if opening == gap.len() {
                return None;
            } else {
                at = self.end_of_string(at + opening + 1);
            }
        }
        None
    }

    /// Where the id of the claim with this index stands.
    pub(super) fn id_of_claim(self, index: usize) -> Option<usize> {
        const DEPTH_OF_CLAIMS: usize = 3;
        let text = self.text;
        let (mut depth, mut seen) = (0_usize, 0);
        let mut tokens = self.filter(|token| token.sort != Sort::Comment);
        while let Some(token) = tokens.next() {
            match token.sort {
                Sort::Mark(b'(' | b'[') => depth += 1,
                Sort::Mark(b')' | b']') => depth = depth.saturating_sub(1),
                Sort::Word if depth == DEPTH_OF_CLAIMS && &text[token.bytes.clone()] == "id" => {
                    if seen == index {
                        return tokens.nth(1).map(|value| value.bytes.start);
                    }
                    seen += 1;
                }
                Sort::Word | Sort::Mark(_) | Sort::String | Sort::Comment => {}
            }
        }
        None
    }

    /// The value of the field at the top level of the project.
    pub(super) fn top_field(self, name: &str) -> Option<usize> {
        let text = self.text;
        let mut depth = 0_usize;
        let mut tokens = self.filter(|token| token.sort != Sort::Comment);
        while let Some(token) = tokens.next() {
            match token.sort {
                Sort::Mark(b'(' | b'[') => depth += 1,
                Sort::Mark(b')' | b']') => depth = depth.saturating_sub(1),
                Sort::Word if depth == 1 && &text[token.bytes.clone()] == name => {
                    return tokens.nth(1).map(|value| value.bytes.start);
                }
                Sort::Word | Sort::Mark(_) | Sort::String | Sort::Comment => {}
            }
        }
        None
    }

    /// The last string that begins before the byte, where it runs over the end of a line. Ours never
    /// do, so its closing quotation mark is probably missing.
    pub(super) fn string_over_lines_before(self, byte: usize) -> Option<usize> {
        let text = self.text;
        let last = self
            .take_while(|token| token.bytes.start < byte)
            .filter(|token| matches!(token.sort, Sort::String))
            .last()?;
        text[last.bytes.clone()].contains('\n').then_some(last.bytes.start)
    }

    /// The last thing that stands in the text, if a bracket or a string is still open there. A string
    /// over several lines is none of ours: its closing quotation mark is missing.
    pub(super) fn last_of_unclosed(self) -> Option<Token> {
        let text = self.text;
        let (mut depth, mut last) = (0_usize, None);
        for token in self {
            match token.sort {
                Sort::Mark(b'(' | b'[' | b'{') => depth += 1,
                Sort::Mark(b')' | b']' | b'}') => depth = depth.saturating_sub(1),
                Sort::Word | Sort::Mark(_) | Sort::String | Sort::Comment => {}
            }
            last = Some(token);
        }
        last.filter(|last| depth > 0 && !text[last.bytes.clone()].contains('\n'))
    }

    fn end_of_string(&self, from: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = from;
        while let Some(found) = self.text.get(at..).and_then(|rest| rest.find('"')) {
            let mark = at + found;
            let escapes = bytes[from..mark].iter().rev().take_while(|byte| **byte == b'\\').count();
            if escapes % 2 == 0 {
                return mark + 1;
            }
            at = mark + 1;
        }
        bytes.len()
    }

    /// The end of a raw string whose `r` stands at the byte; `None` when it is none.
    fn end_of_raw_string(&self, from: usize) -> Option<usize> {
        let rest = self.text[from..].strip_prefix('r')?;
        let hashes = rest.len() - rest.trim_start_matches('#').len();
        let body = rest[hashes..].strip_prefix('"')?;
        let body_start = self.text.len() - body.len();
        let closing = format!("\"{}", "#".repeat(hashes));
        Some(body.find(&closing).map_or(self.text.len(), |found| body_start + found + closing.len()))
    }

    fn end_of_comment(&self, from: usize) -> Option<usize> {
        let rest = &self.text[from..];
        if rest.starts_with("//") {
            return Some(rest.find('\n').map_or(self.text.len(), |end| from + end));
        }
        rest.strip_prefix("/*")?;
        // Comments of this sort nest.
        let bytes = self.text.as_bytes();
        let (mut at, mut depth) = (from + 2, 1);
        while depth > 0 {
            match bytes.get(at..at + 2) {
                Some(b"*/") => (at, depth) = (at + 2, depth - 1),
                Some(b"/*") => (at, depth) = (at + 2, depth + 1),
                Some(_) => at += 1,
                None => return Some(self.text.len()),
            }
        }
        Some(at)
    }
}

impl Iterator for Scan<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let bytes = self.text.as_bytes();
        while bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        let start = self.at;
        let first = *bytes.get(start)?;
        let (sort, end) = match first {
            b'"' => (Sort::String, self.end_of_string(start + 1)),
            b'/' => match self.end_of_comment(start) {
                Some(end) => (Sort::Comment, end),
                None => (Sort::Mark(first), start + 1),
            },
            _ if is_word(first) => {
                let end_of_word = || start + bytes[start..].iter().take_while(|byte| is_word(**byte)).count();
                self.end_of_raw_string(start)
                    .map_or_else(|| (Sort::Word, end_of_word()), |end| (Sort::String, end))
            }
            _ => (Sort::Mark(first), start + 1),
        };
        self.at = end;
        Some(Token { sort, bytes: start..end })
    }
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'+' | b'-') || !byte.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        Scan::of(text).map(|token| &text[token.bytes]).collect()
    }

    #[test]
    fn strings_and_comments_are_one_token_each() {
        let text = r##"(a: "x \" // y", /* b /* c */ */ d: r#"e " f"#) // end"##;
        assert_eq!(
            words(text),
            [
                "(",
                "a",
                ":",
                r#""x \" // y""#,
                ",",
                "/* b /* c */ */",
                "d",
                ":",
                r##"r#"e " f"#"##,
                ")",
                "// end"
            ]
        );
    }

    #[test]
    fn whatever_is_not_closed_ends_with_the_text() {
        for text in ["\"abc", "\"abc\\", "r#\"abc\"", "/* abc", "//", "/", "\"", "é\""] {
            let end = Scan::of(text).last().map(|token| token.bytes.end);
            assert_eq!(end.map(|end| end.min(text.len())), Some(text.len()), "{text}");
        }
    }

    #[test]
    fn the_first_comment_is_found_outside_strings() {
        assert_eq!(Scan::of(r#"(url: "https://a.b")"#).first_comment(), None);
        assert_eq!(Scan::of(r#"(url: "https://a.b" // c"#).first_comment(), Some(20));
        assert_eq!(Scan::of(r#"(a: "\"", b: "\\" /* "*/)"#).first_comment(), Some(18));
        assert_eq!(Scan::of(r##"(a: r#"" // x"#, b: "y")"##).first_comment(), None);
        assert_eq!(Scan::of(r##"(a: r#"" // x"#, b: "y") //"##).first_comment(), Some(25));
        assert_eq!(Scan::of("(a: \"unclosed // x").first_comment(), None);
        assert_eq!(Scan::of("(a: 1) / x").first_comment(), None);
    }

    #[test]
    fn claims_are_counted_whatever_the_layout() {
        let text = r#"(claims: [(id: "C01", sources: [(id: "x")]), ( id /**/ : "C02")])"#;
        assert_eq!(Scan::of(text).id_of_claim(0), text.find("\"C01"));
        assert_eq!(Scan::of(text).id_of_claim(1), text.find("\"C02"));
        assert_eq!(Scan::of(text).id_of_claim(2), None);
    }
}
