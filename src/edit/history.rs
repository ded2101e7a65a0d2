//! `History`: undo and redo as a row of snapshots that share what they have in common.

use super::{Edit, Refusal, apply, merge::merge};
use crate::model::{ClaimId, Project, Timestamp};
use std::{collections::VecDeque, sync::Arc};

/// Most steps kept.
const STEP_LIMIT: usize = 10_000;
/// Most bytes that the steps may take together; the oldest go first.
const BYTE_LIMIT: usize = 256 << 20;
/// Steps of up to about this many bytes are freed at once.
const FREED_AT_ONCE: usize = 1 << 20;
/// Edits further apart than this many seconds are steps of their own.
const MERGE_PAUSE_SECONDS: i64 = 1;

/// One step: an edit, when it was made, and the project before it.
#[derive(Clone, Debug)]
pub struct Step {
    edit: Edit,
    label: String,
    at: Timestamp,
    new_claim: Option<ClaimId>,
    other: Arc<Project>,
    bytes: usize,
}

impl Step {
    fn new(edit: Edit, at: Timestamp, before: Arc<Project>, next: &Project) -> Self {
        let new_claim = matches!(edit, Edit::AddClaim { .. }).then(|| before.next_claim_id());
        Self {
            label: edit.label(new_claim),
            bytes: before.bytes_not_shared_with(next) + edit.size_in_memory(),
            edit,
            at,
            new_claim,
            other: before,
        }
    }

    /// What the step did, in words: "tag C12 disputed".
    pub fn label(&self) -> &str {
        &self.label
    }

    /// When it was made; for merged edits, when the last of them was.
    pub fn at(&self) -> Timestamp {
        self.at
    }

    /// What was done.
    pub fn edit(&self) -> &Edit {
        &self.edit
    }

    /// The claims it was about, a new one included.
    pub fn claims(&self) -> &[ClaimId] {
        self.new_claim.as_ref().map_or_else(|| self.edit.claims(), std::slice::from_ref)
    }
}

/// A step that was made apart from the history: an edit of so many claims that it takes its time.
#[derive(Clone, Debug)]
pub struct MadeStep {
    step: Step,
    next: Arc<Project>,
}

impl MadeStep {
    /// Makes the edit of this project.
    pub fn make(project: &Arc<Project>, edit: Edit, at: Timestamp) -> Result<Self, Refusal> {
        let next = Arc::new(apply(project, &edit, at)?);
        Ok(Self { step: Step::new(edit, at, Arc::clone(project), &next), next })
    }

    /// What was done.
    pub fn edit(&self) -> &Edit {
        &self.step.edit
    }
}

/// The present project, and the steps before and after it.
#[derive(Clone, Debug)]
pub struct History {
    now: Arc<Project>,
    /// Oldest first; each holds the project before it.
    past: VecDeque<Step>,
    /// The one undone last is last; each holds the project after it.
    future: Vec<Step>,
    /// The last step takes no more edits.
    sealed: bool,
    bytes: usize,
    byte_limit: usize,
    /// Steps that nobody can reach any more but whose claims take long to free.
    forgotten: Vec<Step>,
}

impl History {
    /// A history that starts here.
    pub fn new(project: Arc<Project>) -> Self {
        Self::with_byte_limit(project, BYTE_LIMIT)
    }

    /// A history whose steps take at most about this many bytes.
    pub fn with_byte_limit(project: Arc<Project>, byte_limit: usize) -> Self {
        Self {
            now: project,
            past: VecDeque::new(),
            future: Vec::new(),
            sealed: true,
            bytes: 0,
            byte_limit,
            forgotten: Vec::new(),
        }
    }

    /// The present project.
    pub fn now(&self) -> &Arc<Project> {
        &self.now
    }

    /// The steps that undo takes back, oldest first.
    pub fn past(&self) -> impl DoubleEndedIterator<Item = &Step> + ExactSizeIterator {
        self.past.iter()
    }

    /// The steps that redo makes again, the next one first.
    pub fn future(&self) -> impl DoubleEndedIterator<Item = &Step> + ExactSizeIterator {
        self.future.iter().rev()
    }

    /// About how many bytes the steps take.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Makes an edit. Steps that were undone are forgotten; an edit that changes nothing is no step.
    pub fn apply(&mut self, edit: Edit, at: Timestamp) -> Result<(), Refusal> {
        let next = apply(&self.now, &edit, at)?;
        if next.ptr_eq(&self.now) {
            return Ok(());
        }
        let ends_word = ends_word(&self.now, &edit);
        if !self.try_merge(&edit, at)? {
            let step = Step::new(edit, at, Arc::clone(&self.now), &next);
            self.push(step, Arc::new(next));
        }
        self.forget_future();
        self.sealed = ends_word || self.past.is_empty();
        self.forget_oldest();
        Ok(())
    }

