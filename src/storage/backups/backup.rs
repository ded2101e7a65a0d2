//! `Backup`: an earlier version of a project, and why it is kept.

use std::path::PathBuf;

/// An earlier version of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Its place in the order; the greatest is the newest.
    pub number: u64,
    /// When it was replaced, as the clock of the machine had it: `2026-11-25 00-30-12`, UTC. A label, by
    /// which nothing is decided.
    pub label: String,
    /// The file.
    pub path: PathBuf,
    /// How long it is, in bytes.
    pub bytes: u64,
    /// Why it is there.
    pub reason: Reason,
}

impl Backup {
    /// Whether it is kept when others make room.
    pub const fn is_pinned(&self) -> bool {
        self.reason.pins()
    }
}

/// Why a backup is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A save put a new version in its place.
    Replaced,
    /// The save that replaced it took away more than half of the claims.
    BeforeShrinking,
    /// It was beside the project, whole, after the program had been cut short.
    FoundAfterCrash,
    /// The version after it was restored from an older one.
    BeforeRestoring,
}

impl Reason {
    #[cfg(test)]
    pub(super) const ALL: [Self; 4] =
        [Self::Replaced, Self::BeforeShrinking, Self::FoundAfterCrash, Self::BeforeRestoring];

    /// In words, as they stand in the name of the file.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Replaced => "",
            Self::BeforeShrinking => "before most claims went",
            Self::FoundAfterCrash => "found after a crash",
            Self::BeforeRestoring => "before restoring",
        }
    }

    pub(super) fn of_words(words: &str) -> Option<Self> {
        [Self::Replaced, Self::BeforeShrinking, Self::FoundAfterCrash, Self::BeforeRestoring]
            .into_iter()
            .find(|reason| reason.words() == words)
    }

    pub(super) const fn pins(self) -> bool {
        match self {
            Self::Replaced => false,
            Self::BeforeShrinking | Self::FoundAfterCrash | Self::BeforeRestoring => true,
        }
    }
}
