//! Other versions of the project: comparisons, backups, and where each copy of the work is.

use super::{BackupList, ChosenBackup, Command, CompareWith, Document, Job, Outside, Workspace};
use crate::{edit::Replacement, model::Timestamp};
use std::{path::Path, sync::Arc};

impl Workspace {
    pub(super) fn compare(&self, with: CompareWith) -> Vec<Job> {
        let Some(document) = &self.document else { return Vec::new() };
        let now = Arc::clone(document.project());
        let versions = match with {
            CompareWith::File => document.in_file().map(|in_file| (Arc::clone(in_file), now)),
            CompareWith::Recovered => {
                document.recovered().map(|work| (Arc::clone(&work.base), Arc::clone(&work.version)))
            }
            CompareWith::Outside => match document.outside() {
                Some(Outside::Changed(theirs)) => Some((now, Arc::clone(&theirs.project))),
                Some(Outside::Gone | Outside::Unreadable { .. }) | None => None,
            },
        };
        versions.map(|(before, after)| Job::Compare { with, before, after }).into_iter().collect()
    }

    pub(super) fn list_backups(&self) -> Vec<Job> {
        let path = self.document.as_ref().and_then(|document| document.path());
        path.map(|path| Job::ListBackups(path.to_path_buf())).into_iter().collect()
    }

    /// The list is shown, unless another project took the desk meanwhile.
    pub(super) fn backups_listed(&mut self, path: &Path, list: BackupList) -> Vec<Job> {
        if self.has_on_desk(path) {
            self.backups = Some(list);
        }
        Vec::new()
    }

    pub(super) fn backup_read(&mut self, path: &Path, chosen: ChosenBackup) -> Vec<Job> {
        if self.has_on_desk(path)
            && let Some(list) = &mut self.backups
        {
            list.chosen = Some(chosen);
        }
        Vec::new()
    }

    fn has_on_desk(&self, path: &Path) -> bool {
        self.document.as_ref().is_some_and(|document| document.path() == Some(path))
    }

    pub(super) fn choose_backup(&self, number: u64) -> Vec<Job> {
        let Some(document) = &self.document else { return Vec::new() };
        let Some(path) = document.path().map(ToOwned::to_owned) else { return Vec::new() };
        vec![Job::ReadBackup { path, number, now: Arc::clone(document.project()) }]
    }

    pub(super) fn restore_backup(&mut self, now: Timestamp) -> Vec<Job> {
        let Some(list) = &self.backups else { return Vec::new() };
        let Some(chosen) = &list.chosen else { return Vec::new() };
        let entry = list.entries.iter().find(|entry| entry.number == chosen.number);
        let (Some(entry), Ok((project, _))) = (entry, &chosen.outcome) else { return Vec::new() };
        let because = Replacement::BackupRestored { label: entry.label.clone() };
        let project = Arc::clone(project);
        self.backups = None;
        let path = self.document.as_ref().and_then(Document::path).map(ToOwned::to_owned);
        let mut jobs = self.replace_with(project, because, now);
        jobs.extend(path.map(|path| Job::KeepVersion { path, at: now }));
        jobs
    }

    pub(super) fn look_at_safety(&self, verify: bool) -> Vec<Job> {
        let document = self.document.as_ref();
        vec![Job::LookAtSafety {
            path: document.and_then(|document| document.path()).map(ToOwned::to_owned),
            holds: document.and_then(Document::file_holds),
            journal: document.map(|document| document.journal().clone()),
            verify,
        }]
    }

    pub(super) fn put_page_away(&mut self, command: &Command) {
        if matches!(command, Command::CloseComparison) {
            self.comparison = None;
        } else if matches!(command, Command::CloseBackups) {
            self.backups = None;
        } else if matches!(command, Command::CloseSafety) {
            self.safety = None;
        }
    }
}
