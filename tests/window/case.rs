//! A small project in a folder of its own, and the window over it.

use super::desk::{Window, build_in, id};
use claimdesk::{
    edit::{Edit, apply},
    format::write,
    jobs::{Settings, Surroundings, Theme},
    model::{Project, Status, TextRange, Timestamp},
    ui::Start,
    workspace::{DeskNumber, JobResult},
};
use egui::{Key, Vec2};
use egui_kittest::Harness;
use std::{
    fs,
    path::{Path, PathBuf},
};

pub(super) const TEXT: &str =
    "The harbour was closed on Monday, officials said.\nAbout 4,000 people left the town.";

/// A project with a claim about the harbour and one about the people.
pub(super) fn harbour() -> Project {
    let bare = Project::new("The harbour", TEXT.to_owned());
    with_claim(&with_claim(&bare, "closed on Monday"), "4,000 people")
}

pub(super) fn with_claim(project: &Project, words: &str) -> Project {
    let at = project.article().text().find(words).expect("the words are in the article");
    let passages = vec![TextRange::new(at, at + words.len()).expect("there are some")];
    changed(project, &Edit::AddClaim { text: words.to_owned(), passages })
}

pub(super) fn changed(project: &Project, edit: &Edit) -> Project {
    apply(project, edit, Timestamp::from_unix_seconds(1_795_000_000)).expect("it can be done")
}

pub(super) fn tagged(project: &Project, claim: &str, status: Status) -> Project {
    changed(project, &Edit::SetStatus { claims: vec![id(claim)], status: Some(status) })
}

/// The file of a project in a folder of its own.
pub(super) struct Files {
    folder: tempfile::TempDir,
    pub(super) path: PathBuf,
}

impl Files {
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("harbour.ron");
        let files = Self { folder, path };
        files.write(&harbour());
        files
    }

    /// Somebody else writes the file.
    pub(super) fn write(&self, project: &Project) {
        fs::write(&self.path, write(project).expect("it reads back")).expect("it can be written");
    }

    pub(super) fn surroundings(&self) -> Surroundings {
        Surroundings::below(self.folder.path())
    }

    pub(super) fn open(&self) -> Window {
        self.window(Start::File(self.path.clone()))
    }

    pub(super) fn window(&self, start: Start) -> Window {
        let settings = Settings { theme: Theme::Light, ..Settings::default() };
        let builder = Harness::builder().with_size(Vec2::new(1280.0, 800.0));
        build_in(self.surroundings(), builder, start, settings, |_| {})
    }

    pub(super) fn is_touched(&self, window: &mut Window) {
        window.tell(JobResult::Touched(self.path.clone()));
    }
}

/// The text of the project in a file.
pub(super) fn saved(path: &Path) -> String {
    fs::read_to_string(path).expect("the file is there")
}

/// An edit of the analyst's: C01 is disputed.
pub(super) fn dispute_first(window: &mut Window) {
    window.row("C01").click();
    window.settle();
    window.letter(Key::D, "d");
}

pub(super) fn desk_of(window: &Window) -> DeskNumber {
    window.document().desk()
}
