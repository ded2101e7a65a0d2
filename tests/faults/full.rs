//! Rig "full": no room on the disk. The old version stays, and with room again saving works.

use super::{
    images::{Mounted, empty_image, run},
    outcome::Outcome,
    probe::Probe,
    rig::{Need, Rig, Tally},
    savers::{Expects, Saver},
    scenario::fast_folder,
    version::{Content, Version},
};
use std::{fs, io::Write, path::Path};

/// About 14 kB as a file.
const SMALL: usize = 300;
/// About 47 kB.
const LARGE: usize = 1000;

pub(crate) fn rigs() -> Vec<Rig> {
    let root = [Need::Root];
    let disks = [Need::Root, Need::Program("mkfs.ext4")];
    vec![
        Rig::finds_nothing("full: 45 small disks", &root, "disks tried", || small_disks(Saver::Claimdesk)),
        Rig::finds_nothing("full: a filled ext4", &disks, "disks tried", || filled_disk(Saver::Claimdesk)),
        Rig::finds_nothing("full: no inodes left", &disks, "disks tried", || no_inodes(Saver::Claimdesk)),
        Rig::finds_nothing("full: files may not grow", &[], "limits tried", || limited(Saver::Claimdesk)),
        Rig::catches("full: a plain write is caught on small disks", &root, "disks tried", || {
            small_disks(Saver::PlainWrite)
        }),
        Rig::catches("full: a plain write is caught where files may not grow", &[], "limits tried", || {
            limited(Saver::PlainWrite)
        }),
    ]
}

fn small_disks(saver: Saver) -> Result<Tally, String> {
    let place = fast_folder()?;
    let mut tally = Tally::default();
    for size in (24..=200).step_by(4) {
        let disk = Mounted::memory(size, place.path())?;
        let case = starve(saver, &disk.at().join("Case.ron"), || disk.remount("size=4m"));
        tally.count(case.map_err(|wrong| format!("{size} kB: {wrong}")));
    }
    Ok(tally)
}

fn filled_disk(saver: Saver) -> Result<Tally, String> {
    let place = fast_folder()?;
    let image = place.path().join("disk.img");
    let at = place.path().join("disk");
    fs::create_dir(&at).map_err(|error| error.to_string())?;
    empty_image(&image, 8)?;
    run("mkfs.ext4", &["-q", "-F", "-O", "^has_journal", "-m", "0", &image.to_string_lossy()])?;
    let disk = Mounted::image(&image, "", &at)?;
    let mut tally = Tally::default();
    // From no room at all to almost enough.
    for left in [0, 1, 4, 8, 12, 16, 24, 32, 40, 48, 56, 64] {
        let folder = disk.at().join(format!("with {left} kB left"));
        fs::create_dir(&folder).map_err(|error| error.to_string())?;
        let (path, filler) = (folder.join("Case.ron"), disk.at().join("filler"));
        let first = Version::new("ours", 1, SMALL);
        if saver.save(&path, &first, Expects::NoFile) != Outcome::Saved {
            return Err("an empty disk takes no file".to_owned());
        }
        fill(&filler, left)?;
        let make_room = || fs::remove_file(&filler).map_err(|error| error.to_string());
        let case = starve_second(saver, &path, &first, make_room);
        tally.count(case.map_err(|wrong| format!("{left} kB left: {wrong}")));
        fs::remove_dir_all(&folder).map_err(|error| error.to_string())?;
    }
    Ok(tally)
}

/// Writes until nothing goes in any more, then takes some kilobytes back.
fn fill(filler: &Path, left: u64) -> Result<(), String> {
    let mut file = fs::File::create(filler).map_err(|error| error.to_string())?;
    let (block, mut written) = ([1_u8; 1024], 0);
    while file.write_all(&block).is_ok() {
        written += 1024;
    }
    file.set_len(u64::saturating_sub(written, left * 1024)).map_err(|error| error.to_string())?;
    let _the_disk_is_full = file.sync_all();
    Ok(())
}

