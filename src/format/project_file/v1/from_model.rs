//! From the model to version 1. Borrows everything, so that writing copies each text once.

use super::super::{WriteError, show_timestamp};
use super::types::{
    ArticleFile, ClaimFile, KindFile, LostPassageFile, PassageFile, ProjectFile, SourceFile, StatusFile, Text,
};
use crate::model::{
    CONTEXT_CHARS, Claim, CodePoints, Kind, Metadata, Project, Selectors, Source, Status, TextRange,
    Timestamp,
};
use std::borrow::Cow;

/// The file that the project is written as.
pub(in super::super) fn from_model(project: &Project) -> Result<ProjectFile<'_>, WriteError> {
    let points = CodePoints::of(project.article().text());
    let claims: Result<Vec<_>, WriteError> =
        project.claims().iter().map(|claim| claim_file(project, claim, &points)).collect();
    let Metadata { headline, author, outlet, date, url } = project.article().metadata();
    Ok(ProjectFile {
        format_version: 1,
        title: borrowed(project.title()),
        article: ArticleFile {
            headline: headline.as_deref().map(borrowed),
            author: author.as_deref().map(borrowed),
            outlet: outlet.as_deref().map(borrowed),
            date: date.as_deref().map(borrowed),
            url: url.as_deref().map(borrowed),
            text: project.article().text().split('\n').map(borrowed).collect(),
        },
        next_claim: Text(Cow::Owned(project.next_claim_id().to_string())),
        claims: claims?,
    })
}

const fn borrowed(text: &str) -> Text<'_> {
    Text(Cow::Borrowed(text))
}

fn claim_file<'a>(
    project: &'a Project,
    claim: &'a Claim,
    points: &CodePoints<'_>,
) -> Result<ClaimFile<'a>, WriteError> {
    let Claim { id, status, kind, text, attribution, reason, note, sources, lost_passages, changed } = claim;
    let moment = |changed: Timestamp| match show_timestamp(changed) {
        Some(shown) => Ok(Text(Cow::Owned(shown))),
        None => Err(WriteError::NoDate(*id)),
    };
    Ok(ClaimFile {
        id: Text(Cow::Owned(id.to_string())),
        status: status.map(status_file),
        kind: kind.map(kind_file),
        text: borrowed(text),
        passages: project
            .article()
            .passages_of(*id)
            .map(|range| passage_file(project.article().text(), range, points))
            .collect(),
        attribution: attribution.links().iter().map(|link| borrowed(link)).collect(),
        reason: borrowed(reason),
        note: borrowed(note),
        sources: sources.iter().map(source_file).collect(),
        lost_passages: lost_passages.iter().map(lost_passage_file).collect(),
        changed: changed.map(moment).transpose()?,
    })
}

fn passage_file<'a>(text: &'a str, range: TextRange, points: &CodePoints<'_>) -> PassageFile<'a> {
    let quote = &text[range.bytes()];
    let start = points.before(range.start());
    PassageFile {
        start,
        end: start + quote.chars().count(),
        quote: borrowed(quote),
        prefix: borrowed(last_chars(&text[..range.start()])),
        suffix: borrowed(first_chars(&text[range.end()..])),
    }
}

/// As many code points as are kept before a passage.
pub(super) fn last_chars(before: &str) -> &str {
    let start = before.char_indices().rev().take(CONTEXT_CHARS).last();
    start.map_or("", |(start, _)| &before[start..])
}

/// As many code points as are kept after a passage.
pub(super) fn first_chars(after: &str) -> &str {
    after.char_indices().nth(CONTEXT_CHARS).map_or(after, |(end, _)| &after[..end])
}

fn source_file(source: &Source) -> SourceFile<'_> {
    let Source { title, url, note } = source;
    SourceFile { title: borrowed(title), url: borrowed(url), note: borrowed(note) }
}

fn lost_passage_file(lost: &Selectors) -> LostPassageFile<'_> {
    let Selectors { quote, prefix, suffix } = lost;
    LostPassageFile { quote: borrowed(quote), prefix: borrowed(prefix), suffix: borrowed(suffix) }
}

const fn status_file(status: Status) -> StatusFile {
    match status {
        Status::Sourced => StatusFile::Sourced,
        Status::Disputed => StatusFile::Disputed,
        Status::Unconfirmed => StatusFile::Unconfirmed,
    }
}

const fn kind_file(kind: Kind) -> KindFile {
    match kind {
        Kind::Number => KindFile::Number,
        Kind::Event => KindFile::Event,
        Kind::Quote => KindFile::Quote,
        Kind::Attribution => KindFile::Attribution,
        Kind::Assessment => KindFile::Assessment,
        Kind::Causal => KindFile::Causal,
    }
}
