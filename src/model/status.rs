//! `Status`: the tag of a claim, and how many claims carry which.

use std::fmt;

/// The tag an analyst gives a claim. A claim without one is "not tagged": `Option<Status>`.
///
/// Not a scale of truth: `Sourced` says that a named source can be checked, not that the claim is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// Attributed to a named source that can be checked.
    Sourced,
    /// Contradicted by another statement or source.
    Disputed,
    /// No checkable source established so far.
    Unconfirmed,
}

impl Status {
    /// The three tags, in the order in which they are shown everywhere.
    pub const ALL: [Self; 3] = [Self::Sourced, Self::Disputed, Self::Unconfirmed];

    /// Every state a claim can be in, not tagged last.
    pub const ALL_AND_NONE: [Option<Self>; 4] =
        [Some(Self::Sourced), Some(Self::Disputed), Some(Self::Unconfirmed), None];

    /// The word for it: "Sourced", "Disputed", "Unconfirmed".
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sourced => "Sourced",
            Self::Disputed => "Disputed",
            Self::Unconfirmed => "Unconfirmed",
        }
    }

    /// The word for a state that may be no tag at all: "Not tagged".
    pub const fn word_or_none(status: Option<Self>) -> &'static str {
        match status {
            Some(status) => status.word(),
            None => "Not tagged",
        }
    }

    /// What the tag says and what it does not, in a sentence for reports and tooltips.
    pub const fn meaning(status: Option<Self>) -> &'static str {
        match status {
            Some(Self::Sourced) => {
                "Attributed to a named source that can be checked. Not a finding that the claim is true."
            }
            Some(Self::Disputed) => "Contradicted by another statement or source; see the reason.",
            Some(Self::Unconfirmed) => {
                "No checkable source established so far. Not a finding that the claim is false."
            }
            None => "Not yet assessed.",
        }
    }

    /// The mark that stands beside the word so that colour never carries the meaning alone.
    pub const fn mark(status: Option<Self>) -> &'static str {
        match status {
            Some(Self::Sourced) => "✓",
            Some(Self::Disputed) => "≠",
            Some(Self::Unconfirmed) => "?",
            None => "·",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// How many claims carry which status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StatusCounts {
    /// Claims tagged sourced.
    pub sourced: usize,
    /// Claims tagged disputed.
    pub disputed: usize,
    /// Claims tagged unconfirmed.
    pub unconfirmed: usize,
    /// Claims without a tag.
    pub not_tagged: usize,
}

impl StatusCounts {
    /// The number of claims in the given state.
    pub const fn of(&self, status: Option<Status>) -> usize {
        match status {
            Some(Status::Sourced) => self.sourced,
            Some(Status::Disputed) => self.disputed,
            Some(Status::Unconfirmed) => self.unconfirmed,
            None => self.not_tagged,
        }
    }

    /// All claims together.
    pub const fn total(&self) -> usize {
        self.sourced + self.disputed + self.unconfirmed + self.not_tagged
    }

    /// Counts one more claim in the given state.
    pub const fn add(&mut self, status: Option<Status>) {
        *self.slot(status) += 1;
    }

    /// Counts one claim less in the given state.
    pub const fn remove(&mut self, status: Option<Status>) {
        *self.slot(status) -= 1;
    }

    const fn slot(&mut self, status: Option<Status>) -> &mut usize {
        match status {
            Some(Status::Sourced) => &mut self.sourced,
            Some(Status::Disputed) => &mut self.disputed,
            Some(Status::Unconfirmed) => &mut self.unconfirmed,
            None => &mut self.not_tagged,
        }
    }
}
