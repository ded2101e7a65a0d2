//! `Look`: what can be seen of a file without reading it, and the ways that lead to it.

use std::{
    ffi::OsString,
    fs::{self, Metadata},
    path::{Path, PathBuf},
};

/// A chain of links longer than this goes round in circles.
const LINKS_FOLLOWED: usize = 40;

/// What a glance at a path tells. Two that differ mean that the bytes are to be looked at, no more; two
/// that are alike mean nothing at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Look {
    /// The folders to watch and the name to look out for in each: that of the file, and that of each link
    /// on the way to it.
    pub(super) ways: Vec<Way>,
    /// The file; `None` when there is none.
    pub(super) file: Option<Seen>,
}

/// One name on the way to the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Way {
    pub(super) folder: PathBuf,
    pub(super) name: OsString,
    /// Which folder it is, so that one which took the place of another is told from it.
    pub(super) identity: Option<(u64, u64)>,
}

/// What the system says about a file without opening it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    identity: Option<(u64, u64)>,
    length: u64,
    times: [Option<(i64, i64)>; 2],
}

impl Look {
    pub(super) fn at(path: &Path) -> Self {
        let mut ways = Vec::new();
        let mut path = path.to_owned();
        for _ in 0..LINKS_FOLLOWED {
            let above = path.parent().filter(|above| !above.as_os_str().is_empty());
            let folder = above.unwrap_or(Path::new(".")).to_owned();
            let folder = folder.canonicalize().unwrap_or(folder);
            let Some(name) = path.file_name().map(ToOwned::to_owned) else { break };
            let identity = fs::metadata(&folder).ok().and_then(|found| identity(&found));
            path = folder.join(&name);
            ways.push(Way { folder, name, identity });
            let Ok(leads_to) = fs::read_link(&path) else { break };
            path = ways.last().map_or_else(|| leads_to.clone(), |way| way.folder.join(&leads_to));
        }
        Self { ways, file: fs::metadata(&path).ok().map(|found| Seen::new(&found)) }
    }
}

impl Seen {
    #[cfg(unix)]
    fn new(found: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        let times = [(found.mtime(), found.mtime_nsec()), (found.ctime(), found.ctime_nsec())];
        Self { identity: identity(found), length: found.len(), times: times.map(Some) }
    }

    #[cfg(not(unix))]
    fn new(found: &Metadata) -> Self {
        let since = |time: std::time::SystemTime| time.duration_since(std::time::UNIX_EPOCH).ok();
        let time = found.modified().ok().and_then(since);
        let time = time.map(|time| (time.as_secs() as i64, i64::from(time.subsec_nanos())));
        Self { identity: identity(found), length: found.len(), times: [time, None] }
    }
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "not every system tells files apart by a number")]
fn identity(found: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((found.dev(), found.ino()))
}

#[cfg(not(unix))]
fn identity(_found: &Metadata) -> Option<(u64, u64)> {
    None
}
