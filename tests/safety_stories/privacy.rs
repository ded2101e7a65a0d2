//! What we make is nobody else's to read, and stands only where it should.

#[cfg(unix)]
use super::Machine;
#[cfg(unix)]
use claimdesk::{
    format::ExportFormat,
    model::Status,
    workspace::{Command, OutsideAnswer},
};
#[cfg(unix)]
use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

#[cfg(unix)]
fn everything_in(folder: &Path, found: &mut Vec<(PathBuf, u32)>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let kind = entry.metadata().expect("it is there");
        found.push((entry.path(), kind.permissions().mode() & 0o777));
        if kind.is_dir() {
            everything_in(&entry.path(), found);
        }
    }
}

/// Says to the program started by the first test that the system takes no right away from new files.
#[cfg(unix)]
const WITHOUT_MASK: &str = "CLAIMDESK_TEST_WITHOUT_MASK";

#[cfg(unix)]
#[test]
fn where_the_system_takes_no_rights_away_nothing_of_ours_can_be_read_by_others_either() {
    let this = std::env::current_exe().expect("this program");
    let status = std::process::Command::new("sh")
        .args(["-c", "umask 000; exec \"$0\" --exact safety_stories::privacy::after_a_whole_sitting_nothing_of_ours_can_be_read_by_others"])
        .arg(this)
        .env(WITHOUT_MASK, "yes")
        .stdout(std::process::Stdio::null())
        .status()
        .expect("a shell");
    assert!(status.success());
}

#[cfg(unix)]
#[test]
fn after_a_whole_sitting_nothing_of_ours_can_be_read_by_others() {
    let machine = Machine::new();
    if std::env::var_os(WITHOUT_MASK).is_some() {
        let mode = fs::metadata(machine.path("")).expect("a folder").permissions().mode();
        assert_eq!(mode & 0o777, 0o777, "nothing is taken away");
    }
    let summary = machine.path("summary.md");
    let mut window = machine.saved_project();
    window.claim("balloon").command(Command::Save).tag("C01", Status::Sourced).command(Command::Save);
    window.command(Command::Export { format: ExportFormat::Markdown, path: summary.clone() });
    let theirs = super::with_status(window.project(), "C01", Status::Disputed);
    let path = machine.path("moon.ron");
    fs::write(&path, claimdesk::format::write(&theirs).expect("a project")).expect("a file");
    window.claim("moon").touched().command(Command::AnswerOutside(OutsideAnswer::TakeOurs));
    window.claim("balloon").is_killed();
    let mut window = machine.open("moon.ron");
    window.command(Command::DiscardRecovered).closes();
    let mut found = Vec::new();
    everything_in(machine.folder.path(), &mut found);
    let work = machine.path("");
    let made_by_the_test =
        |path: &Path| path == work.as_path() || path.parent() == Some(machine.folder.path());
    for (path, mode) in &found {
        if path != &summary && !made_by_the_test(path) {
            assert_eq!(mode & 0o077, 0, "{} has {mode:o}", path.display());
        }
    }
    let beside: Vec<String> = fs::read_dir(machine.path(""))
        .expect("a folder")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    assert!(
        beside.iter().all(|name| ["moon.ron", "moon.claimdesk", "summary.md"].contains(&name.as_str())),
        "{beside:?}"
    );
    let top: Vec<String> = fs::read_dir(machine.folder.path())
        .expect("a folder")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    assert!(top.iter().all(|name| ["work", "state", "locks"].contains(&name.as_str())), "{top:?}");
}

#[cfg(unix)]
#[test]
fn the_mode_of_an_existing_project_stays() {
    let machine = Machine::new();
    let mut window = machine.saved_project();
    let path = machine.path("moon.ron");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).expect("a mode");
    window.claim("balloon").command(Command::Save);
    assert_eq!(fs::metadata(&path).expect("a file").permissions().mode() & 0o777, 0o644);
}
