//! How a status looks and reads: colour, mark, word and line together, so that none carries it alone.

use egui::Color32;

use super::{LineStyle, Tokens};
use crate::model::Status;

/// Everything that shows one status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusStyle {
    /// "Sourced", "Disputed", "Unconfirmed", "Not tagged".
    pub word: &'static str,
    /// The sign before the word: ✓ ≠ ? ·
    pub mark: &'static str,
    /// The key that sets it.
    pub key: &'static str,
    /// Behind a passage or a tag.
    pub fill: Color32,
    /// Text on `fill`, and the line under a passage. At least 4.5:1 on `fill`, `chrome` and `page`.
    pub ink: Color32,
    /// The bar of the four statuses. Not tagged is paler than its text.
    pub bar: Color32,
    /// The line under a passage.
    pub line: LineStyle,
}

impl StatusStyle {
    /// Mark and word, as a tag writes it: "✓ Sourced".
    pub fn label(&self) -> String {
        format!("{} {}", self.mark, self.word)
    }
}

/// How `status` is shown in the theme of `tokens`; `None` is "Not tagged".
pub fn status_style(status: Option<Status>, tokens: &Tokens) -> StatusStyle {
    let (key, fill, ink, bar, line) = match status {
        Some(Status::Sourced) => ("S", tokens.sourced_fill, tokens.sourced, tokens.sourced, LineStyle::Solid),
        Some(Status::Disputed) => {
            ("D", tokens.disputed_fill, tokens.disputed, tokens.disputed, LineStyle::Double)
        }
        Some(Status::Unconfirmed) => {
            ("U", tokens.unconfirmed_fill, tokens.unconfirmed, tokens.unconfirmed, LineStyle::Dashed)
        }
        None => ("0", tokens.untagged_fill, tokens.untagged, tokens.untagged_fill, LineStyle::Dotted),
    };
    StatusStyle { word: Status::word_or_none(status), mark: Status::mark(status), key, fill, ink, bar, line }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_two_statuses_share_word_mark_key_or_line() {
        let styles = Status::ALL_AND_NONE.map(|status| status_style(status, &Tokens::light()));
        let distinct = |of: fn(&StatusStyle) -> String| styles.iter().map(of).collect::<HashSet<_>>().len();
        assert_eq!(distinct(|style| style.word.to_owned()), 4);
        assert_eq!(distinct(|style| style.mark.to_owned()), 4);
        assert_eq!(distinct(|style| style.key.to_owned()), 4);
        assert_eq!(distinct(|style| style.line.word().to_owned()), 4);
    }
}
