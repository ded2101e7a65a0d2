//! `Claim`: one atomic, checkable statement and what is known about it.

use super::{Attribution, ClaimField, ClaimId, Kind, Listed, Selectors, Source, Status, Timestamp};
use std::sync::Arc;

/// One atomic, checkable statement. Where it stands in the article is kept by the article, as anchors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Its short, sayable id.
    pub id: ClaimId,
    /// The tag; `None` is "not tagged".
    pub status: Option<Status>,
    /// What sort of statement it is; `None` while nobody has said.
    pub kind: Option<Kind>,
    /// The statement itself, with its hedges kept.
    pub text: String,
    /// Who says so.
    pub attribution: Attribution,
    /// Why it has this status.
    pub reason: String,
    /// Anything else to remember.
    pub note: String,
    /// What was consulted for it.
    pub sources: Vec<Source>,
    /// Words it was pinned to that are no longer in the article.
    pub lost_passages: Vec<Selectors>,
    /// When it was last changed; `None` when unknown.
    pub changed: Option<Timestamp>,
}

impl Claim {
    /// An untagged claim with nothing but its text.
    pub fn new(id: ClaimId, text: String) -> Self {
        Self {
            id,
            status: None,
            kind: None,
            text,
            attribution: Attribution::default(),
            reason: String::new(),
            note: String::new(),
            sources: Vec::new(),
            lost_passages: Vec::new(),
            changed: None,
        }
    }

    /// What stands in a text field, as a person would type it.
    pub fn field(&self, field: ClaimField) -> String {
        match field {
            ClaimField::Text => self.text.clone(),
            ClaimField::Attribution => self.attribution.to_string(),
            ClaimField::Reason => self.reason.clone(),
            ClaimField::Note => self.note.clone(),
        }
    }

    /// Puts what a person typed into a text field.
    pub fn set_field(&mut self, field: ClaimField, typed: &str) {
        match field {
            ClaimField::Text => typed.clone_into(&mut self.text),
            ClaimField::Attribution => self.attribution = Attribution::parse(typed),
            ClaimField::Reason => typed.clone_into(&mut self.reason),
            ClaimField::Note => typed.clone_into(&mut self.note),
        }
    }

    /// About how many bytes of memory the claim takes.
    pub fn size_in_memory(&self) -> usize {
        let sources: usize = self
            .sources
            .iter()
            .map(|source| size_of::<Source>() + source.title.len() + source.url.len() + source.note.len())
            .sum();
        let links: usize = self.attribution.links().iter().map(|link| size_of::<String>() + link.len()).sum();
        let lost: usize = self
            .lost_passages
            .iter()
            .map(|words| size_of::<Selectors>() + words.quote.len() + words.prefix.len() + words.suffix.len())
            .sum();
        size_of::<Self>() + self.text.len() + self.reason.len() + self.note.len() + sources + links + lost
    }
}

impl Listed for Arc<Claim> {
    type Key = ClaimId;

    fn key(&self) -> ClaimId {
        self.id
    }

    fn is_same(&self, other: &Self) -> bool {
        Self::ptr_eq(self, other)
    }

    fn size_in_memory(&self) -> usize {
        Claim::size_in_memory(self)
    }
}
