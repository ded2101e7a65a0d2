//! A file that is open here is watched: whatever another program does to it, and however, is noticed.

use claimdesk::storage::{FileWatch, Touched};
use std::{
    fs::{self, File, OpenOptions},
    io::Write,
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::Duration,
};
use tempfile::TempDir;

/// Longer than anything here takes, however slow the machine is.
const PATIENCE: Duration = Duration::from_secs(10);
/// Long enough for something to be reported that should not be.
const A_WHILE: Duration = Duration::from_millis(2500);
/// Reports of one deed may come one after the other for so long.
const SETTLING: Duration = Duration::from_millis(300);

struct Watched {
    folder: TempDir,
    path: PathBuf,
    watch: FileWatch,
}

impl Watched {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        fs::create_dir(folder.path().join("case")).expect("the folder can be written to");
        let path = folder.path().join("case/Case.ron");
        fs::write(&path, "one").expect("the folder can be written to");
        let watch = FileWatch::of(&path).expect("it is a file");
        Self { folder, path, watch }
    }

    fn replace(&self, text: &str) {
        let beside = self.path.with_extension("part");
        fs::write(&beside, text).expect("the folder can be written to");
        fs::rename(&beside, &self.path).expect("the folder can be written to");
    }

    fn sees(&mut self, expected: Touched, deed: &str) {
        sees(&mut self.watch, expected, deed);
    }
}

/// Waits for this, past what comes before it, and for what follows from the same deed.
fn sees(watch: &mut FileWatch, expected: Touched, deed: &str) {
    let mut seen = watch.wait(PATIENCE);
    while seen != expected {
        assert_ne!(seen, Touched::Nothing, "{deed} was not seen");
        seen = watch.wait(PATIENCE);
    }
    while watch.wait(SETTLING) != Touched::Nothing {}
}

#[test]
fn writing_in_place_and_touching_are_seen() {
    let mut watched = Watched::new();
    let mut file = OpenOptions::new().append(true).open(&watched.path).expect("it is there");
    file.write_all(b" more").expect("it can be written to");
    watched.sees(Touched::Touched, "an open file written to");
    drop(file);
    fs::write(&watched.path, "short").expect("it can be written to");
    watched.sees(Touched::Touched, "a file cut and written anew");
    let status = Command::new("touch").arg(&watched.path).status().expect("touch is there");
    assert!(status.success());
    watched.sees(Touched::Touched, "a touch");
}

#[test]
fn a_change_of_the_same_length_whose_time_was_set_back_is_seen() {
    let mut watched = Watched::new();
    let time = fs::metadata(&watched.path).and_then(|found| found.modified()).expect("files have times");
    fs::write(&watched.path, "two").expect("it can be written to");
    File::options().write(true).open(&watched.path).and_then(|file| file.set_modified(time)).expect("ours");
    watched.sees(Touched::Touched, "a change of the same length and time");
}

#[test]
fn being_replaced_is_seen_again_and_again() {
    let mut watched = Watched::new();
    for text in ["two", "three", "four"] {
        watched.replace(text);
        watched.sees(Touched::Touched, text);
    }
    // Two at once are at least one touch, and the watch goes on.
    watched.replace("five");
    watched.replace("six");
    watched.sees(Touched::Touched, "two at once");
    fs::write(&watched.path, "in place").expect("it can be written to");
    watched.sees(Touched::Touched, "a write after being replaced");
}

#[test]
fn going_and_coming_back_are_seen() {
    let mut watched = Watched::new();
    fs::remove_file(&watched.path).expect("it is there");
    watched.sees(Touched::Gone, "a removal");
    fs::write(&watched.path, "again").expect("the folder can be written to");
    watched.sees(Touched::Touched, "a file made anew");
    let away = watched.path.with_file_name("Away.ron");
    fs::rename(&watched.path, &away).expect("it is there");
    watched.sees(Touched::Gone, "a file renamed");
    fs::rename(&away, &watched.path).expect("it is there");
    watched.sees(Touched::Touched, "a file renamed back");
}

