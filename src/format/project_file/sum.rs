//! The last line of a file: a sum over everything before it, and what it says about the way the file came.

use crate::model::Fingerprint;
use std::{borrow::Cow, fmt};

/// What the line begins with. For RON it is a comment, so any reader of RON passes over it.
pub(super) const SUM_MARK: &str = "// claimdesk-sum";

/// The version of the line: what the length and the fingerprint are taken of.
const SUM_VERSION: &str = "1";

/// What the sum in the last line of a file says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sum {
    /// The file is as Claimdesk wrote it.
    Right,
    /// There is none: an older Claimdesk or another program wrote the file, or its last line is gone.
    #[default]
    Missing,
    /// The file was changed or damaged after Claimdesk wrote it.
    Wrong,
}

/// What another program did to the whole file without touching what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// Each line ends as on Windows.
    LineEnds,
    /// A byte order mark stands at the start.
    ByteOrderMark,
    /// The text is UTF-16.
    Utf16,
}

impl fmt::Display for Conversion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::LineEnds => "its line ends were converted to those of Windows",
            Self::ByteOrderMark => "a byte order mark was added at its start",
            Self::Utf16 => "it was saved as UTF-16",
        })
    }
}

/// Puts the sum under the text of a project, which ends with a newline.
pub(super) fn append_sum(text: &mut String) {
    let line = sum_line(text);
    text.push_str(&line);
    text.push('\n');
}

fn sum_line(body: &str) -> String {
    format!("{SUM_MARK} {SUM_VERSION} {} {}", body.len(), Fingerprint::of(body.as_bytes()))
}

/// The text of a file, with what its sum says of it.
#[derive(Debug)]
pub(super) struct Summed<'a> {
    /// Everything but the line with the sum.
    pub(super) body: Cow<'a, str>,
    pub(super) sum: Sum,
    /// What was undone so that the sum fits; nothing unless it does.
    pub(super) conversions: Vec<Conversion>,
}

impl<'a> Summed<'a> {
    /// Looks at the sum of a text without byte order mark.
    pub(super) fn of(text: &'a str) -> Self {
        let Some((body, line)) = split(text) else {
            // Something was written below the sum.
            let sum = if text.contains(&format!("\n{SUM_MARK} ")) { Sum::Wrong } else { Sum::Missing };
            return Self { body: Cow::Borrowed(text), sum, conversions: Vec::new() };
        };
        if fits(body, line) {
            return Self { body: Cow::Borrowed(body), sum: Sum::Right, conversions: Vec::new() };
        }
        if body.contains("\r\n") {
            let with_our_line_ends = body.replace("\r\n", "\n");
            if fits(&with_our_line_ends, line) {
                let conversions = vec![Conversion::LineEnds];
                return Self { body: Cow::Owned(with_our_line_ends), sum: Sum::Right, conversions };
            }
        }
        Self { body: Cow::Borrowed(body), sum: Sum::Wrong, conversions: Vec::new() }
    }
}

/// The text before the line with the sum, and that line, which may have been cut short.
fn split(text: &str) -> Option<(&str, &str)> {
    let content = text.trim_end_matches(['\n', '\r']);
    let (body, line) = content.split_at(content.rfind('\n')? + 1);
    (line.starts_with(SUM_MARK) || SUM_MARK.starts_with(line)).then_some((body, line))
}

fn fits(body: &str, line: &str) -> bool {
    // The length is compared first: it costs nothing.
    let stated: Option<usize> = line.split(' ').nth(3).and_then(|length| length.parse().ok());
    stated == Some(body.len()) && line == sum_line(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_sum(body: &str) -> String {
        let mut text = body.to_owned();
        append_sum(&mut text);
        text
    }

    #[test]
    fn the_sum_fits_what_it_was_made_of_and_nothing_else() {
        let text = with_sum("(\n)\n");
        let seen = Summed::of(&text);
        assert_eq!((seen.body.as_ref(), seen.sum), ("(\n)\n", Sum::Right));
        for other in [
            text.replacen('(', "[", 1),
            text.replacen("1 4", "1 5", 1),
            text.replacen("-sum 1", "-sum 2", 1),
            text[..text.len() - 9].to_owned(),
            format!("{text})\n"),
        ] {
            assert_eq!(Summed::of(&other).sum, Sum::Wrong, "{other}");
        }
        assert_eq!(Summed::of(text.trim_end()).sum, Sum::Right);
        assert_eq!(Summed::of("(\n)\n").sum, Sum::Missing);
        assert_eq!(Summed::of("").sum, Sum::Missing);
        for cut in ["(\n)\n/", "(\n)\n// clai", "(\n)\n// claimdesk-sum 1 4 "] {
            assert_eq!((Summed::of(cut).sum, Summed::of(cut).body.as_ref()), (Sum::Wrong, "(\n)\n"));
        }
    }

    #[test]
    fn converted_line_ends_are_told_from_changes() {
        let text = with_sum("(\n  a\n)\n");
        let converted = text.replace('\n', "\r\n");
        let seen = Summed::of(&converted);
        assert_eq!(
            (seen.sum, seen.conversions, seen.body.as_ref()),
            (Sum::Right, vec![Conversion::LineEnds], "(\n  a\n)\n")
        );
        assert_eq!(Summed::of(&converted.replace("  a", "  b")).sum, Sum::Wrong);
    }
}
