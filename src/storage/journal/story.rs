//! `story_of`: a journal as a list of who did what, when, and why.

use super::{
    RecoverError,
    place::Place,
    read::{Facts, Files, Item},
    replay::Replay,
};
use crate::{
    edit::{Edit, History, Recorded, Step},
    format::{
        counted,
        journal::{JournalId, Record, Start},
    },
    model::{ClaimField, ClaimId, Project, Timestamp},
    storage::{StateFolder, exists, is_same_file},
};
use std::{io, path::Path};

/// One line of the story of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Who did it.
    pub who: String,
    /// What was done: "tag C12 disputed".
    pub what: String,
    /// When.
    pub when: Option<Timestamp>,
    /// Why, where a reason was given.
    pub why: String,
}

/// The journals of a project's file, the oldest first; also those that a window is working on.
pub fn journals_of(home: &StateFolder, path: &Path) -> io::Result<Vec<JournalId>> {
    let mut found = Vec::new();
    for place in super::place::all_places(home)? {
        let Ok(files) = Files::read(&place) else { continue };
        let facts = Facts::of(&files.log());
        let known = facts.path.as_deref();
        if known.is_some_and(|known| known == path || (exists(path) && is_same_file(known, path))) {
            found.push((facts.until, place.id));
        }
    }
    found.sort();
    Ok(found.into_iter().map(|(_, id)| id).collect())
}

/// What the journal tells, the oldest first. Only reads, and so may be asked while a window is working on it.
pub fn story_of(home: &StateFolder, id: JournalId) -> Result<Vec<Told>, RecoverError> {
    let place = Place::of(home, id);
    let folder = place.folder.clone();
    let files =
        Files::read(&place).map_err(|error| RecoverError::System { folder: folder.clone(), error })?;
    if !files.are_there() {
        return Err(RecoverError::NotThere);
    }
    let mut story = Story::default();
    let mut replay = Replay::new();
    for item in files.log().items() {
        let before = replay.project();
        let is_gap = matches!(item, Item::Gap);
        let record = replay.take(item).map_err(|error| RecoverError::of_record(&error, folder.clone()))?;
        match record {
            Some(record) => {
                let history = replay.history.as_ref().filter(|_| replay.is_exact());
                story.tell(record, before.as_deref(), history);
            }
            None if is_gap => story.add("(changes that could not be read)".to_owned(), None),
            None => {}
        }
    }
    story.give_reason(replay.project().as_deref());
    Ok(story.lines)
}

/// The story as far as it is told.
#[derive(Debug, Default)]
struct Story {
    who: String,
    lines: Vec<Told>,
    /// A line about tagged claims, whose reason may still be typed.
    tagged: Option<(usize, Vec<ClaimId>)>,
}

impl Story {
    fn add(&mut self, what: String, when: Option<Timestamp>) {
        self.lines.push(Told { who: self.who.clone(), what, when, why: String::new() });
    }

    /// `before` is the project before it, `after` the history after it, as far as they are known.
    fn tell(&mut self, record: Record, before: Option<&Project>, after: Option<&History>) {
        match record {
            Record::Opened { sitting, start, .. } if start == Start::Sitting || self.lines.is_empty() => {
                self.give_reason(before);
                self.who = sitting.who;
                self.add("open the project".to_owned(), Some(sitting.at));
            }
            Record::Opened { .. } | Record::Base(_) | Record::SaveBegun { .. } => {}
            Record::Change { recorded, at } | Record::Told { recorded, at } => {
                self.change(recorded, at, before, after);
            }
            Record::Saved { path, at, .. } => {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                self.add(format!("save {name}"), Some(at));
            }
            Record::Discarded { at } => self.add("give up what was not saved".to_owned(), Some(at)),
            Record::Closed { at } => self.add("close the project".to_owned(), Some(at)),
        }
    }

    fn change(
        &mut self,
        recorded: Recorded,
        at: Timestamp,
        before: Option<&Project>,
        after: Option<&History>,
    ) {
        if !self.is_reason_of_tagged(&recorded) {
            self.give_reason(before);
        }
        match recorded {
            Recorded::Edit { edit, at, begins_step } => {
                let made = after.and_then(|history| history.past().last());
                let what = made.map_or_else(|| edit.label(None), |step| step.label().to_owned());
                let goes_on = self.lines.last_mut().filter(|last| !begins_step && last.what == what);
                if let Some(last) = goes_on {
                    last.when = Some(at);
                } else {
                    self.add(what, Some(at));
                }
                if let Edit::SetStatus { claims, .. } = edit {
                    self.tagged = Some((self.lines.len() - 1, claims));
                }
            }
            Recorded::TakenBack { edit, at } => {
                self.add(format!("{}, and take it back", edit.label(None)), Some(at));
            }
            Recorded::Undo(steps) => {
                let undone = after.and_then(|history| history.future().next());
                self.add(name_steps("undo", steps, undone), Some(at));
            }
            Recorded::Redo(steps) => {
                let redone = after.and_then(|history| history.past().last());
                self.add(name_steps("redo", steps, redone), Some(at));
            }
        }
    }

    /// Whether it types the reason of the claims tagged last: that belongs to the tag.
    fn is_reason_of_tagged(&self, recorded: &Recorded) -> bool {
        let (Recorded::Edit { edit, .. } | Recorded::TakenBack { edit, .. }) = recorded else { return false };
        matches!((edit, &self.tagged), (Edit::SetField { claim, field: ClaimField::Reason, .. }, Some((_, tagged))) if tagged.contains(claim))
    }

    /// The reason of the claims tagged last, as it stands in this project, is why they were.
    fn give_reason(&mut self, project: Option<&Project>) {
        let (Some((line, claims)), Some(project)) = (self.tagged.take(), project) else { return };
        let mut reasons =
            claims.iter().filter_map(|claim| project.claim(*claim)).map(|claim| claim.reason.trim());
        let first = reasons.next().unwrap_or_default();
        // Of claims with several reasons none is that of the tag.
        if reasons.all(|reason| reason == first) {
            first.clone_into(&mut self.lines[line].why);
        }
    }
}

/// "undo tag C12 disputed", or "undo 3 steps".
fn name_steps(done: &str, steps: usize, last: Option<&Step>) -> String {
    match last {
        Some(step) if steps == 1 => format!("{done} {}", step.label()),
        Some(_) | None => format!("{done} {}", counted(steps, "step")),
    }
}
