//! Work that came back from a journal, and the other window that has the project.

use super::{Access, DeskNumber, Document, Job, JournalName, Leaving, MergeWith, Next, Notice, Workspace};
use crate::{edit::Replacement, model::Timestamp};
use std::sync::Arc;

impl Workspace {
    pub(super) fn keep_recovered(&mut self) -> Vec<Job> {
        self.document.iter_mut().for_each(|document| document.recovered = None);
        Vec::new()
    }

    /// Brings the recovered work onto the desk, in place of the file's version, as a step.
    pub(super) fn use_recovered(&mut self, now: Timestamp) -> Vec<Job> {
        let Some(document) = &mut self.document else { return Vec::new() };
        let Some(work) = document.recovered.take() else { return Vec::new() };
        if work.is_on_desk {
            return Vec::new();
        }
        let mut jobs = self.replace_with(work.version, Replacement::Recovered, now);
        jobs.push(Job::DiscardUnfinished(work.journal));
        jobs
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
        let mut jobs =
            self.edit(|document| document.go_back_to(&work.base, now).map_err(|refusal| refusal.to_string()));
        self.notices.push(Notice::info("The recovered changes are undone; a copy is in the trash."));
        jobs.push(Job::PutInTrash { project, at: now });
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
        // What the other window did, saved or not, is read with its journal.
        self.leaving = Leaving::Reading(Next::Open(path.clone()));
        vec![Job::Open(path)]
    }

    /// Another window takes the project over: here it can be looked at.
    pub(super) fn release(&mut self, desk: DeskNumber) -> Vec<Job> {
        let Some(document) = self.on_desk(desk) else { return Vec::new() };
        document.access = Access::TakenOver;
        let recorded = self.record();
        let name = self.document.as_ref().map_or_else(String::new, Document::name);
        let detail = "What was not saved here is in the journal, and the other window offers it.";
        self.notices.push(Notice::warning(format!("Another window has taken over “{name}”."), detail));
        recorded.into_iter().chain([Job::LetGo { desk, gave_up: false, at: self.now }]).collect()
    }
}
