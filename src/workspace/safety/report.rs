//! Where each copy of the work is, and how far it can be relied on.

/// How far something can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// It was checked just now and is right.
    Verified,
    /// Nothing speaks against it; it was not checked.
    Fine,
    /// Something should be looked at.
    Doubtful,
    /// It is damaged or missing.
    Broken,
}

/// One copy of the work, or one thing that guards it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SafetyRow {
    /// What it is: "Project file", "Journal", "Backups".
    pub what: String,
    /// Where it is.
    pub place: String,
    /// How it stands, in sentences.
    pub state: String,
    /// How far it can be relied on.
    pub trust: Trust,
}

/// The page that tells where everything is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SafetyReport {
    /// What there is, the project's own file first.
    pub rows: Vec<SafetyRow>,
    /// Whether every byte was read and compared with its sum, not only looked for.
    pub is_verified: bool,
}
