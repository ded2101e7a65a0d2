//! `Kind`: what sort of statement a claim makes.

use std::fmt;

/// What sort of statement a claim makes, and so how it is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A figure: unit, base, date, approximate or not.
    Number,
    /// Something that happened or is so.
    Event,
    /// Verbatim words.
    Quote,
    /// Who said it, or who somebody is.
    Attribution,
    /// A judgement, forecast or characterisation.
    Assessment,
    /// One thing made another happen.
    Causal,
}

impl Kind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 6] =
        [Self::Number, Self::Event, Self::Quote, Self::Attribution, Self::Assessment, Self::Causal];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Number => "Number",
            Self::Event => "Event",
            Self::Quote => "Quote",
            Self::Attribution => "Attribution",
            Self::Assessment => "Assessment",
            Self::Causal => "Causal",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
