//! Saving on the file system of this machine: links, permissions, attributes, names, closed folders.

use super::scenario::{NOW, bytes_of, new_project, old_project};
use claimdesk::{
    model::Fingerprint,
    storage::{
        Cause, Certainty, Expected, Leftover, RightOrNot, Saved, StorageError, SystemDisk, backups_of, open,
        read_backup, recover_in_place_on, save_on, tidy_leftovers,
    },
};
use std::{
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt, symlink},
    path::{Path, PathBuf},
    process::Command,
};
use tempfile::TempDir;

fn folder() -> TempDir {
    TempDir::new().expect("made")
}

/// Saves the new project over whatever is there.
fn save(path: &Path) -> Result<Saved, StorageError> {
    let state = path.parent().expect("it has one").join("state");
    save_on(&SystemDisk, Some(&state), path, &new_project(), Expected::Anything, NOW)
}

fn write_old(path: &Path) {
    fs::write(path, bytes_of(&old_project())).expect("written");
}

fn is_new(path: &Path) -> bool {
    fs::read(path).expect("readable") == bytes_of(&new_project())
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("there").permissions().mode() & 0o7777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("changed");
}

fn clean(outcome: Result<Saved, StorageError>) {
    let saved = outcome.expect("saved");
    assert_eq!((saved.certainty, saved.kept_aside, saved.remarks), (Certainty::OnDisk, None, Vec::new()));
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("listed");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("listed").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn links_stay_links_and_backups_stand_beside_the_real_file() {
    let folder = folder();
    let below = folder.path().join("below");
    fs::create_dir(&below).expect("made");
    let real = below.join("real.ron");
    write_old(&real);
    let (near, far) = (below.join("near.ron"), folder.path().join("far.ron"));
    symlink("real.ron", &near).expect("linked");
    symlink("below/near.ron", &far).expect("linked");
    clean(save(&far));
    assert!(is_new(&real));
    assert_eq!(fs::read_link(&far).expect("still a link"), PathBuf::from("below/near.ron"));
    assert_eq!(names_in(folder.path()), ["below", "far.ron"]);
    assert_eq!(names_in(&below), ["near.ron", "real.claimdesk", "real.ron"]);
    assert_eq!(backups_of(&far).expect("listed").len(), 1);

    fs::remove_file(&real).expect("removed");
    clean(save(&far));
    assert!(is_new(&real), "a link that leads nowhere is followed to where it leads");
}

#[test]
fn links_in_a_circle_are_refused() {
    let folder = folder();
    let (one, other) = (folder.path().join("one.ron"), folder.path().join("other.ron"));
    symlink(&other, &one).expect("linked");
    symlink(&one, &other).expect("linked");
    assert!(matches!(save(&one).expect_err("refused").cause, Cause::System(_)));
    symlink("missing/real.ron", folder.path().join("dangling.ron")).expect("linked");
    save(&folder.path().join("dangling.ron")).expect_err("the folder it leads to is not there");
}

#[test]
fn permissions_are_kept_and_new_files_are_private() {
    let folder = folder();
    let path = folder.path().join("Case.ron");
    clean(save(&path));
    assert_eq!(mode(&path), 0o600);
    for kept in [0o400 | 0o200, 0o640, 0o664, 0o666, 0o755] {
        write_old(&path);
        set_mode(&path, kept);
        clean(save(&path));
        assert!(is_new(&path));
        assert_eq!(mode(&path), kept, "{kept:o}");
    }
    write_old(&path);
    set_mode(&path, 0o444);
    assert!(matches!(save(&path).expect_err("refused").cause, Cause::WriteProtected));
    assert!(!is_new(&path));
}

#[cfg(target_os = "linux")]
#[test]
fn access_lists_and_extended_attributes_are_kept() {
    use rustix::fs::{XattrFlags, getxattr, setxattr};
    const LIST: &str = "system.posix_acl_access";
    let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).expect("made");
    let path = folder.path().join("Case.ron");
    write_old(&path);
    // user::rw-, user:1000:r--, group::r--, mask::r--, other::---
    let mut list = 2_u32.to_le_bytes().to_vec();
    for (tag, permissions, id) in
        [(1_u16, 6_u16, u32::MAX), (2, 4, 1_000), (4, 4, u32::MAX), (16, 4, u32::MAX), (32, 0, u32::MAX)]
    {
        list.extend(tag.to_le_bytes().into_iter().chain(permissions.to_le_bytes()).chain(id.to_le_bytes()));
    }
    setxattr(&path, LIST, &list, XattrFlags::empty()).expect("the file system keeps access lists");
    setxattr(&path, "user.origin", b"desk 4", XattrFlags::empty()).expect("and attributes");
    let value = |name: &str| {
        let mut value = vec![0; 256];
        let length = getxattr(&path, name, &mut value[..])?;
        value.truncate(length);
        Ok::<_, rustix::io::Errno>(value)
    };
    let before = mode(&path);
    clean(save(&path));
    assert!(is_new(&path));
    assert_eq!(value(LIST), Ok(list.clone()));
    assert_eq!(value("user.origin"), Ok(b"desk 4".to_vec()));
    assert_eq!(mode(&path), before);

    // What the folder would give to new files is not given to one that had none.
    setxattr(folder.path(), "system.posix_acl_default", &list, XattrFlags::empty()).expect("kept");
    let plain = folder.path().join("plain.ron");
    write_old(&plain);
    rustix::fs::removexattr(&plain, LIST).expect("it was inherited");
    set_mode(&plain, 0o660);
    clean(save(&plain));
    let mut found = vec![0; 256];
    assert_eq!(getxattr(&plain, LIST, &mut found[..]), Err(rustix::io::Errno::NODATA));
    assert_eq!(mode(&plain), 0o660);
}

