//! `Edit`: every change a person can make to a project, as data, and what undo calls it.

use super::Replacement;
use crate::model::{ClaimField, ClaimId, Kind, MetadataField, Project, Source, Status, TextRange};
use std::sync::Arc;

/// One change to a project, as one step to undo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// A new claim, pinned to these passages; none is allowed.
    AddClaim {
        /// The statement.
        text: String,
        /// The words it comes from.
        passages: Vec<TextRange>,
    },
    /// Takes claims and their passages out of the project. Their ids are not given again.
    DeleteClaims(Vec<ClaimId>),
    /// Tags claims, or takes the tag off.
    SetStatus {
        /// Which claims.
        claims: Vec<ClaimId>,
        /// The tag; `None` is "not tagged".
        status: Option<Status>,
    },
    /// Says what sort of statement claims are.
    SetKind {
        /// Which claims.
        claims: Vec<ClaimId>,
        /// The kind; `None` while nobody has said.
        kind: Option<Kind>,
    },
    /// Types into a text field of a claim.
    SetField {
        /// Which claim.
        claim: ClaimId,
        /// Which of its fields.
        field: ClaimField,
        /// What stands there afterwards.
        typed: String,
    },
    /// Pins a claim to one more passage.
    AddPassage {
        /// Which claim.
        claim: ClaimId,
        /// The words.
        passage: TextRange,
    },
    /// Moves the edges of a passage.
    MovePassage {
        /// Whose passage.
        claim: ClaimId,
        /// Where it is.
        from: TextRange,
        /// Where it goes.
        to: TextRange,
    },
    /// Unpins a claim from one passage.
    RemovePassage {
        /// Whose passage.
        claim: ClaimId,
        /// Which one.
        passage: TextRange,
    },
    /// Forgets words that are no longer in the article.
    ForgetLostPassage {
        /// Whose words.
        claim: ClaimId,
        /// Which of its lost passages, counted from 0.
        index: usize,
    },
    /// Lists one more source for a claim.
    AddSource {
        /// Which claim.
        claim: ClaimId,
        /// What was consulted.
        source: Source,
    },
    /// Changes a source of a claim.
    SetSource {
        /// Which claim.
        claim: ClaimId,
        /// Which of its sources, counted from 0.
        index: usize,
        /// What it is now.
        source: Source,
    },
    /// Takes a source off a claim's list.
    RemoveSource {
        /// Which claim.
        claim: ClaimId,
        /// Which of its sources, counted from 0.
        index: usize,
    },
    /// Gives the project another title.
    SetTitle(String),
    /// Writes down what the article states about itself.
    SetMetadata {
        /// Which field.
        field: MetadataField,
        /// What it states; nothing but space means "not stated".
        typed: String,
    },
    /// The whole project becomes another version of itself.
    ReplaceWith {
        /// What it becomes.
        version: Arc<Project>,
        /// Where that comes from.
        because: Replacement,
    },
}

impl Edit {
    /// What the step is called in the menu and in the history, after "Undo": "tag C12 disputed".
    ///
    /// `new_claim` is the id that a new claim was given.
    pub fn label(&self, new_claim: Option<ClaimId>) -> String {
        match self {
            Self::AddClaim { .. } => {
                new_claim.map_or_else(|| "new claim".into(), |id| format!("new claim {id}"))
            }
            Self::DeleteClaims(claims) => format!("delete {}", name_claims(claims)),
            Self::SetStatus { claims, status: Some(status) } => {
                format!("tag {} {}", name_claims(claims), status.word().to_lowercase())
            }
            Self::SetStatus { claims, status: None } => format!("clear tag of {}", name_claims(claims)),
            Self::SetKind { claims, kind: Some(kind) } => {
                format!("make {} {}", name_claims(claims), with_article(&kind.word().to_lowercase()))
            }
            Self::SetKind { claims, kind: None } => format!("clear kind of {}", name_claims(claims)),
            Self::SetField { claim, field, .. } => {
                format!("edit {} of {claim}", field.label().to_lowercase())
            }
            Self::AddPassage { claim, .. } => format!("add passage to {claim}"),
            Self::MovePassage { claim, .. } => format!("move passage of {claim}"),
            Self::RemovePassage { claim, .. } => format!("remove passage of {claim}"),
            Self::ForgetLostPassage { claim, .. } => format!("forget lost passage of {claim}"),
            Self::AddSource { claim, .. } => format!("add source to {claim}"),
            Self::SetSource { claim, .. } => format!("edit source of {claim}"),
            Self::RemoveSource { claim, .. } => format!("remove source of {claim}"),
            Self::SetTitle(_) => "rename project".into(),
            Self::SetMetadata { field, .. } => format!("edit {} of article", field.label().to_lowercase()),
            Self::ReplaceWith { because, .. } => because.label(),
        }
    }

    /// The claims the edit is about; for a new claim none yet.
    pub fn claims(&self) -> &[ClaimId] {
        match self {
            Self::DeleteClaims(claims) | Self::SetStatus { claims, .. } | Self::SetKind { claims, .. } => {
                claims
            }
            Self::SetField { claim, .. }
            | Self::AddPassage { claim, .. }
            | Self::MovePassage { claim, .. }
            | Self::RemovePassage { claim, .. }
            | Self::ForgetLostPassage { claim, .. }
            | Self::AddSource { claim, .. }
            | Self::SetSource { claim, .. }
            | Self::RemoveSource { claim, .. } => std::slice::from_ref(claim),
            Self::AddClaim { .. }
            | Self::SetTitle(_)
            | Self::SetMetadata { .. }
            | Self::ReplaceWith { .. } => &[],
        }
    }

    /// About how many bytes of memory the edit takes, without the version of a whole project: that is
    /// the project after it, and counts as such.
    pub fn size_in_memory(&self) -> usize {
        let inside = match self {
            Self::AddClaim { text, passages } => text.len() + size_of_val(passages.as_slice()),
            Self::SetField { typed, .. } | Self::SetMetadata { typed, .. } | Self::SetTitle(typed) => {
                typed.len()
            }
            Self::AddSource { source, .. } | Self::SetSource { source, .. } => {
                source.title.len() + source.url.len() + source.note.len()
            }
            Self::DeleteClaims(claims) | Self::SetStatus { claims, .. } | Self::SetKind { claims, .. } => {
                size_of_val(claims.as_slice())
            }
            Self::AddPassage { .. }
            | Self::MovePassage { .. }
            | Self::RemovePassage { .. }
            | Self::ForgetLostPassage { .. }
            | Self::RemoveSource { .. }
            | Self::ReplaceWith { .. } => 0,
        };
        size_of::<Self>() + inside
    }
}

/// "C12", "C12 and C13", "14 claims".
fn name_claims(claims: &[ClaimId]) -> String {
    match claims {
        [one] => one.to_string(),
        [one, other] => format!("{one} and {other}"),
        many => format!("{} claims", many.len()),
    }
}

fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}
