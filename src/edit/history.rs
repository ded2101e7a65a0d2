//! `History`: undo and redo as a row of snapshots that share what they have in common.

use super::{Edit, Recorded, Refusal, ReplayError, apply, merge::merge, recorded::record_step};
use crate::model::{ClaimId, Project, Timestamp};
use std::{collections::VecDeque, sync::Arc};

/// Most steps kept.
const STEP_LIMIT: usize = 10_000;
/// Most bytes that the steps may take together; the oldest go first.
const BYTE_LIMIT: usize = 256 << 20;
/// While what was recorded happens again, so many times as many bytes are allowed: a project that was
/// read shares its claims in other chunks than one that grew, and no step may be forgotten that was not.
const REPLAY_SLACK: usize = 2;
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

    /// The project before it, for a step of the past; after it, for one that is undone.
    pub fn before(&self) -> &Arc<Project> {
        &self.other
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
    /// What happened since somebody last asked.
    recorded: Vec<Recorded>,
}

/// What became of an edit that was to be part of the last step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joined {
    /// It is a step of its own.
    No,
    /// It is part of the last step.
    Yes,
    /// With it the last step changes nothing, and is gone.
    StepIsGone,
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
            recorded: Vec::new(),
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

    /// What happened since this was last asked, oldest first, for whoever keeps it.
    pub fn take_recorded(&mut self) -> Vec<Recorded> {
        std::mem::take(&mut self.recorded)
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
        let mut joined = Joined::No;
        if self.takes_more(at) {
            joined = self.join(&edit, at)?;
        }
        self.recorded.push(match joined {
            Joined::StepIsGone => Recorded::TakenBack { edit: edit.clone(), at },
            Joined::No | Joined::Yes => {
                Recorded::Edit { edit: edit.clone(), at, begins_step: joined == Joined::No }
            }
        });
        if joined == Joined::No {
            let step = Step::new(edit, at, Arc::clone(&self.now), &next);
            self.push(step, Arc::new(next));
        }
        self.forget_future();
        self.sealed = ends_word || self.past.is_empty();
        self.forget_oldest(self.byte_limit);
        Ok(())
    }

    /// Lets something happen again that happened to a history before, from the same project on and in
    /// the same order. It is not recorded once more. Afterwards the next edit is a step of its own.
    pub fn replay(&mut self, recorded: Recorded) -> Result<(), ReplayError> {
        match recorded {
            Recorded::Edit { edit, at, begins_step: true } => {
                let next = apply(&self.now, &edit, at)?;
                if next.ptr_eq(&self.now) {
                    return Err(ReplayError::Differs);
                }
                self.push(Step::new(edit, at, Arc::clone(&self.now), &next), Arc::new(next));
                self.forget_future();
            }
            Recorded::Edit { edit, at, begins_step: false } => self.rejoin(&edit, at, Joined::Yes)?,
            Recorded::TakenBack { edit, at } => self.rejoin(&edit, at, Joined::StepIsGone)?,
            Recorded::Undo(steps) => {
                if steps > self.past.len() {
                    return Err(ReplayError::Unreachable);
                }
                for _ in 0..steps {
                    self.step_back();
                }
            }
            Recorded::Redo(steps) => {
                if steps > self.future.len() {
                    return Err(ReplayError::Unreachable);
                }
                for _ in 0..steps {
                    self.step_forward();
                }
            }
        }
        self.sealed = true;
        self.forget_oldest(self.byte_limit.saturating_mul(REPLAY_SLACK));
        Ok(())
    }

    /// After the last thing that happened again: keeps to the limits as ever.
    pub fn end_replay(&mut self) {
        self.forget_oldest(self.byte_limit);
    }

    fn rejoin(&mut self, edit: &Edit, at: Timestamp, expected: Joined) -> Result<(), ReplayError> {
        if self.past.is_empty() {
            return Err(ReplayError::Unreachable);
        }
        let before = (self.now.clone(), self.past.back().cloned(), self.bytes);
        let joined = self.join(edit, at)?;
        if joined != expected {
            // Nothing of it may stay.
            if joined == Joined::Yes {
                self.past.pop_back();
            }
            (self.now, self.bytes) = (before.0, before.2);
            self.past.extend(before.1.filter(|_| joined != Joined::No));
            return Err(ReplayError::Differs);
        }
        self.forget_future();
        Ok(())
    }

    /// Takes a step that was made elsewhere, of the present project; says no, and changes nothing,
    /// when the project is another one by now.
    pub fn take(&mut self, made: MadeStep) -> bool {
        if !Arc::ptr_eq(&made.step.other, &self.now) {
            return false;
        }
        if !made.next.ptr_eq(&self.now) {
            let (edit, at) = (made.step.edit.clone(), made.step.at);
            self.recorded.push(Recorded::Edit { edit, at, begins_step: true });
            self.push(made.step, made.next);
            self.forget_future();
            self.sealed = true;
            self.forget_oldest(self.byte_limit);
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
        if !self.step_back() {
            return None;
        }
        record_step(&mut self.recorded, true);
        self.future.last()
    }

    /// Makes the step undone last again; says which it was.
    pub fn redo(&mut self) -> Option<&Step> {
        if !self.step_forward() {
            return None;
        }
        record_step(&mut self.recorded, false);
        self.past.back()
    }

    fn step_back(&mut self) -> bool {
        let Some(mut step) = self.past.pop_back() else { return false };
        std::mem::swap(&mut self.now, &mut step.other);
        self.sealed = true;
        self.future.push(step);
        true
    }

    fn step_forward(&mut self) -> bool {
        let Some(mut step) = self.future.pop() else { return false };
        std::mem::swap(&mut self.now, &mut step.other);
        self.sealed = true;
        self.past.push_back(step);
        true
    }

    /// Undoes or redoes until that many steps lie in the past.
    pub fn go_to(&mut self, steps: usize) {
        while self.past.len() > steps && self.undo().is_some() {}
        while self.past.len() < steps && self.redo().is_some() {}
    }

    /// Whether an edit at this moment may be part of the last step.
    fn takes_more(&self, at: Timestamp) -> bool {
        let Some(last) = self.past.back().filter(|_| !self.sealed) else { return false };
        let pause = at.unix_seconds() - last.at.unix_seconds();
        (0..=MERGE_PAUSE_SECONDS).contains(&pause)
    }

    /// Makes the edit part of the last step if it can be, as one bigger edit of the project before it.
    fn join(&mut self, edit: &Edit, at: Timestamp) -> Result<Joined, Refusal> {
        let Some(last) = self.past.back_mut() else { return Ok(Joined::No) };
        let Some(merged) = merge(&last.edit, edit) else { return Ok(Joined::No) };
        let next = apply(&last.other, &merged, at)?;
        self.now = Arc::new(next);
        self.bytes -= last.bytes;
        last.bytes = last.other.bytes_not_shared_with(&self.now) + merged.size_in_memory();
        self.bytes += last.bytes;
        last.edit = merged;
        last.at = at;
        if !self.now.ptr_eq(&last.other) {
            return Ok(Joined::Yes);
        }
        self.bytes -= last.bytes;
        self.past.pop_back();
        Ok(Joined::StepIsGone)
    }

    fn forget_oldest(&mut self, byte_limit: usize) {
        while self.past.len() > STEP_LIMIT || (self.bytes > byte_limit && self.past.len() > 1) {
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