#[test]
fn a_file_with_other_names_is_changed_in_place_and_keeps_them() {
    let folder = folder();
    let path = folder.path().join("Case.ron");
    write_old(&path);
    let other = folder.path().join("other.ron");
    fs::hard_link(&path, &other).expect("linked");
    let saved = save(&path).expect("saved");
    assert_eq!(saved.certainty, Certainty::OnDisk);
    assert!(saved.remarks[0].contains("more than one name"), "{:?}", saved.remarks);
    assert!(is_new(&path) && is_new(&other));
    assert_eq!(fs::metadata(&path).expect("there").ino(), fs::metadata(&other).expect("there").ino());
    let backups = backups_of(&path).expect("listed");
    assert_eq!(read_backup(&backups[0]).expect("opened").project, old_project());
    assert_eq!(names_in(&folder.path().join("state/in-place")), [""; 0]);
}

#[test]
fn a_name_that_a_backup_has_is_no_other_name() {
    let folder = folder();
    let path = folder.path().join("Case.ron");
    write_old(&path);
    clean(save(&path));
    let shelf = folder.path().join("Case.claimdesk/backups");
    fs::hard_link(&path, shelf.join("00000002 2026-11-25 00-30-12 UTC.ron")).expect("linked");
    let before = fs::metadata(&path).expect("there").ino();
    let outcome = save_on(&SystemDisk, None, &path, &old_project(), Expected::Anything, NOW);
    assert_eq!(outcome.expect("saved").remarks, Vec::<String>::new());
    assert_ne!(fs::metadata(&path).expect("there").ino(), before, "it was replaced");
    let backups = backups_of(&path).expect("listed");
    assert_eq!(read_backup(&backups[0]).expect("opened").project, new_project());
}

#[test]
fn the_longest_names_can_be_saved_twice() {
    for letter in ["n", "ж"] {
        let folder = folder();
        let name = format!("{}.ron", letter.repeat(251 / letter.len()));
        let path = folder.path().join(&name);
        clean(save(&path));
        let again = save_on(&SystemDisk, None, &path, &old_project(), Expected::Anything, NOW);
        clean(again);
        assert_eq!(backups_of(&path).expect("listed").len(), 1);
        let too_long = folder.path().join(format!("{name}nn"));
        save(&too_long).expect_err("no file can have this name");
    }
}

#[test]
fn a_folder_in_the_way_of_the_backups_is_told_and_loses_nothing() {
    let folder = folder();
    let path = folder.path().join("Case.ron");
    write_old(&path);
    fs::write(folder.path().join("Case.claimdesk"), "a file").expect("written");
    let outcome = save_on(&SystemDisk, None, &path, &new_project(), Expected::Anything, NOW);
    let saved = outcome.expect("saved");
    assert!(saved.remarks[0].contains("left beside the project"), "{:?}", saved.remarks);
    assert!(is_new(&path));
    let left = names_in(folder.path()).into_iter().find(|name| name.ends_with(".claimdesk-part"));
    assert_eq!(
        fs::read(folder.path().join(left.expect("it is there"))).expect("readable"),
        bytes_of(&old_project())
    );
    // With a folder for the program's state, the backup is there instead.
    clean(save(&path));
}

