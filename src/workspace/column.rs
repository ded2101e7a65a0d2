//! `Column`: the columns of the claims table.

/// A column of the claims table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// C01, C02, …
    Id,
    /// The tag.
    Status,
    /// The statement.
    Claim,
    /// What sort of statement it is.
    Kind,
    /// Who says so.
    Attribution,
    /// How many sources are listed.
    Sources,
    /// The note.
    Note,
    /// When the claim was last changed.
    Changed,
}

impl Column {
    /// Every column, in the order in which they stand at first.
    pub const ALL: [Self; 8] = [
        Self::Id,
        Self::Status,
        Self::Claim,
        Self::Kind,
        Self::Attribution,
        Self::Sources,
        Self::Note,
        Self::Changed,
    ];

    /// The heading of the column.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Id => "#",
            Self::Status => "Status",
            Self::Claim => "Claim",
            Self::Kind => "Kind",
            Self::Attribution => "Attribution",
            Self::Sources => "Sources",
            Self::Note => "Note",
            Self::Changed => "Changed",
        }
    }

    /// The name that settings files keep it under, and that lists and screen readers say.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Status => "status",
            Self::Claim => "claim",
            Self::Kind => "kind",
            Self::Attribution => "attribution",
            Self::Sources => "sources",
            Self::Note => "note",
            Self::Changed => "changed",
        }
    }

    /// The column with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.name() == name)
    }
}
