//! `Selectors`: a passage described so that it can be found again in another copy of the text.

use super::TextRange;

/// How many code points of the text before and after a passage are kept with it.
pub const CONTEXT_CHARS: usize = 32;

/// A quote and what stands around it: the text quote selector of W3C Web Annotation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Selectors {
    /// The words of the passage.
    pub quote: String,
    /// Up to 32 code points before it.
    pub prefix: String,
    /// Up to 32 code points after it.
    pub suffix: String,
}

impl Selectors {
    /// Describes the range of the text, which must fit it.
    pub fn of(text: &str, range: TextRange) -> Self {
        let (before, after) = (&text[..range.start()], &text[range.end()..]);
        let prefix_start =
            before.char_indices().rev().take(CONTEXT_CHARS).last().map_or(before.len(), |(at, _)| at);
        let suffix_end = after.char_indices().nth(CONTEXT_CHARS).map_or(after.len(), |(at, _)| at);
        Self {
            quote: text[range.bytes()].to_owned(),
            prefix: before[prefix_start..].to_owned(),
            suffix: after[..suffix_end].to_owned(),
        }
    }
}
