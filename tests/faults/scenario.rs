//! `Scenario`: one piece of work that the kill and the error rig harm at each of its calls.

use super::{
    images::Mounted,
    outcome::Outcome,
    probe::Probe,
    savers::{self, Expects, Saver},
    version::{self, Content, Version},
    weak_disk::Weakness,
};
use claimdesk::format::{ExportFormat, export};
use std::{
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// More than a page of text, so that halves of it can be told apart.
const LINES: usize = 160;

/// What is saved, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scenario {
    /// A project over its older version.
    Replace,
    /// A project where no file was.
    FirstSave,
    /// A summary over an older one.
    ExportOver,
    /// A summary where no file was.
    ExportNew,
    /// A project through two links.
    ThroughLinks,
    /// A project whose file is a mount of its own, so that nothing can be renamed over it.
    InPlace,
    /// A project with so many backups that some are taken away.
    ManyBackups,
    /// The start after a change in place that was cut short.
    FinishInPlace,
    /// The opening of a project beside which saves that were cut short left files.
    PutAway,
}

/// Which version stands at the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// The one from before, or no file where none was.
    Old,
    /// The one that was saved.
    New,
}

impl Scenario {
    pub(crate) const ALL: [Self; 9] = [
        Self::Replace,
        Self::FirstSave,
        Self::ExportOver,
        Self::ExportNew,
        Self::ThroughLinks,
        Self::InPlace,
        Self::ManyBackups,
        Self::FinishInPlace,
        Self::PutAway,
    ];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Replace => "a save over the older version",
            Self::FirstSave => "a first save",
            Self::ExportOver => "a summary over the older one",
            Self::ExportNew => "a first summary",
            Self::ThroughLinks => "a save through links",
            Self::InPlace => "a save in place",
            Self::ManyBackups => "a save that thins backups",
            Self::FinishInPlace => "the end of a save in place",
            Self::PutAway => "the putting away of leftovers",
        }
    }

    /// Whether it can only be laid out by root.
    pub(crate) const fn needs_root(self) -> bool {
        matches!(self, Self::InPlace)
    }

    /// Whether the work is that of starting again, and not a save.
    pub(crate) const fn is_start(self) -> bool {
        matches!(self, Self::FinishInPlace | Self::PutAway)
    }

    /// Whether the file may be broken until the program has started again.
    pub(crate) const fn needs_start(self) -> bool {
        matches!(self, Self::InPlace | Self::FinishInPlace)
    }

    const fn is_export(self) -> bool {
        matches!(self, Self::ExportOver | Self::ExportNew)
    }

    const fn has_older(self) -> bool {
        !matches!(self, Self::FirstSave | Self::ExportNew)
    }

    /// How many saves went before.
    const fn saves_before(self) -> u64 {
        match self {
            Self::FirstSave | Self::ExportNew => 0,
            Self::ManyBackups => 14,
            Self::Replace
            | Self::ExportOver
            | Self::ThroughLinks
            | Self::InPlace
            | Self::FinishInPlace
            | Self::PutAway => 1,
        }
    }
}

/// A scenario laid out in a folder, ready to be harmed.
pub(crate) struct Stage {
    scenario: Scenario,
    saver: Saver,
    // Unmounted when the stage goes, before its folder does.
    mounted: Option<Mounted>,
    folder: TempDir,
}

impl Stage {
    /// Lays it out anew.
    pub(crate) fn set(scenario: Scenario, saver: Saver) -> Result<Self, String> {
        let folder = fast_folder()?;
        let mut stage = Self { scenario, saver, folder, mounted: None };
        fs::create_dir(stage.folder.path().join("real")).map_err(|error| error.to_string())?;
        let before = scenario.saves_before();
        for number in 1..=before {
            stage.save_older(number)?;
        }
        if scenario == Scenario::ThroughLinks {
            symlink("real/Case.ron", stage.folder.path().join("near.ron"))
                .map_err(|error| error.to_string())?;
            symlink("near.ron", stage.folder.path().join("far.ron")).map_err(|error| error.to_string())?;
        }
        match scenario {
            Scenario::InPlace => stage.mounted = Some(Mounted::onto_itself(&stage.target())?),
            Scenario::FinishInPlace => stage.stop_in_place()?,
            Scenario::PutAway => stage.leave_parts()?,
            Scenario::Replace
            | Scenario::FirstSave
            | Scenario::ExportOver
            | Scenario::ExportNew
            | Scenario::ThroughLinks
            | Scenario::ManyBackups => {}
        }
        Ok(stage)
    }

