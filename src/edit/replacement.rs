//! `Replacement`: why a project became another version of itself as a whole.

/// Where the other version comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Replacement {
    /// The file was changed by somebody else, and nothing here was unsaved.
    Reloaded,
    /// The file was changed by somebody else, and both sides were merged.
    Merged,
    /// An earlier version was asked for.
    BackupRestored {
        /// What the backup is called, after "the backup of": "12:03".
        label: String,
    },
    /// Work that was not saved before the program ended.
    Recovered,
}

impl Replacement {
    /// What the step is called, after "Undo".
    pub fn label(&self) -> String {
        match self {
            Self::Reloaded => "take over changes made elsewhere".into(),
            Self::Merged => "merge with the file on disk".into(),
            Self::BackupRestored { label } => format!("restore the backup of {label}"),
            Self::Recovered => "recover unsaved work".into(),
        }
    }

    /// Whether ids that were given before may be given again: only when the version is the file's own.
    pub(super) const fn takes_ids_as_they_are(&self) -> bool {
        matches!(self, Self::Reloaded)
    }
}
