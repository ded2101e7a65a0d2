//! `SimDisk`: the steps of saving on a `World`, and the world after each of them.

use super::world::{Change, Content, NameChange, Node, Number, World};
use claimdesk::storage::{Disk, Entry, EntrySort};
use std::{
    collections::BTreeMap,
    ffi::{OsStr, OsString},
    io,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard},
};

/// What the file system is able to do.
#[derive(Clone, Debug)]
pub(crate) struct Abilities {
    /// Let names change places, and rename without replacing.
    pub(crate) exchange: bool,
    /// Give a file a second name.
    pub(crate) link: bool,
    /// A folder in which nothing may be made or renamed.
    pub(crate) closed: Option<PathBuf>,
}

impl Abilities {
    pub(crate) const ALL: Self = Self { exchange: true, link: true, closed: None };
}

/// A disk in memory.
#[derive(Debug)]
pub(crate) struct SimDisk {
    world: Mutex<World>,
    abilities: Abilities,
    /// The world after each step that changed it.
    history: Mutex<Vec<World>>,
}

/// A file open for writing.
#[derive(Debug)]
pub(crate) struct OpenFile {
    number: Number,
    at: usize,
}

impl SimDisk {
    pub(crate) fn new(world: World, abilities: Abilities) -> Self {
        Self { history: Mutex::new(vec![world.clone()]), world: Mutex::new(world), abilities }
    }

    pub(crate) fn world(&self) -> World {
        self.lock().clone()
    }

    /// The worlds that there were, from the first to the present one.
    pub(crate) fn history(&self) -> Vec<World> {
        self.history.lock().expect("no test panicked in it").clone()
    }

    fn lock(&self) -> MutexGuard<'_, World> {
        self.world.lock().expect("no test panicked in it")
    }

    fn change<T>(&self, change: impl FnOnce(&mut World) -> io::Result<T>) -> io::Result<T> {
        let mut world = self.lock();
        let outcome = change(&mut world);
        self.history.lock().expect("no test panicked in it").push(world.clone());
        outcome
    }

    fn check_open(&self, folder: Number) -> io::Result<()> {
        let closed = self.abilities.closed.as_ref().and_then(|path| self.lock().find(path));
        if closed == Some(folder) { Err(io::ErrorKind::PermissionDenied.into()) } else { Ok(()) }
    }
}

fn there(world: &World, folder: Number, name: &OsStr) -> io::Result<Number> {
    world.entries(folder).get(name).copied().ok_or_else(|| io::ErrorKind::NotFound.into())
}

fn free(world: &World, folder: Number, name: &OsStr) -> io::Result<()> {
    if world.entries(folder).contains_key(name) { Err(io::ErrorKind::AlreadyExists.into()) } else { Ok(()) }
}

fn content(world: &mut World, number: Number) -> io::Result<&mut Content> {
    match world.nodes.get_mut(&number) {
        Some(Node::File(content)) => Ok(content),
        Some(Node::Folder { .. }) | None => Err(io::ErrorKind::InvalidInput.into()),
    }
}

impl Disk for SimDisk {
    type Folder = Number;
    type File = OpenFile;

    fn open_folder(&self, path: &Path) -> io::Result<Number> {
        let world = self.lock();
        let number = world.find(path).ok_or(io::ErrorKind::NotFound)?;
        match world.nodes[&number] {
            Node::Folder { .. } => Ok(number),
            Node::File(_) => Err(io::ErrorKind::NotADirectory.into()),
        }
    }

    fn make_folder(&self, within: &Number, name: &OsStr) -> io::Result<Number> {
        if let Ok(number) = there(&self.lock(), *within, name) {
            return Ok(number);
        }
        self.check_open(*within)?;
        self.change(|world| {
            let number = world.add(Node::Folder { seen: BTreeMap::new(), durable: BTreeMap::new() });
            world.rename(NameChange(vec![(*within, name.to_owned(), Some(number))]));
            Ok(number)
        })
    }

    fn entry(&self, folder: &Number, name: &OsStr) -> io::Result<Option<Entry>> {
        let world = self.lock();
        let Ok(number) = there(&world, *folder, name) else { return Ok(None) };
        let (sort, length) = match &world.nodes[&number] {
            Node::File(content) => (EntrySort::File, content.seen.len() as u64),
            Node::Folder { .. } => (EntrySort::Folder, 0),
        };
        let names = world.names_of(number);
        Ok(Some(Entry { sort, length, mode: 0o600, writable: true, names, identity: (1, number) }))
    }

    fn names(&self, folder: &Number) -> io::Result<Vec<OsString>> {
        Ok(self.lock().entries(*folder).keys().cloned().collect())
    }