    /// A file with a second name is changed in place, and here without an end.
    fn stop_in_place(&self) -> Result<(), String> {
        let other_name = self.target().with_file_name("Other name.ron");
        fs::hard_link(self.target(), other_name).map_err(|error| error.to_string())?;
        let stopping = Saver::On(Weakness::StopsInPlace);
        match (
            stopping.save(&self.target(), &self.newest(), Expects::WhatIsThere),
            Version::at(&self.target()),
        ) {
            (Outcome::Unknown(_), Content::Broken(_)) => Ok(()),
            (outcome, content) => Err(format!("not stopped in the middle: {outcome}, {content:?}")),
        }
    }

    /// The newest version is left beside the file, once whole and once cut short.
    fn leave_parts(&self) -> Result<(), String> {
        let stopping = Saver::On(Weakness::StopsBeforeExchange);
        let folder = self.target().with_file_name("");
        for _ in 0..2 {
            let outcome = stopping.save(&self.target(), &self.newest(), Expects::WhatIsThere);
            if outcome.claims_new() {
                return Err(format!("not stopped: {outcome}"));
            }
        }
        let entries = fs::read_dir(&folder).map_err(|error| error.to_string())?.flatten();
        let mut parts = entries.map(|entry| entry.path()).filter(|path| {
            path.is_file() && path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
        });
        let (Some(part), Some(_other)) = (parts.next(), parts.next()) else {
            return Err("the saves that were stopped left nothing".to_owned());
        };
        let file = fs::OpenOptions::new().write(true).open(part).map_err(|error| error.to_string())?;
        file.set_len(3000).map_err(|error| error.to_string())
    }

    fn save_older(&self, number: u64) -> Result<(), String> {
        let version = self.version(number);
        let outcome = if self.scenario.is_export() {
            self.saver.export(&self.target(), &version)
        } else {
            let expects = if number == 1 { Expects::NoFile } else { Expects::WhatIsThere };
            self.saver.save(&self.target(), &version, expects)
        };
        if outcome.claims_new() { Ok(()) } else { Err(format!("the stage could not be set: {outcome}")) }
    }

    fn target(&self) -> PathBuf {
        self.folder.path().join(if self.scenario.is_export() { "real/Case.md" } else { "real/Case.ron" })
    }

    /// The path as the person gave it.
    fn path(&self) -> PathBuf {
        if self.scenario == Scenario::ThroughLinks {
            self.folder.path().join("far.ron")
        } else {
            self.target()
        }
    }

    fn newest(&self) -> Version {
        self.version(self.scenario.saves_before() + 1)
    }

    fn version(&self, number: u64) -> Version {
        let is_older = number <= self.scenario.saves_before();
        // What is changed in place has another length, so that a half-done change shows.
        let is_long = match self.scenario {
            Scenario::InPlace => is_older,
            Scenario::FinishInPlace => !is_older,
            Scenario::Replace
            | Scenario::FirstSave
            | Scenario::ExportOver
            | Scenario::ExportNew
            | Scenario::ThroughLinks
            | Scenario::ManyBackups
            | Scenario::PutAway => false,
        };
        Version::new("ours", number, if is_long { 2 * LINES } else { LINES })
    }

    fn older(&self) -> Option<Version> {
        self.scenario.has_older().then(|| self.version(self.scenario.saves_before()))
    }

    /// The probe that does the work.
    pub(crate) fn probe(&self) -> Probe {
        if self.scenario.is_start() {
            return Probe::new("start-again", &[&self.target()]);
        }
        let (saver, number) = (self.saver.name(), self.newest().number.to_string());
        let lines = self.newest().lines.to_string();
        if self.scenario.is_export() {
            return Probe::new("export", &[&saver, &self.target(), &"ours", &number, &lines]);
        }
        let expects = if self.scenario.has_older() { "there" } else { "none" };
        Probe::new("save", &[&saver, &self.path(), &expects, &"ours", &number, &lines])
    }

