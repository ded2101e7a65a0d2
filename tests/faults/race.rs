//! Rig "race": another program writes the same file while we save. Each of its versions must still exist afterwards.
//!
//! The other program replaces only versions of ours, and where chance has it replace one of its own it says so: every
//! version of its that is gone was destroyed by us.

use super::{
    clock::{self, Dice},
    outcome::Outcome,
    probe::{self, Probe},
    rig::{Rig, Tally, how_many},
    savers::{Expects, Saver},
    scenario::fast_folder,
    version::{self, Content, Version},
    weak_disk::Weakness,
};
use rustix::fs::{CWD, RenameFlags};
use std::{
    collections::HashSet,
    fs,
    io::{Read, Seek, Write},
    path::{Path, PathBuf},
    process::Child,
    time::Duration,
};

const FIGURES: &str = "versions written from outside";
/// Short ones: the more saves, the more races.
const LINES: usize = 3;

pub(crate) fn rigs() -> Vec<Rig> {
    vec![
        Rig::finds_nothing("race: a program that replaces the file", &[], FIGURES, || {
            race(Saver::Claimdesk, "rename")
        }),
        Rig::finds_nothing("race: a program that writes into the file", &[], FIGURES, || {
            race(Saver::Claimdesk, "in-place")
        }),
        Rig::catches("race: a rename over whatever is there is caught", &[], FIGURES, || {
            race(Saver::SyncedAndRenamed, "rename")
        }),
        Rig::catches("race: our saving without the exchange is caught", &[], FIGURES, || {
            race(Saver::On(Weakness::ExchangeDestroys), "rename")
        }),
    ]
}

fn race(saver: Saver, how: &str) -> Result<Tally, String> {
    let place = fast_folder()?;
    let (project, harvest) = (place.path().join("project"), place.path().join("harvest"));
    for folder in [&project, &harvest] {
        fs::create_dir(folder).map_err(|error| error.to_string())?;
    }
    let path = project.join("Case.ron");
    let outcome = saver.save(&path, &Version::new("ours", 0, LINES), Expects::NoFile);
    if !outcome.claims_new() {
        return Err(format!("the first version: {outcome}"));
    }
    let seconds = how_many("CLAIMDESK_RACE_SECONDS", 1, 10).to_string();
    let ours = Probe::new("saver-in-race", &[&saver.name(), &path, &"ours", &seconds]);
    let theirs = Probe::new("outside", &[&path, &how, &seconds]);
    let (ours, theirs) = (start(&ours)?, start(&theirs)?);
    let (said_by_us, said_by_them) = (finish(ours)?, finish(theirs)?);
    let made =
        said_by_us.lines().filter_map(Outcome::parse).filter(|(outcome, _)| outcome.claims_new()).count();
    if made < 20 {
        return Err(format!("only {made} saves: {}", said_by_us.lines().last().unwrap_or_default()));
    }
    let replaced = numbers(&said_by_them, "replaced ");
    let found: HashSet<u64> = version::all_below(place.path())
        .into_iter()
        .filter(|version| version.author == "theirs")
        .map(|version| version.number)
        .collect();
    let mut tally = Tally::default();
    for number in numbers(&said_by_them, "wrote ") {
        let is_there = found.contains(&number) || replaced.contains(&number);
        tally.count(if is_there { Ok(()) } else { Err(format!("version {number} from outside is gone")) });
    }
    super::rig::say(&format!(
        "race ({how}): {made} saves of ours, {} versions from outside, {} of them gone",
        tally.tried,
        tally.found.len()
    ));
    Ok(tally)
}

pub(super) fn start(probe: &Probe) -> Result<Child, String> {
    probe.command().spawn().map_err(|error| format!("a probe did not start: {error}"))
}

pub(super) fn finish(child: Child) -> Result<String, String> {
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(format!("a probe failed: {}", String::from_utf8_lossy(&output.stderr)))
}

fn numbers(said: &str, after: &str) -> HashSet<u64> {
    said.lines().filter_map(|line| line.strip_prefix(after)?.parse().ok()).collect()
}