    /// Takes a step that was made elsewhere, of the present project; says no, and changes nothing,
    /// when the project is another one by now.
    pub fn take(&mut self, made: MadeStep) -> bool {
        if !Arc::ptr_eq(&made.step.other, &self.now) {
            return false;
        }
        if !made.next.ptr_eq(&self.now) {
            self.push(made.step, made.next);
            self.forget_future();
            self.sealed = true;
            self.forget_oldest();
        }
        true
    }

    fn push(&mut self, step: Step, next: Arc<Project>) {
        self.now = next;
        self.bytes += step.bytes;
        self.past.push_back(step);
    }

    fn forget(&mut self, step: Step) {
        self.bytes -= step.bytes;
        if step.bytes > FREED_AT_ONCE {
            self.forgotten.push(step);
        }
    }

    /// Steps that are forgotten, to be dropped where nobody waits for it.
    pub fn take_forgotten(&mut self) -> Vec<Step> {
        std::mem::take(&mut self.forgotten)
    }

    fn forget_future(&mut self) {
        while let Some(undone) = self.future.pop() {
            self.forget(undone);
        }
    }

    /// The next edit is a step of its own, whatever it is.
    pub fn seal(&mut self) {
        self.sealed = true;
    }

    /// Takes the last step back; says which it was.
    pub fn undo(&mut self) -> Option<&Step> {
        let mut step = self.past.pop_back()?;
        std::mem::swap(&mut self.now, &mut step.other);
        self.sealed = true;
        self.future.push(step);
        self.future.last()
    }

    /// Makes the step undone last again; says which it was.
    pub fn redo(&mut self) -> Option<&Step> {
        let mut step = self.future.pop()?;
        std::mem::swap(&mut self.now, &mut step.other);
        self.sealed = true;
        self.past.push_back(step);
        self.past.back()
    }

    /// Undoes or redoes until that many steps lie in the past.
    pub fn go_to(&mut self, steps: usize) {
        while self.past.len() > steps && self.undo().is_some() {}
        while self.past.len() < steps && self.redo().is_some() {}
    }

    /// Makes the edit part of the last step, as one bigger edit of the project before it.
    fn try_merge(&mut self, edit: &Edit, at: Timestamp) -> Result<bool, Refusal> {
        if self.sealed {
            return Ok(false);
        }
        let Some(last) = self.past.back_mut() else { return Ok(false) };
        let pause = at.unix_seconds() - last.at.unix_seconds();
        if !(0..=MERGE_PAUSE_SECONDS).contains(&pause) {
            return Ok(false);
        }
        let Some(merged) = merge(&last.edit, edit) else { return Ok(false) };
        let next = apply(&last.other, &merged, at)?;
        self.now = Arc::new(next);
        self.bytes -= last.bytes;
        last.bytes = last.other.bytes_not_shared_with(&self.now) + merged.size_in_memory();
        self.bytes += last.bytes;
        last.edit = merged;
        last.at = at;
        if self.now.ptr_eq(&last.other) {
            // Typed and taken back: nothing happened.
            self.bytes -= last.bytes;
            self.past.pop_back();
        }
        Ok(true)
    }

    fn forget_oldest(&mut self) {
        while self.past.len() > STEP_LIMIT || (self.bytes > self.byte_limit && self.past.len() > 1) {
            let Some(step) = self.past.pop_front() else { return };
            self.forget(step);
        }
    }
}

/// Whether the edit types the space after a word: the next word is a step of its own.
fn ends_word(project: &Project, edit: &Edit) -> bool {
    let Edit::SetField { claim, field, typed } = edit else { return false };
    let Some(before) = project.claim(*claim).map(|claim| claim.field(*field)) else { return false };
    typed.len() > before.len()
        && typed.ends_with(char::is_whitespace)
        && before.ends_with(|last: char| !last.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beyond_the_most_steps_the_oldest_go() {
        let mut history = History::new(Arc::new(Project::new("start", String::new())));
        for number in 0..STEP_LIMIT + 3 {
            let renamed = history.apply(Edit::SetTitle(number.to_string()), Timestamp::from_unix_seconds(0));
            assert_eq!(renamed, Ok(()));
            history.seal();
        }
        assert_eq!(history.past().len(), STEP_LIMIT);
        history.go_to(0);
        assert_eq!(history.now().title(), "2");
    }
}