#[test]
fn what_a_save_left_behind_is_put_away_and_nothing_of_it_destroyed() {
    let folder = folder();
    let path = folder.path().join("Case.ron");
    write_old(&path);
    clean(save(&path));
    let part = |random: &str| {
        let name = format!(".Case.ron.{}.{random}.claimdesk-part", Fingerprint::of(b"Case.ron").short());
        folder.path().join(name)
    };
    let (whole, torn, same, backup) = (
        part("00000000000000aa"),
        part("00000000000000bb"),
        part("00000000000000cc"),
        part("00000000000000dd"),
    );
    let other = old_project().with_title("Never seen");
    fs::write(&whole, bytes_of(&other)).expect("written");
    fs::write(&torn, &bytes_of(&other)[..40]).expect("written");
    fs::write(&same, bytes_of(&new_project())).expect("written");
    fs::write(&backup, bytes_of(&old_project())).expect("written");
    let stranger = folder.path().join(".Case.ron.swp");
    fs::write(&stranger, "of an editor").expect("written");
    let put_away = tidy_leftovers(&path, NOW);
    assert_eq!(put_away.len(), 2, "{put_away:?}");
    for leftover in put_away {
        match leftover {
            Leftover::KeptAsBackup(kept) => {
                assert!(kept.to_string_lossy().ends_with("UTC found after a crash.ron"), "{kept:?}");
                assert_eq!(fs::read(kept).expect("readable"), bytes_of(&other));
            }
            Leftover::InTrash(kept) => assert_eq!(fs::read(kept).expect("readable"), &bytes_of(&other)[..40]),
        }
    }
    assert!(stranger.exists() && is_new(&path));
    assert!([whole, torn, same, backup].iter().all(|part| !part.exists()));
    assert_eq!(tidy_leftovers(&path, NOW), []);
}

/// A record of a change in place as a save leaves it when it is cut short.
fn leave_record(state: &Path, path: &Path, old: &[u8], new: &[u8]) {
    let place = path.to_str().expect("it is text");
    let mut record = format!("claimdesk in-place 1\n{} {} {}\n{place}", place.len(), old.len(), new.len());
    record += std::str::from_utf8(old).expect("it is text");
    record += std::str::from_utf8(new).expect("it is text");
    let sum = Fingerprint::of(record.as_bytes());
    fs::create_dir_all(state.join("in-place")).expect("made");
    fs::write(state.join("in-place/0000000000000001.redo"), format!("{record}\n{sum}\n")).expect("written");
}

#[test]
fn a_change_in_place_that_was_cut_short_is_finished_but_not_over_what_others_wrote() {
    let folder = folder();
    let (state, path) = (folder.path().join("state"), folder.path().join("Case.ron"));
    let (old, new) = (bytes_of(&old_project()), bytes_of(&new_project()));
    let recover = || recover_in_place_on(&SystemDisk, &state, NOW);
    assert_eq!(recover(), []);

    leave_record(&state, &path, &old, &new);
    let mut mixed = new.clone();
    mixed[30..].fill(0);
    fs::write(&path, &mixed).expect("written");
    let right = recover();
    assert_eq!((&right[0].path, &right[0].outcome), (&path, &RightOrNot::Finished));
    assert_eq!(fs::read(&path).expect("readable"), new);
    assert_eq!(recover(), []);

    for whole in [&old, &new] {
        leave_record(&state, &path, &old, &new);
        fs::write(&path, whole).expect("written");
        assert_eq!(recover(), []);
        assert_eq!(&fs::read(&path).expect("readable"), whole);
    }

    leave_record(&state, &path, &old, &new);
    fs::write(&path, "somebody else's").expect("written");
    let right = recover();
    let RightOrNot::LeftAlone(kept) = &right[0].outcome else { panic!("{right:?}") };
    assert_eq!(fs::read(kept).expect("readable"), new);
    assert_eq!(fs::read(&path).expect("readable"), b"somebody else's");
    assert_eq!(names_in(&state.join("in-place")), [""; 0]);

    fs::write(state.join("in-place/0000000000000002.redo"), "damaged").expect("written");
    assert!(matches!(recover()[0].outcome, RightOrNot::NotYet(_)));
    assert_eq!(fs::read(state.join("trash/0000000000000002.redo")).expect("kept"), b"damaged");
}

