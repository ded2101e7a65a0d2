//! Numbered versions of a project: whole, or recognisably not.

use claimdesk::{
    format,
    model::{Project, Timestamp},
};
use std::{fmt, fmt::Write, fs, path::Path};

/// One version of a project. Each line of its text names it, so that a mixture of two is no version.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Version {
    /// Who made it, as "ours".
    pub(crate) author: String,
    /// Each author counts for itself.
    pub(crate) number: u64,
    /// How long its article is.
    pub(crate) lines: usize,
}

impl Version {
    pub(crate) fn new(author: &str, number: u64, lines: usize) -> Self {
        Self { author: author.to_owned(), number, lines }
    }

    pub(crate) fn project(&self) -> Project {
        let mut text = String::new();
        for line in 0..self.lines {
            writeln!(text, "Line {line} of version {} of {}.", self.number, self.author)
                .expect("a string takes everything");
        }
        Project::new(&format!("{}/{}/{}", self.author, self.number, self.lines), text)
    }

    /// The bytes of a project file, as another program might have written them.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        format::write(&self.project()).expect("a small project can be written").into_bytes()
    }

    /// A time for the names of backups. Its order is nobody's business.
    pub(crate) const fn label(&self) -> Timestamp {
        Timestamp::from_unix_seconds(1_790_000_000 + self.number as i64)
    }

    /// The version whose project this is, if it is whole.
    pub(crate) fn of(project: &Project) -> Option<Self> {
        let mut parts = project.title().splitn(3, '/');
        let version = Self {
            author: parts.next()?.to_owned(),
            number: parts.next()?.parse().ok()?,
            lines: parts.next()?.parse().ok()?,
        };
        (version.lines < 100_000 && version.project() == *project).then_some(version)
    }

    /// The version that these bytes are, if they are a whole one.
    pub(crate) fn in_bytes(bytes: &[u8]) -> Option<Self> {
        Self::of(&format::read(bytes).ok()?.project)
    }

    /// What stands in a file: nothing, a version, or something that must not be.
    pub(crate) fn at(path: &Path) -> Content {
        match fs::read(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Content::Nothing,
            Err(error) => Content::Broken(error.to_string()),
            Ok(bytes) => Self::in_bytes(&bytes).map_or_else(
                || Content::Broken(format!("{} bytes that are no version", bytes.len())),
                Content::Whole,
            ),
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.author, self.number)
    }
}

/// What stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// No such file.
    Nothing,
    /// One version, whole.
    Whole(Version),
    /// Anything else.
    Broken(String),
}

/// Every whole version in any file below the folder, hidden ones and leftovers included.
pub(crate) fn all_below(folder: &Path) -> Vec<Version> {
    let mut found = Vec::new();
    each_file_below(folder, &mut |path| {
        if let Content::Whole(version) = Version::at(path) {
            found.push(version);
        }
    });
    found
}

/// Calls with every plain file below the folder.
pub(crate) fn each_file_below(folder: &Path, call: &mut dyn FnMut(&Path)) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let Ok(sort) = entry.file_type() else { continue };
        if sort.is_dir() {
            each_file_below(&entry.path(), call);
        } else if sort.is_file() {
            call(&entry.path());
        }
    }
}
