//! `Selectors`: a passage described so that it can be found again in another copy of the text.

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