#[test]
fn a_record_that_another_program_holds_is_left_to_it() {
    let folder = folder();
    let (state, path) = (folder.path().join("state"), folder.path().join("Case.ron"));
    let (old, new) = (bytes_of(&old_project()), bytes_of(&new_project()));
    leave_record(&state, &path, &old, &new);
    fs::write(&path, &new[..30]).expect("written");
    let held = fs::File::open(state.join("in-place/0000000000000001.redo")).expect("opened");
    held.try_lock().expect("nobody else has it");
    assert_eq!(recover_in_place_on(&SystemDisk, &state, NOW), []);
    assert_eq!(fs::read(&path).expect("readable"), &new[..30]);
}

/// Runs the headless program, as somebody who may not do everything if the tests may.
fn as_nobody(folder: &Path, arguments: &[&str]) -> String {
    const NOBODY: u32 = 65_534;
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimdesk-cli"));
    command.args(arguments).env("XDG_STATE_HOME", folder.join("state")).env("HOME", folder);
    if rustix::process::geteuid().is_root() {
        std::os::unix::process::CommandExt::uid(&mut command, NOBODY);
        std::os::unix::process::CommandExt::gid(&mut command, NOBODY);
    }
    let output = command.output().expect("the program starts");
    format!("{}{}", String::from_utf8_lossy(&output.stderr), output.status)
}

/// A folder that everybody may enter, with one for the program's state, and a project with one claim.
fn open_to_all() -> (TempDir, PathBuf) {
    let folder = folder();
    set_mode(folder.path(), 0o777);
    let state = folder.path().join("state");
    fs::create_dir(&state).expect("made");
    set_mode(&state, 0o777);
    let work = folder.path().join("work");
    fs::create_dir(&work).expect("made");
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("saves/earlier-versions/v1.ron");
    fs::copy(kept, work.join("Case.ron")).expect("copied");
    (folder, work)
}

#[test]
fn a_project_in_a_closed_folder_is_changed_in_place_and_backed_up_elsewhere() {
    let (folder, work) = open_to_all();
    let path = work.join("Case.ron");
    let before = open(&path).expect("opened");
    set_mode(&path, 0o666);
    set_mode(&work, 0o555);
    let told = as_nobody(folder.path(), &["tag", path.to_str().expect("text"), "C01", "disputed"]);
    set_mode(&work, 0o755);
    assert!(told.contains("changed in place") && told.ends_with("exit status: 0"), "{told}");
    assert_ne!(open(&path).expect("opened").project, before.project);
    assert_eq!(names_in(&work), ["Case.ron"]);
    let backups = folder.path().join("state/claimdesk/backups");
    let shelf = backups.join(&names_in(&backups)[0]);
    let backup = shelf.join(&names_in(&shelf)[0]);
    assert_eq!(open(&backup).expect("opened").fingerprint, before.fingerprint);

    set_mode(&path, 0o644);
    if rustix::process::geteuid().is_root() {
        let told = as_nobody(folder.path(), &["tag", path.to_str().expect("text"), "C01", "sourced"]);
        assert!(told.contains("Not saved: the file is write-protected"), "{told}");
    }
}

#[test]
fn nobody_is_let_in_whom_the_old_file_kept_out() {
    if !rustix::process::geteuid().is_root() {
        // Only who may give files away can make one that belongs to somebody else.
        return;
    }
    for (before, after) in [(0o606, 0o600), (0o666, 0o666), (0o626, 0o622), (0o4666, 0o666)] {
        let (folder, work) = open_to_all();
        let path = work.join("Case.ron");
        set_mode(&path, before);
        set_mode(&work, 0o777);
        let told = as_nobody(folder.path(), &["tag", path.to_str().expect("text"), "C01", "disputed"]);
        assert!(told.contains("its owner, its group is different now"), "{told}");
        assert_eq!(mode(&path), after, "{before:o}");
    }
}