#[test]
fn the_folder_may_go_and_another_come() {
    let mut watched = Watched::new();
    let (folder, away) = (watched.folder.path().join("case"), watched.folder.path().join("away"));
    fs::rename(&folder, &away).expect("it is there");
    watched.sees(Touched::Gone, "a folder renamed");
    fs::create_dir(&folder).expect("the name is free");
    fs::write(&watched.path, "another").expect("the folder can be written to");
    watched.sees(Touched::Touched, "a file in another folder of the same name");
    watched.replace("in the new folder");
    watched.sees(Touched::Touched, "a file replaced in the new folder");
    fs::remove_dir_all(&folder).expect("it is there");
    watched.sees(Touched::Gone, "a folder removed");
    fs::rename(&away, &folder).expect("the name is free");
    watched.sees(Touched::Touched, "the old folder back");
    fs::write(&watched.path, "in the old folder").expect("it can be written to");
    watched.sees(Touched::Touched, "a write in the old folder");
}

#[cfg(unix)]
#[test]
fn a_link_is_watched_at_both_ends() {
    use std::os::unix::fs::symlink;
    let mut watched = Watched::new();
    let elsewhere = watched.folder.path().join("elsewhere");
    fs::create_dir(&elsewhere).expect("the folder can be written to");
    let link = elsewhere.join("link.ron");
    symlink("../case/Case.ron", &link).expect("links work here");
    let mut watch = FileWatch::of(&link).expect("it is a file");
    watched.replace("behind the link");
    sees(&mut watch, Touched::Touched, "the file behind the link");
    watched.sees(Touched::Touched, "the file itself");

    let other = watched.folder.path().join("Other.ron");
    fs::write(&other, "other").expect("the folder can be written to");
    symlink(&other, elsewhere.join("next")).expect("links work here");
    fs::rename(elsewhere.join("next"), &link).expect("links work here");
    sees(&mut watch, Touched::Touched, "a link that leads elsewhere");
    fs::write(&other, "other still").expect("it can be written to");
    sees(&mut watch, Touched::Touched, "the file that the link leads to now");
    fs::remove_file(&other).expect("it is there");
    sees(&mut watch, Touched::Gone, "a link to nothing");
}

#[test]
fn reading_and_the_neighbours_are_no_touch() {
    let mut watched = Watched::new();
    fs::read(&watched.path).expect("it can be read");
    fs::write(watched.folder.path().join("case/Neighbour.ron"), "").expect("the folder can be written to");
    assert_eq!(watched.watch.wait(A_WHILE), Touched::Nothing);
}

#[test]
fn a_file_that_is_yet_to_come_is_watched_for() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("later/Case.ron");
    let mut watch = FileWatch::of(&path).expect("it is a file's name");
    fs::create_dir(folder.path().join("later")).expect("the folder can be written to");
    fs::write(&path, "here").expect("the folder can be written to");
    sees(&mut watch, Touched::Touched, "a file that came");
    FileWatch::of(Path::new("/")).expect_err("this is no file's name");
}

#[test]
fn waiting_can_be_ended_from_elsewhere_and_loses_no_touch() {
    let mut watched = Watched::new();
    let waker = watched.watch.waker();
    let waking = thread::Builder::new().spawn(move || waker.wake()).expect("threads can be had");
    assert_eq!(watched.watch.wait(PATIENCE), Touched::Woken);
    waking.join().expect("nothing crashed");
    watched.replace("two");
    watched.watch.waker().wake();
    let mut seen = Vec::new();
    while let touched @ (Touched::Touched | Touched::Woken | Touched::Gone) = watched.watch.wait(A_WHILE) {
        seen.push(touched);
    }
    assert!(seen.contains(&Touched::Touched) && seen.contains(&Touched::Woken), "{seen:?}");
}
