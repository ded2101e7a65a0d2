//! Rig "power": the plug is pulled. A disk lies as an image on XFS, where a copy by reference is a picture of one
//! instant; each picture is mounted as a machine would after a power cut, and looked at.

use super::{
    clock::{self, Dice},
    images::{Mounted, empty_image, run},
    outcome::Outcome,
    probe::Probe,
    rig::{Need, Rig, Tally, how_many},
    savers::{self, Expects, Saver},
    version::{Content, Version},
    victim::Victim,
    weak_disk::Weakness,
};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};
use tempfile::TempDir;

const FIGURES: &str = "power cuts";
const LINES: usize = 160;

/// A file system under test.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FileSystem {
    /// Its name for people.
    pub(crate) name: &'static str,
    /// The program that makes it.
    make: &'static str,
    options_to_make: &'static [&'static str],
    options_to_mount: &'static str,
    options_of_picture: &'static str,
    megabytes: u64,
}

pub(crate) const EXT4: FileSystem = FileSystem {
    name: "ext4",
    make: "mkfs.ext4",
    options_to_make: &["-q", "-F"],
    options_to_mount: "",
    options_of_picture: "",
    megabytes: 64,
};
/// Without the help it gives to programs that rename without a sync, and in a hurry.
const EXT4_BARE: FileSystem = FileSystem {
    name: "ext4 noauto_da_alloc,commit=1",
    options_to_mount: "noauto_da_alloc,commit=1",
    ..EXT4
};
pub(crate) const XFS: FileSystem = FileSystem {
    name: "xfs",
    make: "mkfs.xfs",
    options_to_make: &["-q", "-f"],
    options_to_mount: "",
    options_of_picture: "nouuid",
    megabytes: 320,
};
pub(crate) const BTRFS: FileSystem = FileSystem {
    name: "btrfs",
    make: "mkfs.btrfs",
    options_to_make: &["-q", "-f"],
    options_to_mount: "",
    options_of_picture: "",
    megabytes: 256,
};

/// How many names the file has that is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Names {
    One,
    Two,
}

pub(crate) fn needs(file_system: FileSystem) -> Vec<Need> {
    let programs = ["mkfs.xfs", "cp", file_system.make];
    let mut needs = vec![Need::Time, Need::Root];
    needs.extend(programs.map(Need::Program));
    needs
}

pub(crate) fn rigs() -> Vec<Rig> {
    let mut rigs = Vec::new();
    for file_system in [EXT4, EXT4_BARE, XFS, BTRFS] {
        let name = format!("power: {}", file_system.name);
        rigs.push(Rig::finds_nothing(&name, &needs(file_system), FIGURES, move || {
            cut(file_system, Saver::Claimdesk, how_many("CLAIMDESK_SNAPSHOTS", 25, 25), Names::One)
        }));
    }
    for file_system in [EXT4_BARE, XFS] {
        let name = format!("power: a file with two names on {}", file_system.name);
        rigs.push(Rig::finds_nothing(&name, &needs(file_system), FIGURES, move || {
            cut(file_system, Saver::Claimdesk, how_many("CLAIMDESK_SNAPSHOTS", 25, 25), Names::Two)
        }));
    }
    let weak = [
        (EXT4, Saver::PlainWrite, "a plain write"),
        (EXT4_BARE, Saver::Renamed, "a rename without a sync"),
        (EXT4, Saver::SyncedAndRenamed, "no sync of the folder"),
        (XFS, Saver::SyncedAndRenamed, "no sync of the folder"),
        (BTRFS, Saver::SyncedAndRenamed, "no sync of the folder"),
        (EXT4_BARE, Saver::On(Weakness::NoSync), "our saving without any sync"),
        (EXT4, Saver::On(Weakness::NoFolderSync), "our saving without its sync of the folder"),
        (XFS, Saver::On(Weakness::NoFolderSync), "our saving without its sync of the folder"),
    ];
    for (file_system, saver, what) in weak {
        let name = format!("power: {what} is caught on {}", file_system.name);
        rigs.push(Rig::catches(&name, &needs(file_system), FIGURES, move || {
            cut(file_system, saver, 12, Names::One)
        }));
    }
    rigs
}

