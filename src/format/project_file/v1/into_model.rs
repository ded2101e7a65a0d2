//! From version 1 to the model: everything is checked here, once.

use super::super::{Place, ReadCause, ReadError, read_timestamp, scan::Scan, show_timestamp};
use super::passages::Passages;
use super::types::{
    ArticleFile, ClaimFile, KindFile, LostPassageFile, ProjectFile, SourceFile, StatusFile, Text,
};
use crate::format::Warning;
use crate::model::{
    Article, Attribution, Claim, ClaimId, InvalidProject, Kind, Metadata, Project, Selectors, Source, Status,
    Timestamp,
};
use std::collections::HashSet;

/// What does not fit, and by which part of the file it stands.
#[derive(Debug)]
pub(in super::super) struct Invalid {
    by: Part,
    cause: ReadCause,
}

#[derive(Debug)]
enum Part {
    /// The claim with this index.
    Claim(usize),
    NextClaim,
    Whole,
}

impl Invalid {
    /// The error with its place, which is looked for in the text only now.
    pub(in super::super) fn placed_in(self, text: &str) -> ReadError {
        let byte = match self.by {
            Part::Claim(index) => Scan::of(text).id_of_claim(index),
            Part::NextClaim => Scan::of(text).top_field("next_claim"),
            Part::Whole => None,
        };
        match byte {
            Some(byte) => ReadError::at(Place::of(text, byte), self.cause),
            None => ReadError::new(self.cause),
        }
    }
}

/// The project that the file holds, and what had to be changed about it.
pub(in super::super) fn into_model(file: ProjectFile<'_>) -> Result<(Project, Vec<Warning>), Invalid> {
    let ProjectFile { format_version: _, title, article, next_claim, claims } = file;
    let article = into_article(article);
    let next_claim_id = into_id(&next_claim).map_err(|cause| Invalid { by: Part::NextClaim, cause })?;

    let mut passages = Passages::of(article.text());
    let mut kept = Vec::with_capacity(claims.len());
    for (index, claim) in claims.into_iter().enumerate() {
        let claim =
            into_claim(claim, &mut passages).map_err(|cause| Invalid { by: Part::Claim(index), cause })?;
        kept.push(claim);
    }
    refuse_repeated_ids(&kept)?;
    let (anchors, warnings) = passages.finish();
    let project = Project::from_parts(&title.0, &article, kept, anchors, next_claim_id);
    project.map(|project| (project, warnings)).map_err(|invalid| match invalid {
        InvalidProject::NextIdTaken(id) => Invalid { by: Part::NextClaim, cause: ReadCause::NextIdTaken(id) },
        InvalidProject::DuplicateClaim(_)
        | InvalidProject::AnchorWithoutClaim(_)
        | InvalidProject::AnchorOutsideText(_) => {
            Invalid { by: Part::Whole, cause: ReadCause::Inconsistent(invalid.to_string()) }
        }
    })
}

fn refuse_repeated_ids(claims: &[Claim]) -> Result<(), Invalid> {
    // As we write them; only a file that was edited by hand needs a closer look.
    if claims.is_sorted_by(|one, next| one.id < next.id) {
        return Ok(());
    }
    let mut taken = HashSet::with_capacity(claims.len());
    match claims.iter().position(|claim| !taken.insert(claim.id)) {
        Some(index) => {
            Err(Invalid { by: Part::Claim(index), cause: ReadCause::RepeatedId(claims[index].id) })
        }
        None => Ok(()),
    }
}

fn into_article(article: ArticleFile<'_>) -> Article {
    let ArticleFile { headline, author, outlet, date, url, text } = article;
    let length: usize = text.iter().map(|line| line.0.len() + 1).sum();
    let mut joined = String::with_capacity(length);
    for (index, line) in text.iter().enumerate() {
        if index > 0 {
            joined.push('\n');
        }
        joined.push_str(&line.0);
    }
    let stated = |text: Option<Text<'_>>| text.map(owned);
    Article::new(joined).with_metadata(Metadata {
        headline: stated(headline),
        author: stated(author),
        outlet: stated(outlet),
        date: stated(date),
        url: stated(url),
    })
}

fn owned(text: Text<'_>) -> String {
    text.0.into_owned()
}

/// Ids have one spelling only, or `C1` and `C01` would be two files of one project.
fn into_id(text: &Text<'_>) -> Result<ClaimId, ReadCause> {
    text.0
        .parse::<ClaimId>()
        .ok()
        .filter(|id| id.to_string() == *text.0)
        .ok_or_else(|| ReadCause::NotAnId { found: text.0.chars().take(40).collect() })
}

/// Moments have one spelling only as well: UTC.
fn into_moment(text: &Text<'_>) -> Result<Timestamp, ReadCause> {
    read_timestamp(&text.0)
        .filter(|moment| show_timestamp(*moment).as_deref() == Some(text.0.as_ref()))
        .ok_or_else(|| ReadCause::NotAMoment { found: text.0.chars().take(40).collect() })
}

fn into_claim(claim: ClaimFile<'_>, all_passages: &mut Passages<'_>) -> Result<Claim, ReadCause> {
    let ClaimFile {
        id,
        status,
        kind,
        text,
        passages,
        attribution,
        reason,
        note,
        sources,
        lost_passages,
        changed,
    } = claim;
    let id = into_id(&id)?;
    let mut lost_passages: Vec<Selectors> = lost_passages.into_iter().map(into_selectors).collect();
    for passage in passages {
        lost_passages.extend(all_passages.add(id, passage)?);
    }
    let changed = changed.map(|shown| into_moment(&shown)).transpose()?;
    let chain = Attribution::from_links(attribution.iter().map(|link| link.0.as_ref()));
    if !chain.links().iter().eq(attribution.iter().map(|link| &link.0)) {
        all_passages.warn(Warning::AttributionTidied { claim: id });
    }
    Ok(Claim {
        id,
        status: status.map(into_status),
        kind: kind.map(into_kind),
        text: owned(text),
        attribution: chain,
        reason: owned(reason),
        note: owned(note),
        sources: sources.into_iter().map(into_source).collect(),
        lost_passages,
        changed,
    })
}

fn into_selectors(lost: LostPassageFile<'_>) -> Selectors {
    let LostPassageFile { quote, prefix, suffix } = lost;
    Selectors { quote: owned(quote), prefix: owned(prefix), suffix: owned(suffix) }
}

fn into_source(source: SourceFile<'_>) -> Source {
    let SourceFile { title, url, note } = source;
    Source { title: owned(title), url: owned(url), note: owned(note) }
}

const fn into_status(status: StatusFile) -> Status {
    match status {
        StatusFile::Sourced => Status::Sourced,
        StatusFile::Disputed => Status::Disputed,
        StatusFile::Unconfirmed => Status::Unconfirmed,
    }
}

const fn into_kind(kind: KindFile) -> Kind {
    match kind {
        KindFile::Number => Kind::Number,
        KindFile::Event => Kind::Event,
        KindFile::Quote => Kind::Quote,
        KindFile::Attribution => Kind::Attribution,
        KindFile::Assessment => Kind::Assessment,
        KindFile::Causal => Kind::Causal,
    }
}
