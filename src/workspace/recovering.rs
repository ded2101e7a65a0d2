//! Work that came back from a journal, and the other window that has the project.

use super::{
    Access, DeskNumber, Document, Job, JournalName, Leaving, MergeWith, Next, Notice, RecoveredWork,
    Workspace,
};
use crate::{
    edit::{Clash, Replacement},
    model::{Project, Timestamp},
};
use std::sync::Arc;

impl Workspace {
    pub(super) fn keep_recovered(&mut self) -> Vec<Job> {
        let kept = self.document.as_mut().and_then(|document| document.recovered.take());
        kept.and_then(RecoveredWork::journal_done_with).map(Job::DiscardUnfinished).into_iter().collect()
    }

    /// Brings the recovered work onto the desk, in place of the file's version, as a step.
    pub(super) fn use_recovered(&mut self, now: Timestamp) -> Vec<Job> {
        let Some(document) = &mut self.document else { return Vec::new() };
        let Some(work) = document.recovered.take() else { return Vec::new() };
        if work.is_on_desk {
            return Vec::new();
        }
        let jobs = self.replace_with(work.version, Replacement::Recovered, now);
        self.done_with(work.journal, jobs)
    }

    /// After what was recovered has become a step: its journal is done with once the present one has it.
    fn done_with(&mut self, journal: JournalName, mut jobs: Vec<Job>) -> Vec<Job> {
        jobs.extend(self.record());
        // Where nothing is written down, the work is offered again if the program ends before it is saved.
        if self.document.as_ref().is_some_and(Document::is_in_journal) {
            jobs.push(Job::DiscardUnfinished(journal));
        }
        jobs
    }

    pub(super) fn merged_recovered(
        &mut self,
        merged: Arc<Project>,
        clashes: &[Clash],
        now: Timestamp,
    ) -> Vec<Job> {
        let Some(work) = self.document.as_mut().and_then(|document| document.recovered.take()) else {
            return Vec::new();
        };
        let jobs = self.replace_with(merged, Replacement::Merged, now);
        self.tell_of_clashes(clashes);
        self.done_with(work.journal, jobs)
    }

    /// Brings the recovered work and the file's version together.
    pub(super) fn merge_recovered(&mut self) -> Vec<Job> {
        let Some(document) = &self.document else { return Vec::new() };
        let Some(work) = document.recovered().filter(|work| !work.is_on_desk) else { return Vec::new() };
        vec![Job::Merge {
            base: Some(Arc::clone(&work.base)),
            ours: Arc::clone(document.project()),
            theirs: MergeWith::Recovered(Arc::clone(&work.version)),
        }]
    }

    /// The recovered work goes to the trash; the desk has the file's version.
    pub(super) fn discard_recovered(&mut self, now: Timestamp) -> Vec<Job> {
        let Some(document) = &mut self.document else { return Vec::new() };
        let Some(work) = document.recovered.take() else { return Vec::new() };
        if !work.is_on_desk {
            return vec![Job::DiscardUnfinished(work.journal)];
        }
        // As it is now: what was done since goes with it.
        let project = Arc::clone(document.project());
        let mut jobs = vec![Job::PutInTrash { project, at: now }];
        // First, so that a list made after it has it no more.
        jobs.extend(work.clone().journal_done_with().map(Job::DiscardUnfinished));
        if work.version.ptr_eq(&work.base) {
            // There is no earlier version to go back to: the file is opened, if there is one.
            let path = document.path().map(ToOwned::to_owned);
            document.give_up();
            jobs.extend(self.go_on(path.map_or(Next::CloseProject, Next::Open)));
        } else {
            let base = Arc::clone(&work.base);
            let back = |document: &mut Document| document.go_back_to(&base, now);
            jobs.extend(self.edit(|document| back(document).map_err(|refusal| refusal.to_string())));
        }
        jobs
    }

    pub(super) fn discard_unfinished(&mut self, journal: JournalName) -> Vec<Job> {
        self.unfinished.retain(|work| work.journal != journal);
        vec![Job::DiscardUnfinished(journal)]
    }

    pub(super) fn take_over(&self, now: Timestamp) -> Vec<Job> {
        match &self.document {
            Some(document) if matches!(document.access, Access::OpenElsewhere | Access::TakenOver) => {
                vec![Job::Protect(document.protect(true, now))]
            }
            Some(_) | None => Vec::new(),
        }
    }

    /// The keeper says whether the project may be changed here.
    pub(super) fn protected(&mut self, desk: DeskNumber, access: Access) -> Vec<Job> {
        let Some(document) = self.on_desk(desk) else { return Vec::new() };
        let was = std::mem::replace(&mut document.access, access);
        if matches!(was, Access::ReadOnly(_)) {
            document.access = was;
            return Vec::new();
        }
        let is_taken_over =
            document.access == Access::Full && matches!(was, Access::OpenElsewhere | Access::TakenOver);
        let Some(path) = document.path().map(ToOwned::to_owned).filter(|_| is_taken_over) else {
            return Vec::new();
        };
        // What the other window did, saved or not, is read with its journal. Until it is there nothing
        // may be changed: nobody would write it down.
        document.access = was;
        self.leaving = Leaving::Reading(Next::Open(path.clone()));
        vec![Job::Open(path)]
    }

    /// Another window takes the project over: here it can be looked at.
    pub(super) fn release(&mut self, desk: DeskNumber) -> Vec<Job> {
        let Some(document) = self.on_desk(desk) else { return Vec::new() };
        document.access = Access::TakenOver;
        let detail = if document.is_in_journal() {
            "What was not saved here is in the journal, and the other window offers it."
        } else if document.has_unsaved_changes() {
            "What was not saved is in this window only: save it to a file of its own."
        } else {
            "Everything done here is saved."
        };
        let name = document.name();
        let recorded = self.record();
        self.notices.push(Notice::warning(format!("Another window has taken over “{name}”."), detail));
        recorded.into_iter().chain([Job::LetGo { desk, gave_up: false, stays: true, at: self.now }]).collect()
    }
}