fn cut(file_system: FileSystem, saver: Saver, cuts: usize, names: Names) -> Result<Tally, String> {
    let machine = Machine::with(file_system)?;
    let path = machine.disk().join("Case.ron");
    if names == Names::Two {
        // Such a file is changed in place, or the other name would keep the old version.
        let first = saver.save(&path, &Version::new("ours", 0, LINES), Expects::NoFile);
        if first != Outcome::Saved {
            return Err(format!("the first version: {first}"));
        }
        fs::hard_link(&path, machine.disk().join("Other name.ron")).map_err(|error| error.to_string())?;
    }
    let probe = Probe::new("save-on", &[&saver.name(), &path, &"ours", &LINES.to_string(), &"20"]);
    let acknowledged = Arc::new(AtomicU64::new(0));
    let newest = Arc::clone(&acknowledged);
    let mut victim = Victim::start(probe.command(), move |line| {
        if let Some((Outcome::Saved, number)) = Outcome::parse(line) {
            newest.store(number, Ordering::Release);
        }
    })?;
    let mut dice = Dice::new(7);
    let mut taken = Vec::new();
    for number in 0..cuts {
        clock::sleep_ms(dice.between(40, 160));
        let said_before = acknowledged.load(Ordering::Acquire);
        taken.push((machine.picture(number)?, said_before));
    }
    victim.stop()?;
    let made = acknowledged.load(Ordering::Acquire);
    if made < 5 {
        return Err(format!("only {made} saves were made"));
    }
    let pictures = machine.off();
    let mut tally = Tally::default();
    let (mut lost, mut missing) = (0, 0);
    for (picture, said_before) in taken {
        let case = pictures.look(&picture, |folder| judge(folder, saver, said_before))?;
        if let Err(wrong) = &case {
            *(if wrong.contains("acknowledged") { &mut missing } else { &mut lost }) += 1;
        }
        tally.count(case.map_err(|wrong| format!("{}: {wrong}", file_system.name)));
    }
    super::rig::say(&format!(
        "power ({}, {}): {made} saves, {} pictures of the disk, versions lost {lost}, acknowledged saves missing {missing}",
        file_system.name,
        saver.name(),
        tally.tried,
    ));
    Ok(tally)
}

fn judge(folder: &Path, saver: Saver, said_before: u64) -> Result<(), String> {
    let path = folder.join("Case.ron");
    if saver.keeps_backups() {
        savers::start_again(&path, Version::new("ours", 0, LINES).label());
    }
    let is_there = match Version::at(&path) {
        Content::Nothing if said_before == 0 => false,
        Content::Nothing => return Err(format!("no file, though version {said_before} was saved")),
        Content::Broken(how) => return Err(format!("the file is broken: {how}")),
        Content::Whole(version) if version.number < said_before => {
            return Err(format!(
                "acknowledged version {said_before} is missing: {} stands there",
                version.number
            ));
        }
        Content::Whole(_) => true,
    };
    let next = Version::new("ours", 1_000_000, LINES);
    let expects = if is_there { Expects::WhatIsThere } else { Expects::NoFile };
    let outcome = saver.save(&path, &next, expects);
    if outcome.claims_new() && Version::at(&path) == Content::Whole(next) {
        return Ok(());
    }
    Err(format!("the next save fails: {outcome}"))
}

/// A disk in use. Fields are dropped in their order: the disk before what it lies on.
pub(crate) struct Machine {
    disk: Mounted,
    pictures: Pictures,
}

/// The pictures of a disk that is no longer in use.
pub(crate) struct Pictures {
    below: Mounted,
    /// Where the disk was: to the program it is the same one after the power came back.
    at: PathBuf,
    options: String,
    _folder: TempDir,
}

impl Machine {
    pub(crate) fn with(file_system: FileSystem) -> Result<Self, String> {
        let folder = TempDir::new().map_err(|error| error.to_string())?;
        let place = |name: &str| -> Result<PathBuf, String> {
            let path = folder.path().join(name);
            fs::create_dir(&path).map_err(|error| error.to_string())?;
            Ok(path)
        };
        let (below, at) = (place("below")?, place("disk")?);
        let image = folder.path().join("below.img");
        empty_image(&image, 8192)?;
        run("mkfs.xfs", &["-q", "-m", "reflink=1", &image.to_string_lossy()])?;
        let below = Mounted::image(&image, "", &below)?;
        let inner = below.at().join("disk.img");
        empty_image(&inner, file_system.megabytes)?;
        let mut options = file_system.options_to_make.to_vec();
        let inner_name = inner.to_string_lossy().into_owned();
        options.push(&inner_name);
        run(file_system.make, &options)?;
        let disk = Mounted::image(&inner, file_system.options_to_mount, &at)?;
        let options = file_system.options_of_picture.to_owned();
        Ok(Self { disk, pictures: Pictures { below, at, options, _folder: folder } })
    }

    /// Where files are.
    pub(crate) fn disk(&self) -> &Path {
        self.disk.at()
    }

    /// What the disk holds at this instant, while it is written to.
    pub(crate) fn picture(&self, number: usize) -> Result<PathBuf, String> {
        let below = self.pictures.below.at();
        let (image, picture) = (below.join("disk.img"), below.join(format!("picture-{number}.img")));
        run("cp", &["--reflink=always", &image.to_string_lossy(), &picture.to_string_lossy()])?;
        Ok(picture)
    }

    /// Takes the disk out of use: two of the same identity cannot be mounted at once.
    pub(crate) fn off(self) -> Pictures {
        let Self { disk, pictures } = self;
        drop(disk);
        pictures
    }
}

impl Pictures {
    /// Mounts a picture, which replays the file system's own journal, and looks.
    pub(crate) fn look<T>(&self, picture: &Path, look: impl FnOnce(&Path) -> T) -> Result<T, String> {
        let mounted = Mounted::image(picture, &self.options, &self.at)?;
        let seen = look(mounted.at());
        drop(mounted);
        fs::remove_file(picture).map_err(|error| error.to_string())?;
        Ok(seen)
    }
}