    /// What stands there now; an error when it is neither the old nor the new version, whole, or when the old
    /// one cannot be reached any more.
    pub(crate) fn look(&self) -> Result<Standing, String> {
        self.links_are_links()?;
        if self.scenario.is_export() {
            return self.look_at_export();
        }
        let standing = match Version::at(&self.target()) {
            Content::Whole(version) if version == self.newest() => Standing::New,
            Content::Whole(version) if Some(&version) == self.older().as_ref() => Standing::Old,
            Content::Nothing if self.older().is_none() => Standing::Old,
            Content::Nothing => return Err("the file is gone".to_owned()),
            Content::Whole(version) => return Err(format!("a version of long ago stands there: {version}")),
            Content::Broken(how) => return Err(format!("the file is broken: {how}")),
        };
        if self.saver.keeps_backups() {
            let all = version::all_below(self.folder.path());
            if self.older().is_some_and(|older| !all.contains(&older)) {
                return Err("the older version is nowhere any more".to_owned());
            }
            if self.scenario == Scenario::PutAway && !all.contains(&self.newest()) {
                return Err("the version that was left beside the file is nowhere any more".to_owned());
            }
        }
        Ok(standing)
    }

    /// The program starts again and opens the project. Afterwards nothing may be broken or missing.
    pub(crate) fn look_after_start(&self) -> Result<Standing, String> {
        if !self.scenario.is_export() && self.saver.keeps_backups() {
            savers::start_again(&self.path(), self.newest().label());
        }
        self.look().map_err(|wrong| format!("after another start: {wrong}"))
    }

    fn look_at_export(&self) -> Result<Standing, String> {
        let expected = |version: &Version| export(&version.project(), ExportFormat::Markdown);
        match (fs::read(self.target()), self.older()) {
            (Ok(bytes), _) if bytes == expected(&self.newest()).as_bytes() => Ok(Standing::New),
            (Ok(bytes), Some(older)) if bytes == expected(&older).as_bytes() => Ok(Standing::Old),
            (Ok(bytes), _) => Err(format!("the summary is broken: {} bytes", bytes.len())),
            (Err(error), None) if error.kind() == std::io::ErrorKind::NotFound => Ok(Standing::Old),
            (Err(error), _) => Err(format!("the summary is gone: {error}")),
        }
    }

    fn links_are_links(&self) -> Result<(), String> {
        if self.scenario != Scenario::ThroughLinks {
            return Ok(());
        }
        for (link, leads_to) in [("far.ron", "near.ron"), ("near.ron", "real/Case.ron")] {
            let found = fs::read_link(self.folder.path().join(link));
            if found.as_deref().ok() != Some(Path::new(leads_to)) {
                return Err(format!("{link} is no link to {leads_to} any more"));
            }
        }
        Ok(())
    }

    /// Whatever happened, the next save must work and lose nothing.
    pub(crate) fn next_save_works(&self) -> Result<(), String> {
        let next = self.version(self.newest().number + 1);
        let outcome = if self.scenario.is_export() {
            self.saver.export(&self.target(), &next)
        } else {
            let is_there = self.target().exists();
            let expects = if is_there { Expects::WhatIsThere } else { Expects::NoFile };
            self.saver.save(&self.target(), &next, expects)
        };
        if !outcome.claims_new() {
            return Err(format!("the next save fails: {outcome}"));
        }
        if !self.scenario.is_export() && Version::at(&self.target()) != Content::Whole(next) {
            return Err("the next save says saved, and is not".to_owned());
        }
        Ok(())
    }
}

/// A folder in memory where there is one: these rigs are about processes, not about disks.
pub(crate) fn fast_folder() -> Result<TempDir, String> {
    let in_memory = Path::new("/dev/shm");
    let made = if in_memory.is_dir() { TempDir::new_in(in_memory) } else { TempDir::new() };
    made.or_else(|_| TempDir::new()).map_err(|error| format!("no place for temporary files: {error}"))
}
