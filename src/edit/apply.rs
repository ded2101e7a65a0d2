//! The one gate: how an edit makes the next project out of the present one.

use super::{Edit, Refusal, Replacement};
use crate::model::{Anchor, Claim, ClaimId, Project, TextRange, Timestamp};

/// The project after the edit, made at the time `at`. An edit that changes nothing returns the very
/// same version ([`Project::ptr_eq`]).
pub fn apply(project: &Project, edit: &Edit, at: Timestamp) -> Result<Project, Refusal> {
    for &id in edit.claims() {
        require(project, id)?;
    }
    let touched = |claim: &mut Claim| claim.changed = Some(at);
    let touch = |project: Project, id: ClaimId| project.with_claims_changed(&[id], touched);
    match edit {
        Edit::AddClaim { text, passages } => add_claim(project, text, passages, at),
        Edit::DeleteClaims(claims) => {
            require_some(claims)?;
            Ok(project.without_claims(claims))
        }
        Edit::SetStatus { claims, status } => {
            require_some(claims)?;
            Ok(change(project, claims, at, |claim| claim.status = *status))
        }
        Edit::SetKind { claims, kind } => {
            require_some(claims)?;
            Ok(change(project, claims, at, |claim| claim.kind = *kind))
        }
        Edit::SetField { claim, field, typed } => {
            Ok(change(project, &[*claim], at, |claim| claim.set_field(*field, typed)))
        }
        Edit::AddPassage { claim, passage } => {
            require_free(project, *claim, *passage)?;
            Ok(touch(project.with_anchor(Anchor { claim: *claim, range: *passage }), *claim))
        }
        Edit::MovePassage { claim, from, to } => {
            require_passage(project, *claim, *from)?;
            if from == to {
                return Ok(project.clone());
            }
            require_free(project, *claim, *to)?;
            let moved = project
                .without_anchor(Anchor { claim: *claim, range: *from })
                .with_anchor(Anchor { claim: *claim, range: *to });
            Ok(touch(moved, *claim))
        }
        Edit::RemovePassage { claim, passage } => {
            require_passage(project, *claim, *passage)?;
            Ok(touch(project.without_anchor(Anchor { claim: *claim, range: *passage }), *claim))
        }
        Edit::ForgetLostPassage { claim, index } => {
            require_entry(project, *claim, *index, |claim| claim.lost_passages.len())?;
            Ok(change(project, &[*claim], at, |claim| drop(claim.lost_passages.remove(*index))))
        }
        Edit::AddSource { claim, source } => {
            Ok(change(project, &[*claim], at, |claim| claim.sources.push(source.clone())))
        }
        Edit::SetSource { claim, index, source } => {
            require_entry(project, *claim, *index, |claim| claim.sources.len())?;
            Ok(change(project, &[*claim], at, |claim| claim.sources[*index].clone_from(source)))
        }
        Edit::RemoveSource { claim, index } => {
            require_entry(project, *claim, *index, |claim| claim.sources.len())?;
            Ok(change(project, &[*claim], at, |claim| drop(claim.sources.remove(*index))))
        }
        Edit::SetTitle(title) if title == project.title() => Ok(project.clone()),
        Edit::SetTitle(title) => Ok(project.with_title(title)),
        Edit::SetMetadata { field, typed } => {
            let mut metadata = project.article().metadata().clone();
            metadata.set(*field, typed);
            if metadata == *project.article().metadata() {
                return Ok(project.clone());
            }
            Ok(project.with_metadata(metadata))
        }
        Edit::ReplaceWith { version, because } => Ok(replace(project, version, because)),
    }
}

/// The version in place of the project. Ids that the project has given are not given again, unless the
/// version is what everybody else works with already.
fn replace(project: &Project, version: &Project, because: &Replacement) -> Project {
    let next = if because.takes_ids_as_they_are() {
        version.clone()
    } else {
        version.with_ids_from(project.next_claim_id())
    };
    if next == *project { project.clone() } else { next }
}

fn add_claim(
    project: &Project,
    text: &str,
    passages: &[TextRange],
    at: Timestamp,
) -> Result<Project, Refusal> {
    if !passages.iter().all(|passage| passage.fits(project.article().text())) {
        return Err(Refusal::OutsideArticle);
    }
    let (mut next, id) = project
        .with_new_claim(|id| Claim { changed: Some(at), ..Claim::new(id, text.to_owned()) })
        .ok_or(Refusal::NoIdsLeft)?;
    for &range in passages {
        next = next.with_anchor(Anchor { claim: id, range });
    }
    Ok(next)
}

/// Changes the claims, and notes the time on those that really differ afterwards.
fn change(project: &Project, ids: &[ClaimId], at: Timestamp, change: impl Fn(&mut Claim)) -> Project {
    project.with_claims_changed(ids, |claim| {
        change(claim);
        if project.claim(claim.id) != Some(claim) {
            claim.changed = Some(at);
        }
    })
}

fn require(project: &Project, id: ClaimId) -> Result<&Claim, Refusal> {
    project.claim(id).ok_or(Refusal::NoSuchClaim(id))
}

fn require_some(claims: &[ClaimId]) -> Result<(), Refusal> {
    if claims.is_empty() { Err(Refusal::NoClaims) } else { Ok(()) }
}

fn require_free(project: &Project, claim: ClaimId, range: TextRange) -> Result<(), Refusal> {
    if !range.fits(project.article().text()) {
        return Err(Refusal::OutsideArticle);
    }
    if project.article().passages_of(claim).any(|passage| passage == range) {
        return Err(Refusal::PassageTaken(claim));
    }
    Ok(())
}

fn require_passage(project: &Project, claim: ClaimId, range: TextRange) -> Result<(), Refusal> {
    if project.article().passages_of(claim).any(|passage| passage == range) {
        Ok(())
    } else {
        Err(Refusal::NoSuchEntry(claim))
    }
}

fn require_entry(
    project: &Project,
    id: ClaimId,
    index: usize,
    entries: impl Fn(&Claim) -> usize,
) -> Result<(), Refusal> {
    if index < entries(require(project, id)?) { Ok(()) } else { Err(Refusal::NoSuchEntry(id)) }
}
