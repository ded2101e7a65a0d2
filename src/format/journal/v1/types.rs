//! The shape of version 1 on disk. Every field must be there, and no other.

use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OpenedFile {
    pub(super) who: String,
    pub(super) at: i64,
    pub(super) path: Option<PathFile>,
    pub(super) fingerprint: Option<String>,
    pub(super) unsaved: usize,
    pub(super) title: String,
    pub(super) start: StartFile,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) enum StartFile {
    Sitting,
    GoesOn,
    Anew,
}

/// A path; as bytes where it is no text.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum PathFile {
    Text(String),
    Bytes(Vec<u8>),
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SaveBegunFile {
    pub(super) path: PathFile,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SavedFile {
    pub(super) path: PathFile,
    pub(super) fingerprint: String,
    pub(super) as_of: u64,
    pub(super) unsaved: usize,
    pub(super) at: i64,
}

/// Given up, or closed.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MomentFile {
    pub(super) at: i64,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangeFile {
    pub(super) at: i64,
    pub(super) recorded: RecordedFile,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) enum RecordedFile {
    Edit { edit: EditFile, at: i64, begins_step: bool },
    TakenBack { edit: EditFile, at: i64 },
    Undo(usize),
    Redo(usize),
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) enum EditFile {
    AddClaim {
        text: String,
        passages: Vec<(usize, usize)>,
    },
    DeleteClaims(Vec<u32>),
    SetStatus {
        claims: Vec<u32>,
        status: Option<StatusFile>,
    },
    SetKind {
        claims: Vec<u32>,
        kind: Option<KindFile>,
    },
    SetField {
        claim: u32,
        field: FieldFile,
        typed: String,
    },
    AddPassage {
        claim: u32,
        passage: (usize, usize),
    },
    MovePassage {
        claim: u32,
        from: (usize, usize),
        to: (usize, usize),
    },
    RemovePassage {
        claim: u32,
        passage: (usize, usize),
    },
    ForgetLostPassage {
        claim: u32,
        index: usize,
    },
    AddSource {
        claim: u32,
        source: SourceFile,
    },
    SetSource {
        claim: u32,
        index: usize,
        source: SourceFile,
    },
    RemoveSource {
        claim: u32,
        index: usize,
    },
    SetTitle(String),
    SetMetadata {
        field: MetadataFieldFile,
        typed: String,
    },
    /// The version follows on the next line, as the text of a project file.
    ReplaceWith {
        because: ReplacementFile,
    },
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SourceFile {
    pub(super) title: String,
    pub(super) url: String,
    pub(super) note: String,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) enum StatusFile {
    Sourced,
    Disputed,
    Unconfirmed,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) enum KindFile {
    Number,
    Event,
    Quote,
    Attribution,
    Assessment,
    Causal,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) enum FieldFile {
    Text,
    Attribution,
    Reason,
    Note,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) enum MetadataFieldFile {
    Headline,
    Author,
    Outlet,
    Date,
    Url,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) enum ReplacementFile {
    Reloaded,
    Merged,
    BackupRestored { label: String },
    Recovered,
}
