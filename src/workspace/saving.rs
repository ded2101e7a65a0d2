//! Saving, exporting, and what to do when somebody else changed the file.

use super::{
    Access, Document, Failure, Found, Job, Leaving, MergeWith, Merged, Notice, Outside, OutsideAnswer,
    OutsideVersion, RecoveredWork, SaveFailure, SavedFile, Workspace,
    file_names::{beside, file_name, suggested_file_name},
};
use crate::{
    edit::Replacement,
    format::ExportFormat,
    model::{Fingerprint, Project, Timestamp},
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

impl Workspace {
    pub(super) fn export(&mut self, format: ExportFormat, path: PathBuf) -> Vec<Job> {
        let Some(document) = &self.document else { return Vec::new() };
        if document.path() == Some(path.as_path()) {
            let detail = format!("{} is the project itself. Choose another name.", file_name(&path));
            self.notices.push(Notice::error("The summary was not written.", detail));
            return Vec::new();
        }
        vec![Job::Export { path, format, project: Arc::clone(document.project()) }]
    }

    pub(super) fn exported(&mut self, path: &Path, outcome: Result<Vec<String>, Failure>) -> Vec<Job> {
        self.notices.push(match outcome {
            Ok(remarks) if remarks.is_empty() => {
                Notice::info(format!("Summary written to {}.", file_name(path)))
            }
            Ok(remarks) => {
                Notice::warning(format!("Summary written to {}.", file_name(path)), remarks.join("\n"))
            }
            Err(failure) => failure.into(),
        });
        Vec::new()
    }

    pub(super) fn save(&mut self, at: Timestamp) -> Vec<Job> {
        let Some(document) = &mut self.document else { return Vec::new() };
        let Some(path) = document.path().map(ToOwned::to_owned) else { return self.ask_where_to_save() };
        let Some((project, expected)) = document.start_saving() else { return Vec::new() };
        let note = Job::NoteSaving { desk: document.desk(), path: path.clone() };
        let is_in_journal = document.is_in_journal();
        let save = Job::Save { path, project, expected, at, is_in_journal };
        self.record().into_iter().chain([note, save]).collect()
    }

    pub(super) fn ask_where_to_save(&self) -> Vec<Job> {
        self.document
            .iter()
            .map(|document| Job::AskWhereToSave { suggested_name: suggested_file_name(&document.name()) })
            .collect()
    }

    pub(super) fn save_as(&mut self, path: PathBuf, may_replace: bool, at: Timestamp) -> Vec<Job> {
        let is_own = self.document.as_ref().is_none_or(|document| match document.access() {
            Access::Full => true,
            // Beside the project that another window has, but not over it.
            Access::OpenElsewhere | Access::TakenOver => document.path() != Some(path.as_path()),
            // A copy would lack what is only to be looked at here.
            Access::ReadOnly(_) => false,
        });
        if !is_own && self.refuse_change() {
            self.stay_unsaved();
            return Vec::new();
        }
        if let Some(document) = &mut self.document {
            document.move_to(path, may_replace);
        }
        self.save(at)
    }

    pub(super) fn saved(
        &mut self,
        path: &Path,
        version: Arc<Project>,
        outcome: Result<SavedFile, SaveFailure>,
        now: Timestamp,
    ) -> Vec<Job> {
        if let Ok(saved) = &outcome {
            self.tell_of_saved(path, saved);
        }
        // The project that was written may have left the desk; the one there now has no part in it.
        let Some(document) = self.document.as_mut().filter(|document| document.is_writing(&version)) else {
            self.notices.extend(outcome.err().map(|failure| Notice::from(Failure::from(failure))));
            return Vec::new();
        };
        let saved = match outcome {
            Ok(saved) => saved,
            Err(failure) => return self.not_saved(path, failure, now),
        };
        let again = document.finish_saving(path, version, &saved, now);
        // Whoever saves recovered work keeps it: now a file holds it.
        let kept = document.recovered.take_if(|work| work.is_on_desk && !again);
        let look = document.must_look().then(|| document.look()).flatten();
        let (desk, fingerprint) = (document.desk(), saved.fingerprint);
        let is_confirmed = saved.not_confirmed.is_none();
        let path = path.to_path_buf();
        let mut jobs = vec![Job::NoteSaved { desk, path, fingerprint, is_confirmed, at: now }];
        jobs.extend(look);
        jobs.extend(kept.and_then(RecoveredWork::journal_done_with).map(Job::DiscardUnfinished));
        if again {
            jobs.extend(self.save(now));
            return jobs;
        }
        match std::mem::take(&mut self.leaving) {
            // A question about changes that are saved by now has answered itself.
            Leaving::Saving(next) | Leaving::Asking(next) => jobs.extend(self.leave(next)),
            stays @ (Leaving::No | Leaving::Reading(_)) => self.leaving = stays,
        }
        jobs
    }

    fn tell_of_saved(&mut self, path: &Path, saved: &SavedFile) {
        if let Some(aside) = &saved.kept_aside {
            let text = format!("Somebody else changed {} while it was being saved.", file_name(path));
            let detail = format!(
                "Your version is saved. Theirs is kept whole as {}; compare it when you can.",
                file_name(aside)
            );
            self.notices.push(Notice::warning(text, detail));
        }
        // Told once: the menu bar goes on saying it until it is confirmed.
        let was_told = self.document.as_ref().is_some_and(|document| document.not_confirmed().is_some());
        if let Some(why) = saved.not_confirmed.as_ref().filter(|_| !was_told) {
            let detail =
                format!("{why} Save again to have it confirmed; the journal keeps your work until then.");
            self.notices.push(Notice::warning("Saved, not yet confirmed on disk.", detail));
        }
        if !saved.remarks.is_empty() {
            let text = format!("{} is saved, with a remark.", file_name(path));
            self.notices.push(Notice::warning(text, saved.remarks.join("\n")));
        }
    }

    fn not_saved(&mut self, path: &Path, failure: SaveFailure, now: Timestamp) -> Vec<Job> {
        let Some(document) = &mut self.document else { return Vec::new() };
        let is_moving = document.is_moving();
        let again = document.fail_saving(path);
        let mut jobs = Vec::new();
        let is_in_doubt = match failure {
            // A project that was to move is back where it was; whatever was to be asked about the file
            // there is asked again.
            SaveFailure::Outside(failure) if is_moving => {
                self.notices.push(failure.into());
                true
            }
            SaveFailure::Outside(failure) => {
                self.notices.push(Notice::warning(failure.text, failure.detail));
                true
            }
            SaveFailure::Failed(failure) => {
                self.notices.push(failure.into());
                is_moving
            }
        };
        if (document.must_look() || is_in_doubt) && !again {
            jobs.extend(document.look());
        }
        if again {
            jobs.extend(self.save(now));
        } else {
            self.stay_unsaved();
        }
        jobs
    }

    /// Nobody leaves by a save that did not come about.
    pub(super) fn stay_unsaved(&mut self) {
        if matches!(self.leaving, Leaving::Saving(_)) {
            self.leaving = Leaving::No;
        }
    }

    /// Something happened to a file: whether it concerns the project is seen from its bytes.
    pub(super) fn touched(&mut self, path: &Path) -> Vec<Job> {
        match self.document.as_mut().filter(|document| document.path() == Some(path)) {
            // It may be our own save, or somebody who came right after it.
            Some(document) if document.is_saving() => {
                document.look_after_saving();
                Vec::new()
            }
            Some(_) => self.look(),
            None => Vec::new(),
        }
    }

    /// Has the file looked at, if there is one.
    pub(super) fn look(&self) -> Vec<Job> {
        self.document.iter().filter_map(Document::look).collect()
    }

    pub(super) fn looked(&mut self, path: &Path, found: Found, now: Timestamp) -> Vec<Job> {
        let Some(document) = self.document.as_mut().filter(|document| document.path() == Some(path)) else {
            return Vec::new();
        };
        if document.is_saving() {
            document.look_after_saving();
            return Vec::new();
        }
        match found {
            Found::Expected => document.outside = None,
            // Nothing was there that could be missed.
            Found::Gone if document.file_holds().is_none() => {}
            Found::Gone => document.outside = Some(Outside::Gone),
            Found::Unreadable { fingerprint, .. }
                if fingerprint.is_some_and(|fingerprint| document.file_holds() == Some(fingerprint)) => {}
            Found::Unreadable { fingerprint, failure } => {
                document.outside = Some(Outside::Unreadable { fingerprint, failure });
            }
            Found::OnDesk { project, fingerprint } => return self.found_on_desk(&project, fingerprint, now),
            Found::Changed(version) => return self.found_other_version(version, now),
        }
        Vec::new()
    }

    /// The file holds what was on the desk, in other bytes: there is nothing to reload and nothing to lose.
    fn found_on_desk(&mut self, project: &Arc<Project>, holds: Fingerprint, now: Timestamp) -> Vec<Job> {
        let Some(document) = &mut self.document else { return Vec::new() };
        if document.project().ptr_eq(project) {
            document.file_is(Arc::clone(project), holds);
            return self.note_file_is(holds, now);
        }
        if document.in_file().is_some_and(|kept| kept.ptr_eq(project)) {
            // The person went on meanwhile; the journal cannot be told of a version that is past.
            document.file_is(Arc::clone(project), holds);
            return Vec::new();
        }
        self.look()
    }

    fn found_other_version(&mut self, theirs: OutsideVersion, now: Timestamp) -> Vec<Job> {
        let Some(document) = &mut self.document else { return Vec::new() };
        if document.file_holds() == Some(theirs.fingerprint) {
            document.outside = None;
            return Vec::new();
        }
        if document.has_own_work() {
            document.outside = Some(Outside::Changed(theirs));
            return Vec::new();
        }
        self.take_theirs(theirs, now)
    }

    /// Goes on with the file's version, and says so.
    fn take_theirs(&mut self, mut theirs: OutsideVersion, now: Timestamp) -> Vec<Job> {
        let mut detail = std::mem::take(&mut theirs.warnings);
        detail.push("Undo brings back what was on the screen before.".to_owned());
        let jobs = self.go_on_from(theirs, now);
        let name = self.document.as_ref().map_or_else(String::new, Document::name);
        let text = format!("“{name}” was changed elsewhere and is read anew.");
        self.notices.push(Notice::warning(text, detail.join("\n")));
        jobs
    }

    /// The file's version takes the place of the present one, as a step that can be undone.
    fn go_on_from(&mut self, theirs: OutsideVersion, now: Timestamp) -> Vec<Job> {
        let OutsideVersion { project, fingerprint, .. } = theirs;
        let mut jobs = self.replace_with(project, Replacement::Reloaded, now);
        let Some(document) = &mut self.document else { return jobs };
        let on_desk = Arc::clone(document.project());
        document.file_is(on_desk, fingerprint);
        jobs.extend(self.record());
        jobs.extend(self.note_file_is(fingerprint, now));
        jobs
    }

    /// The keeper is told that the file holds what is on the desk.
    fn note_file_is(&self, fingerprint: Fingerprint, at: Timestamp) -> Vec<Job> {
        let Some(document) = &self.document else { return Vec::new() };
        let Some(path) = document.path().map(ToOwned::to_owned) else { return Vec::new() };
        let desk = document.desk();
        vec![
            Job::NoteSaving { desk, path: path.clone() },
            Job::NoteSaved { desk, path, fingerprint, is_confirmed: true, at },
        ]
    }

    pub(super) fn replace_with(
        &mut self,
        version: Arc<Project>,
        because: Replacement,
        now: Timestamp,
    ) -> Vec<Job> {
        self.edit(|document| {
            document.replace_with(version, because, now).map_err(|refusal| refusal.to_string())
        })
    }

    pub(super) fn answer_outside(&mut self, answer: OutsideAnswer, now: Timestamp) -> Vec<Job> {
        let Some(document) = &mut self.document else { return Vec::new() };
        let Some(outside) = document.outside.take() else { return Vec::new() };
        match (outside, answer) {
            (Outside::Changed(theirs), OutsideAnswer::Merge) => {
                let base = document.in_file().cloned();
                let ours = Arc::clone(document.project());
                // It waits until the merge is there, and longer if that fails.
                document.outside = Some(Outside::Changed(theirs.clone()));
                vec![Job::Merge { base, ours, theirs: MergeWith::Outside(theirs) }]
            }
            (Outside::Changed(theirs), OutsideAnswer::TakeTheirs) => self.take_theirs(theirs, now),
            (Outside::Changed(theirs), OutsideAnswer::KeepBoth) => {
                let Some(path) = document.path().map(ToOwned::to_owned) else { return Vec::new() };
                self.save_as(beside(&path, &theirs.fingerprint.short()), false, now)
            }
            (Outside::Changed(theirs), OutsideAnswer::TakeOurs) => {
                document.replace_file(Some(theirs.fingerprint));
                self.save(now)
            }
            (Outside::Unreadable { fingerprint, .. }, OutsideAnswer::TakeOurs) => {
                document.replace_file(fingerprint);
                self.save(now)
            }
            (Outside::Gone, OutsideAnswer::TakeOurs) => {
                document.replace_file(None);
                self.save(now)
            }
            // There is no other version to merge with or to take.
            (outside @ (Outside::Gone | Outside::Unreadable { .. }), _) => {
                document.outside = Some(outside);
                Vec::new()
            }
        }
    }

    pub(super) fn merged(&mut self, outcome: Result<Merged, Failure>, now: Timestamp) -> Vec<Job> {
        let merged = match outcome {
            Ok(merged) => merged,
            Err(failure) => {
                self.notices.push(failure.into());
                return Vec::new();
            }
        };
        // The person may have gone on working: then what was merged is not what is on the screen.
        let is_of_now =
            self.document.as_ref().is_some_and(|document| document.project().ptr_eq(&merged.ours));
        if self.refuse_change() {
            return Vec::new();
        }
        if !is_of_now {
            let detail = "The project was changed while the versions were brought together. Merge again.";
            self.notices.push(Notice::warning("The merge was not used.", detail));
            return Vec::new();
        }
        let mut jobs = match merged.theirs {
            // First theirs, then both: so the journal knows the version that the file holds.
            MergeWith::Outside(theirs) => self.go_on_from(theirs, now),
            MergeWith::Recovered(_) => return self.merged_recovered(merged.project, &merged.clashes, now),
        };
        jobs.extend(self.replace_with(merged.project, Replacement::Merged, now));
        self.tell_of_clashes(&merged.clashes);
        jobs
    }

    pub(super) fn tell_of_clashes(&mut self, clashes: &[crate::edit::Clash]) {
        if clashes.is_empty() {
            self.notices.push(Notice::info("Both versions are brought together. Save to keep that."));
            return;
        }
        let lines: Vec<String> = clashes.iter().map(ToString::to_string).collect();
        let text = match clashes.len() {
            1 => "Both versions are brought together; one place needs a look.".to_owned(),
            several => format!("Both versions are brought together; {several} places need a look."),
        };
        self.notices.push(Notice::warning(text, lines.join("\n")));
    }
}

impl From<SaveFailure> for Failure {
    fn from(failure: SaveFailure) -> Self {
        match failure {
            SaveFailure::Failed(failure) | SaveFailure::Outside(failure) => failure,
        }
    }
}

impl Document {
    /// The name of its file, as it is shown.
    pub fn file_name(&self) -> Option<String> {
        self.path().map(file_name)
    }
}
