//! The shape of version 1 on disk. Every field must be there, and no other.

use serde::Deserialize;
use std::borrow::Cow;

/// A text that is borrowed from the file where it holds no escapes.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(transparent)]
pub(in super::super) struct Text<'a>(#[serde(borrow)] pub(super) Cow<'a, str>);

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename = "project")]
pub(in super::super) struct ProjectFile<'a> {
    pub(super) format_version: u32,
    #[serde(borrow)]
    pub(super) title: Text<'a>,
    pub(super) article: ArticleFile<'a>,
    pub(super) next_claim: Text<'a>,
    pub(super) claims: Vec<ClaimFile<'a>>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename = "article")]
pub(super) struct ArticleFile<'a> {
    #[serde(borrow)]
    pub(super) headline: Option<Text<'a>>,
    pub(super) author: Option<Text<'a>>,
    pub(super) outlet: Option<Text<'a>>,
    pub(super) date: Option<Text<'a>>,
    pub(super) url: Option<Text<'a>>,
    /// The lines, without the newlines between them.
    pub(super) text: Vec<Text<'a>>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename = "claim")]
pub(super) struct ClaimFile<'a> {
    #[serde(borrow)]
    pub(super) id: Text<'a>,
    pub(super) status: Option<StatusFile>,
    pub(super) kind: Option<KindFile>,
    pub(super) text: Text<'a>,
    pub(super) passages: Vec<PassageFile<'a>>,
    pub(super) attribution: Vec<Text<'a>>,
    pub(super) reason: Text<'a>,
    pub(super) note: Text<'a>,
    pub(super) sources: Vec<SourceFile<'a>>,
    pub(super) lost_passages: Vec<LostPassageFile<'a>>,
    pub(super) changed: Option<Text<'a>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(rename = "status")]
pub(super) enum StatusFile {
    Sourced,
    Disputed,
    Unconfirmed,
}

#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(rename = "kind")]
pub(super) enum KindFile {
    Number,
    Event,
    Quote,
    Attribution,
    Assessment,
    Causal,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename = "passage")]
pub(super) struct PassageFile<'a> {
    pub(super) start: usize,
    pub(super) end: usize,
    #[serde(borrow)]
    pub(super) quote: Text<'a>,
    pub(super) prefix: Text<'a>,
    pub(super) suffix: Text<'a>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename = "lost passage")]
pub(super) struct LostPassageFile<'a> {
    #[serde(borrow)]
    pub(super) quote: Text<'a>,
    pub(super) prefix: Text<'a>,
    pub(super) suffix: Text<'a>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename = "source")]
pub(super) struct SourceFile<'a> {
    #[serde(borrow)]
    pub(super) title: Text<'a>,
    pub(super) url: Text<'a>,
    pub(super) note: Text<'a>,
}