/// The probe that saves: whatever it finds there it means to replace, as somebody who says "keep mine".
pub(crate) fn save_in_a_race(saver: Saver, path: &Path, author: &str, seconds: u64) {
    let until = clock::now() + Duration::from_secs(seconds);
    let mut harvest = Harvest::of(path);
    let mut dice = Dice::new(u64::from(std::process::id()));
    let mut number = 0;
    while clock::now() < until {
        number += 1;
        let outcome = saver.save(path, &Version::new(author, number, LINES), Expects::WhatIsThere);
        probe::print(&outcome.line(number));
        harvest.gather();
        clock::sleep_ms(dice.between(0, 2));
    }
}

/// Keeps backups from being thinned: the rig asks what was destroyed, and old backups go by design.
struct Harvest {
    target: PathBuf,
    into: PathBuf,
    known: HashSet<PathBuf>,
    next: u64,
}

impl Harvest {
    /// `project/Case.ron` is harvested into `harvest/`.
    fn of(target: &Path) -> Self {
        let project = target.parent().expect("the rig gives a file in a folder");
        let into = project.with_file_name("harvest");
        Self { target: target.to_path_buf(), into, known: HashSet::new(), next: 0 }
    }

    fn gather(&mut self) {
        let target = self.target.clone();
        let beside = target.parent().expect("the rig gives a file in a folder");
        for path in files_in(beside).into_iter().filter(|path| *path != target) {
            // Put aside for a person to find; it is moved so that the folder stays small.
            let _gone_meanwhile = fs::rename(&path, self.place());
        }
        for path in files_in(&self.target.with_extension("claimdesk").join("backups")) {
            if self.known.insert(path.clone()) {
                let _gone_meanwhile = fs::hard_link(&path, self.place());
            }
        }
    }

    fn place(&mut self) -> PathBuf {
        self.next += 1;
        self.into.join(format!("{}-{}.ron", std::process::id(), self.next))
    }
}

/// The plain files of a folder whose names anybody sees.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter(|entry| entry.file_type().is_ok_and(|sort| sort.is_file()))
        .filter(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."))
        .map(|entry| entry.path())
        .collect()
}

/// The probe that writes from outside: "rename" replaces the file, "in-place" writes into it.
pub(crate) fn write_from_outside(path: &Path, how: &str, seconds: u64) {
    let until = clock::now() + Duration::from_secs(seconds);
    let mut dice = Dice::new(u64::from(std::process::id()));
    let mut number = 0;
    while clock::now() < until {
        let version = Version::new("theirs", number + 1, LINES);
        let done = if how == "rename" { replace(path, &version) } else { write_into(path, &version) };
        if let Some(replaced) = done {
            number += 1;
            probe::print(&format!("wrote {number}"));
            if let Content::Whole(own) = replaced
                && own.author == "theirs"
            {
                probe::print(&format!("replaced {}", own.number));
            }
        }
        std::thread::sleep(Duration::from_micros(dice.between(0, 1500)));
    }
}

/// Puts the version in place of one of ours; what it replaced, or nothing when it did not.
fn replace(path: &Path, version: &Version) -> Option<Content> {
    ours_in(&fs::read(path).ok()?)?;
    let beside = path.with_file_name(".outside");
    fs::write(&beside, version.bytes()).ok()?;
    // To us it is like any rename over the file, but this way it sees what it replaced.
    rustix::fs::renameat_with(CWD, &beside, CWD, path, RenameFlags::EXCHANGE).ok()?;
    let replaced = Version::at(&beside);
    fs::remove_file(&beside).ok()?;
    Some(replaced)
}

/// Writes over the bytes of one of ours, in the same file; nothing when it did not.
fn write_into(path: &Path, version: &Version) -> Option<Content> {
    let mut file = fs::OpenOptions::new().read(true).write(true).open(path).ok()?;
    let mut before = Vec::new();
    file.read_to_end(&mut before).ok()?;
    ours_in(&before)?;
    file.rewind().ok()?;
    let bytes = version.bytes();
    file.write_all(&bytes).ok()?;
    file.set_len(bytes.len() as u64).ok()?;
    Some(Content::Nothing)
}

fn ours_in(bytes: &[u8]) -> Option<Version> {
    Version::in_bytes(bytes).filter(|version| version.author == "ours")
}
