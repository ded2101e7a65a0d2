//! Reports of crashes, kept on this machine for the person to pass on, with no word of any document.

use super::private_folder::{make_private_folder, private_file};
use crate::model::Timestamp;
use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

/// So many reports are kept.
const KEPT: usize = 20;
/// No more bytes of the list of calls are kept.
const CALLS_LIMIT: usize = 100_000;
/// So many crashes within one second get a report each.
const NAMES_TRIED: usize = 100;

/// What is known of a crash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrashReport {
    /// The program and its version.
    pub program: String,
    /// The thread that crashed.
    pub thread: String,
    /// The place in the program's text.
    pub location: String,
    /// What was said, if it is a fixed text of the program. One put together when it happened may
    /// quote a document and is left out.
    pub message: Option<&'static str>,
    /// The calls that led there, where the system can tell.
    pub calls: String,
}

impl CrashReport {
    /// Leaves the report in a folder, which is made when it is not there. Of old reports the newest
    /// are kept. Where it was left.
    pub fn leave(&self, folder: &Path, when: Timestamp) -> io::Result<PathBuf> {
        make_private_folder(folder)?;
        let time = jiff::Timestamp::from_second(when.unix_seconds()).map_err(io::Error::other)?;
        let name = time.strftime("crash %Y-%m-%d %H%M%S").to_string();
        let text = self.text(&time.to_string());
        for number in 0..NAMES_TRIED {
            let path = folder.join(format!("{name} {number:02}.txt"));
            match private_file().write(true).create_new(true).open(&path) {
                Ok(mut file) => {
                    file.write_all(text.as_bytes())?;
                    file.sync_all()?;
                    thin_out(folder)?;
                    return Ok(path);
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    fn text(&self, time: &str) -> String {
        let Self { program, thread, location, message, calls } = self;
        let message = message.unwrap_or("(left out, since it may quote a document)");
        let calls = &calls[..calls.floor_char_boundary(CALLS_LIMIT)];
        format!(
            "program:  {program}\nwhen:     {time}\nthread:   {thread}\nlocation: {location}\n\
             message:  {message}\n\n{calls}\n"
        )
    }
}

/// Takes the oldest reports away, by their names.
fn thin_out(folder: &Path) -> io::Result<()> {
    let is_report = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().as_encoded_bytes();
        name.starts_with(b"crash ") && name.ends_with(b".txt")
    };
    let paths = fs::read_dir(folder)?.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let mut reports: Vec<PathBuf> = paths.filter(is_report).collect();
    reports.sort();
    let surplus = reports.len().saturating_sub(KEPT);
    reports[..surplus].iter().try_for_each(fs::remove_file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_are_private_and_the_newest_are_kept() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let folder = folder.path().join("crashes");
        let report = CrashReport {
            program: "claimdesk 0".to_owned(),
            thread: "main".to_owned(),
            location: "a.rs:1:1".to_owned(),
            message: None,
            calls: "é".repeat(CALLS_LIMIT),
        };
        let mut left = Vec::new();
        for second in 0..30 {
            let when = Timestamp::from_unix_seconds(1_790_000_000 + second / 2);
            left.push(report.leave(&folder, when).expect("it can be written"));
        }
        assert_eq!(left.iter().filter(|path| path.exists()).count(), KEPT);
        assert!(left[left.len() - KEPT..].iter().all(|path| path.exists()), "the newest stay");
        let text = fs::read_to_string(&left[29]).expect("it can be read");
        assert!(text.contains("claimdesk 0") && text.contains("a.rs:1:1") && text.contains("left out"));
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            let mode = |path: &Path| fs::metadata(path).expect("it is there").mode() & 0o777;
            assert_eq!((mode(&folder), mode(&left[29])), (0o700, 0o600));
        }
    }
}