fn no_inodes(saver: Saver) -> Result<Tally, String> {
    let place = fast_folder()?;
    let image = place.path().join("disk.img");
    let at = place.path().join("disk");
    fs::create_dir(&at).map_err(|error| error.to_string())?;
    empty_image(&image, 8)?;
    run("mkfs.ext4", &["-q", "-F", "-N", "64", &image.to_string_lossy()])?;
    let disk = Mounted::image(&image, "", &at)?;
    let mut tally = Tally::default();
    for spare in 0..4 {
        let folder = disk.at().join("project");
        fs::create_dir(&folder).map_err(|error| error.to_string())?;
        let path = folder.join("Case.ron");
        let first = Version::new("ours", 1, SMALL);
        if saver.save(&path, &first, Expects::NoFile) != Outcome::Saved {
            return Err("an empty disk takes no file".to_owned());
        }
        let fillers = disk.at().join("fillers");
        fs::create_dir(&fillers).map_err(|error| error.to_string())?;
        let made =
            (0..1000).take_while(|number| fs::write(fillers.join(number.to_string()), "").is_ok()).count();
        for number in (0..made).take(spare) {
            fs::remove_file(fillers.join(number.to_string())).map_err(|error| error.to_string())?;
        }
        let make_room = || fs::remove_dir_all(&fillers).map_err(|error| error.to_string());
        let case = starve_second(saver, &path, &first, make_room);
        tally.count(case.map_err(|wrong| format!("{spare} inodes left: {wrong}")));
        fs::remove_dir_all(&folder).map_err(|error| error.to_string())?;
    }
    Ok(tally)
}

/// Saves a small version, then a large one, on a disk that may take neither.
fn starve(saver: Saver, path: &Path, make_room: impl Fn() -> Result<(), String>) -> Result<(), String> {
    let first = Version::new("ours", 1, SMALL);
    let outcome = saver.save(path, &first, Expects::NoFile);
    match (outcome.claims_new(), Version::at(path)) {
        (true, Content::Whole(version)) if version == first => starve_second(saver, path, &first, make_room),
        (false, Content::Nothing) if outcome.is_told() => {
            make_room()?;
            next_save(saver, path, Expects::NoFile)
        }
        (_, content) => Err(format!("first save: {outcome}, but there stands {content:?}")),
    }
}

fn starve_second(
    saver: Saver,
    path: &Path,
    first: &Version,
    make_room: impl Fn() -> Result<(), String>,
) -> Result<(), String> {
    let second = Version::new("ours", 2, LARGE);
    let outcome = saver.save(path, &second, Expects::WhatIsThere);
    agrees(&outcome, &Version::at(path), first, &second)?;
    make_room()?;
    next_save(saver, path, Expects::WhatIsThere)
}

fn agrees(outcome: &Outcome, content: &Content, first: &Version, second: &Version) -> Result<(), String> {
    match content {
        Content::Whole(version) if outcome.claims_new() && version == second => Ok(()),
        Content::Whole(version) if !outcome.claims_new() && version == first && outcome.is_told() => Ok(()),
        Content::Whole(_) | Content::Nothing | Content::Broken(_) => {
            Err(format!("{outcome}, but there stands {content:?}"))
        }
    }
}

fn next_save(saver: Saver, path: &Path, expects: Expects) -> Result<(), String> {
    let third = Version::new("ours", 3, LARGE);
    let outcome = saver.save(path, &third, expects);
    if outcome == Outcome::Saved && Version::at(path) == Content::Whole(third) {
        return Ok(());
    }
    Err(format!("with room again: {outcome}"))
}

fn limited(saver: Saver) -> Result<Tally, String> {
    let mut tally = Tally::default();
    for limit in [0, 1, 512, 4096, 10_000, 20_000, 30_000, 40_000] {
        let folder = fast_folder()?;
        let path = folder.path().join("Case.ron");
        let (first, second) = (Version::new("ours", 1, SMALL), Version::new("ours", 2, LARGE));
        if saver.save(&path, &first, Expects::NoFile) != Outcome::Saved {
            return Err("the first version could not be saved".to_owned());
        }
        let probe = Probe::new(
            "save-limited",
            &[&limit.to_string(), &saver.name(), &path, &"there", &"ours", &"2", &LARGE.to_string()],
        );
        let output = probe.command().output().map_err(|error| error.to_string())?;
        let printed = String::from_utf8_lossy(&output.stdout);
        let outcome = output.status.code().and_then(|code| Outcome::of_exit_code(code, &printed));
        let case = outcome.map_or_else(
            || Err(format!("it died: {}", output.status)),
            |outcome| agrees(&outcome, &Version::at(&path), &first, &second),
        );
        let case = case.and_then(|()| next_save(saver, &path, Expects::WhatIsThere));
        tally.count(case.map_err(|wrong| format!("{limit} bytes a file: {wrong}")));
    }
    Ok(tally)
}
