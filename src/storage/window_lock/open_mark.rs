//! `OpenMark`: a note in the project's own folder that a window somewhere has it open.
//!
//! For other machines that see the same disk, where no lock reaches. A hint: it blocks nothing, and
//! nothing is decided by the times in it.

use crate::{
    model::Timestamp,
    storage::{
        places::{plain_name, user_name},
        private_folder::private_file,
    },
};
use std::{
    fs::{self, File},
    hash::{BuildHasher, RandomState},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

/// A mark that says it is older than this, in seconds, is left from a window that did not close.
const RECENT: i64 = 300;
/// No more marks are looked at.
const MARK_LIMIT: usize = 64;
/// No more bytes of a mark are read.
const BYTE_LIMIT: u64 = 1024;
const BEGINNING: &str = "open-";
const FIRST_LINE: &str = "claimdesk open 1";

/// The mark of this window. Dropped, it is taken away.
#[derive(Debug)]
pub struct OpenMark {
    path: PathBuf,
}

/// A window on another machine, or elsewhere on this one, that seems to have the project open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenElsewhere {
    /// What the person is called there.
    pub user: String,
    /// What the machine is called.
    pub host: String,
    /// When the window last said so, by that machine's clock.
    pub seen: Timestamp,
}

impl OpenMark {
    /// How often [`OpenMark::beat`] is to be called, in seconds.
    pub const BEAT_SECONDS: u64 = 60;

    /// Puts a mark into the folder beside the project, which must be there: a mark alone is no reason to
    /// make one.
    pub fn put(folder: &Path, now: Timestamp) -> io::Result<Self> {
        // The standard library's seed for hash tables: not to be guessed, and different each time.
        let chance = RandomState::new().hash_one(std::process::id());
        let path = folder.join(format!("{BEGINNING}{chance:016x}"));
        private_file().write(true).create_new(true).open(&path)?;
        let mark = Self { path };
        mark.beat(now)?;
        Ok(mark)
    }

    /// Says that the project is still open.
    pub fn beat(&self, now: Timestamp) -> io::Result<()> {
        let (host, process, user) = (host_name(), std::process::id(), user_name());
        let seen = now.unix_seconds();
        let text = format!("{FIRST_LINE}\nhost {host}\nprocess {process}\nseen {seen}\nuser {user}\n");
        private_file().write(true).create(true).truncate(true).open(&self.path)?.write_all(text.as_bytes())
    }

    /// Who else seems to have the project open. What windows of this machine left that have ended is
    /// taken away.
    pub fn others(folder: &Path, now: Timestamp) -> Vec<OpenElsewhere> {
        let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
        let names = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
        let marks = names.filter(|path| {
            path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(BEGINNING.as_bytes()))
        });
        let mut others: Vec<OpenElsewhere> =
            marks.take(MARK_LIMIT).filter_map(|path| read(&path, now)).collect();
        others.sort_by(|one, other| (&one.host, &one.user).cmp(&(&other.host, &other.user)));
        others
    }
}

impl Drop for OpenMark {
    fn drop(&mut self) {
        // What stays is soon too old to count.
        let _stays = fs::remove_file(&self.path);
    }
}

/// What another window's mark says, if it still counts.
fn read(path: &Path, now: Timestamp) -> Option<OpenElsewhere> {
    if !fs::symlink_metadata(path).ok()?.is_file() {
        return None;
    }
    let mut text = String::new();
    File::open(path).ok()?.take(BYTE_LIMIT).read_to_string(&mut text).ok()?;
    let (first, rest) = text.split_once('\n')?;
    if first != FIRST_LINE {
        return None;
    }
    let field = |name: &str| {
        rest.lines().find_map(|line| line.split_once(' ').filter(|(key, _)| *key == name)).map(|(_, it)| it)
    };
    let host = plain_name(field("host")?);
    let process: u32 = field("process")?.parse().ok()?;
    if host == host_name() {
        if process == std::process::id() {
            return None;
        }
        if !is_running(process) {
            let _stays = fs::remove_file(path);
            return None;
        }
    }
    let seen: i64 = field("seen")?.parse().ok()?;
    let is_recent = now.unix_seconds().checked_sub(seen).is_some_and(|age| age.abs() <= RECENT);
    let user = plain_name(field("user").unwrap_or_default());
    is_recent.then(|| OpenElsewhere { user, host, seen: Timestamp::from_unix_seconds(seen) })
}

#[cfg(unix)]
fn host_name() -> String {
    plain_name(&rustix::system::uname().nodename().to_string_lossy())
}

#[cfg(not(unix))]
fn host_name() -> String {
    plain_name(&std::env::var("COMPUTERNAME").unwrap_or_default())
}

#[cfg(unix)]
fn is_running(process: u32) -> bool {
    let process = i32::try_from(process).ok().and_then(rustix::process::Pid::from_raw);
    process.is_some_and(|process| {
        // A process of somebody else may not be asked, but it is there.
        !matches!(rustix::process::test_kill_process(process), Err(rustix::io::Errno::SRCH))
    })
}

#[cfg(not(unix))]
const fn is_running(_process: u32) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_unix_seconds(seconds)
    }

    fn leave(folder: &Path, name: &str, text: &str) -> PathBuf {
        let path = folder.join(name);
        fs::write(&path, text).expect("the folder can be written to");
        path
    }

    #[test]
    fn another_machine_is_seen_while_its_mark_is_fresh() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let text = "claimdesk open 1\nhost desk-3\nprocess 1\nseen 1000\nuser vera\n";
        leave(folder.path(), "open-1", text);
        let other = OpenElsewhere { user: "vera".into(), host: "desk-3".into(), seen: at(1000) };
        assert_eq!(OpenMark::others(folder.path(), at(1120)), std::slice::from_ref(&other));
        assert_eq!(OpenMark::others(folder.path(), at(900)), [other]);
        assert_eq!(OpenMark::others(folder.path(), at(1301)), []);
    }

    #[test]
    fn ones_own_mark_is_not_another_and_goes_when_the_window_closes() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let mark = OpenMark::put(folder.path(), at(1000)).expect("the folder can be written to");
        mark.beat(at(1060)).expect("the folder can be written to");
        assert_eq!(OpenMark::others(folder.path(), at(1060)), []);
        assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 1);
        drop(mark);
        assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 0);
        OpenMark::put(&folder.path().join("none"), at(0)).expect_err("no folder is made for a mark");
    }

    #[test]
    fn what_a_killed_window_of_this_machine_left_is_taken_away() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        // No process has the highest number that there could be.
        let text = format!("{FIRST_LINE}\nhost {}\nprocess {}\nseen 5\nuser a\n", host_name(), i32::MAX);
        let left = leave(folder.path(), "open-1", &text);
        assert_eq!(OpenMark::others(folder.path(), at(5)), []);
        assert_eq!(left.exists(), cfg!(not(unix)));
    }

    #[test]
    fn what_is_no_mark_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        for (name, text) in [
            ("open-1", ""),
            ("open-2", "claimdesk open 1\n"),
            ("open-3", "claimdesk open 1\nhost a\nprocess x\nseen 5\nuser a\n"),
            ("open-4", "claimdesk open 1\nhost a\nprocess 1\nseen -9223372036854775808\nuser a\n"),
            ("open-5", "claimdesk open 2\nhost a\nprocess 1\nseen 5\nuser a\n"),
            ("other", "claimdesk open 1\nhost a\nprocess 1\nseen 5\nuser a\n"),
        ] {
            let path = leave(folder.path(), name, text);
            assert_eq!(OpenMark::others(folder.path(), at(5)), [], "{name}");
            assert!(path.exists());
        }
    }
}