    fn read(&self, folder: &Number, name: &OsStr, limit: u64) -> io::Result<Vec<u8>> {
        let mut world = self.lock();
        let number = there(&world, *folder, name)?;
        let bytes = &content(&mut world, number)?.seen;
        if bytes.len() as u64 > limit { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes.clone()) }
    }

    fn create(&self, folder: &Number, name: &OsStr) -> io::Result<OpenFile> {
        self.check_open(*folder)?;
        self.change(|world| {
            free(world, *folder, name)?;
            let number = world.add(Node::File(Content::default()));
            world.rename(NameChange(vec![(*folder, name.to_owned(), Some(number))]));
            Ok(OpenFile { number, at: 0 })
        })
    }

    fn open_in_place(&self, folder: &Number, name: &OsStr) -> io::Result<OpenFile> {
        let mut world = self.lock();
        let number = there(&world, *folder, name)?;
        content(&mut world, number)?;
        Ok(OpenFile { number, at: 0 })
    }

    fn reserve(&self, _file: &mut OpenFile, _bytes: u64) -> io::Result<()> {
        Ok(())
    }

    fn write(&self, file: &mut OpenFile, bytes: &[u8]) -> io::Result<()> {
        let at = file.at;
        file.at += bytes.len();
        self.change(|world| {
            let content = content(world, file.number)?;
            let end = at + bytes.len();
            content.seen.resize(content.seen.len().max(end), 0);
            content.seen[at..end].copy_from_slice(bytes);
            content.pending.push(Change::Write { at, bytes: bytes.to_vec() });
            Ok(())
        })
    }

    fn cut(&self, file: &mut OpenFile, bytes: u64) -> io::Result<()> {
        self.change(|world| {
            let content = content(world, file.number)?;
            content.seen.resize(bytes as usize, 0);
            content.pending.push(Change::Cut(bytes as usize));
            Ok(())
        })
    }

    fn take_attributes(&self, from: &Number, name: &OsStr, _to: &OpenFile) -> io::Result<Vec<String>> {
        there(&self.lock(), *from, name).map(|_| Vec::new())
    }

    fn sync(&self, file: &OpenFile) -> io::Result<()> {
        self.change(|world| {
            let content = content(world, file.number)?;
            content.durable.clone_from(&content.seen);
            content.pending.clear();
            Ok(())
        })
    }

    fn hold(&self, _file: &OpenFile) -> io::Result<bool> {
        Ok(true)
    }

    fn exchange(&self, folder: &Number, one: &OsStr, other: &OsStr) -> io::Result<()> {
        if !self.abilities.exchange {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        self.check_open(*folder)?;
        self.change(|world| {
            let (first, second) = (there(world, *folder, one)?, there(world, *folder, other)?);
            world.rename(NameChange(vec![
                (*folder, one.to_owned(), Some(second)),
                (*folder, other.to_owned(), Some(first)),
            ]));
            Ok(())
        })
    }

    fn rename_to_new(&self, from: &Number, name: &OsStr, to: &Number, new_name: &OsStr) -> io::Result<()> {
        if !self.abilities.exchange {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        self.check_open(*from)?;
        self.check_open(*to)?;
        self.change(|world| {
            let number = there(world, *from, name)?;
            free(world, *to, new_name)?;
            world.rename(NameChange(vec![
                (*from, name.to_owned(), None),
                (*to, new_name.to_owned(), Some(number)),
            ]));
            Ok(())
        })
    }

    fn rename_over(&self, folder: &Number, name: &OsStr, over: &OsStr) -> io::Result<()> {
        self.check_open(*folder)?;
        self.change(|world| {
            let number = there(world, *folder, name)?;
            world.rename(NameChange(vec![
                (*folder, name.to_owned(), None),
                (*folder, over.to_owned(), Some(number)),
            ]));
            Ok(())
        })
    }

    fn link(&self, from: &Number, name: &OsStr, to: &Number, new_name: &OsStr) -> io::Result<()> {
        if !self.abilities.link {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        self.check_open(*to)?;
        self.change(|world| {
            let number = there(world, *from, name)?;
            free(world, *to, new_name)?;
            world.rename(NameChange(vec![(*to, new_name.to_owned(), Some(number))]));
            Ok(())
        })
    }

    fn remove(&self, folder: &Number, name: &OsStr) -> io::Result<()> {
        self.check_open(*folder)?;
        self.change(|world| {
            there(world, *folder, name)?;
            world.rename(NameChange(vec![(*folder, name.to_owned(), None)]));
            Ok(())
        })
    }

    fn sync_folder(&self, folder: &Number) -> io::Result<()> {
        self.change(|world| {
            world.sync_folder(*folder);
            Ok(())
        })
    }
}
