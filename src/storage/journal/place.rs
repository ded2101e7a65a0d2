//! Where journals lie: `recovery/<id>/` with two files that are begun in turn, a reserve and a lock.

use super::{JournalCause, JournalError};
use crate::{
    format::journal::JournalId,
    storage::{StateFolder, state_folder::make_private_folder},
};
use std::{
    fs::{self, File, OpenOptions, TryLockError},
    hash::{BuildHasher, Hasher, RandomState},
    io,
    path::{Path, PathBuf},
};

/// The folder of journals within the state folder.
pub(super) const RECOVERY: &str = "recovery";
/// The folder within the state folder for what is done with.
pub(super) const TRASH: &str = "trash";
/// The file whose lock says that somebody writes the journal.
const LOCK: &str = "lock";
/// Where how often recovering was begun is noted: a byte each time.
const ATTEMPTS: &str = "attempts";
/// A file of the journal until it is whole.
const NEXT: &str = "next.jnl";
/// Room that is given back when the disk is full.
pub(super) const RESERVE: &str = "reserve";

/// One of the two files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Slot {
    A,
    B,
}

impl Slot {
    pub(super) const BOTH: [Self; 2] = [Self::A, Self::B];

    pub(super) const fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::A => "a.jnl",
            Self::B => "b.jnl",
        }
    }
}

/// The folder of one journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) id: JournalId,
    pub(super) folder: PathBuf,
}

impl Place {
    /// The journal with this id.
    pub(super) fn of(home: &StateFolder, id: JournalId) -> Self {
        Self { id, folder: home.path().join(RECOVERY).join(id.to_string()) }
    }

    /// A folder for a new journal.
    pub(super) fn new(home: &StateFolder) -> Result<Self, JournalError> {
        home.folder(RECOVERY).map_err(JournalCause::from)?;
        let place = Self::of(home, random_id());
        place.make()?;
        Ok(place)
    }

    /// Sees to it that the folder is there, and stays there.
    pub(super) fn make(&self) -> Result<(), JournalError> {
        make_private_folder(&self.folder).map_err(JournalCause::from)?;
        // The folder itself, the one of all journals and that one's folder: each may be new.
        for folder in self.folder.ancestors().take(3) {
            sync_folder(folder).map_err(JournalCause::from)?;
        }
        Ok(())
    }

    pub(super) fn path_of(&self, slot: Slot) -> PathBuf {
        self.folder.join(slot.name())
    }

    pub(super) fn path_of_next(&self) -> PathBuf {
        self.folder.join(NEXT)
    }

    /// The lock of the journal, held as long as the file is open; `None` when somebody else holds it.
    pub(super) fn lock(&self) -> io::Result<Option<File>> {
        let file = private_file().append(true).create(true).open(self.folder.join(LOCK))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// How often recovering was begun and not seen to its end.
    pub(super) fn attempts(&self) -> usize {
        fs::metadata(self.folder.join(ATTEMPTS)).map_or(0, |metadata| metadata.len() as usize)
    }

    /// Notes that recovering begins.
    pub(super) fn note_attempt(&self) -> io::Result<()> {
        let mut file = private_file().append(true).create(true).open(self.folder.join(ATTEMPTS))?;
        io::Write::write_all(&mut file, b".")?;
        file.sync_all()?;
        sync_folder(&self.folder)
    }

    /// Notes that recovering went well.
    pub(super) fn forget_attempts(&self) -> io::Result<()> {
        match fs::remove_file(self.folder.join(ATTEMPTS)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            Ok(()) | Err(_) => Ok(()),
        }
    }
}

/// Every journal there is, in no order.
pub(super) fn all_places(home: &StateFolder) -> io::Result<Vec<Place>> {
    let entries = match fs::read_dir(home.path().join(RECOVERY)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut places = Vec::new();
    for entry in entries {
        let entry = entry?;
        if let Some(id) = entry.file_name().to_str().and_then(|name| name.parse().ok()) {
            places.push(Place { id, folder: entry.path() });
        }
    }
    Ok(places)
}

/// How files are opened that only this person may read.
pub(super) fn private_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes the names in a folder last; only Unix can.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// An id out of what the standard library has the system randomise its hash maps with.
fn random_id() -> JournalId {
    let random = || u128::from(RandomState::new().build_hasher().finish());
    // Two states share keys but for a counter, so their hash is mixed once more over all of them.
    let drawn = [random(), random(), random(), u128::from(std::process::id())];
    let bytes: Vec<u8> = drawn.iter().flat_map(|part| part.to_le_bytes()).collect();
    let mixed = crate::model::Fingerprint::of(&bytes).to_string();
    JournalId::from_random(u128::from_str_radix(&mixed[..32], 16).unwrap_or(drawn[0]))
}
