//! `World`: all files and folders of a disk, as programs see them and as they are on the platter.

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::{OsStr, OsString},
    path::{Component, Path, PathBuf},
};

/// The number of a file or folder.
pub(crate) type Number = u64;
/// The folder in which every path begins.
pub(crate) const ROOT: Number = 1;

/// A disk at one moment.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(super) nodes: BTreeMap<Number, Node>,
    /// Changes of names that no sync has confirmed, in their order.
    pub(super) pending: Vec<NameChange>,
    next: Number,
}

#[derive(Clone, Debug)]
pub(super) enum Node {
    File(Content),
    Folder { seen: BTreeMap<OsString, Number>, durable: BTreeMap<OsString, Number> },
}

/// What is in a file.
#[derive(Clone, Debug, Default)]
pub(super) struct Content {
    /// As programs see it.
    pub(super) seen: Vec<u8>,
    /// As the last sync left it.
    pub(super) durable: Vec<u8>,
    /// What was done since.
    pub(super) pending: Vec<Change>,
}

#[derive(Clone, Debug)]
pub(super) enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Cut(usize),
}

/// A change of names that happens as a whole: what each name in each folder leads to afterwards.
#[derive(Clone, Debug)]
pub(super) struct NameChange(pub(super) Vec<(Number, OsString, Option<Number>)>);

impl NameChange {
    fn touches(&self, folder: Number) -> bool {
        self.0.iter().any(|(touched, _, _)| *touched == folder)
    }

    fn shares_a_name_with(&self, other: &Self) -> bool {
        self.0
            .iter()
            .any(|(folder, name, _)| other.0.iter().any(|(also, same, _)| also == folder && same == name))
    }
}

impl World {
    /// An empty disk.
    pub(crate) fn new() -> Self {
        let root = Node::Folder { seen: BTreeMap::new(), durable: BTreeMap::new() };
        Self { nodes: BTreeMap::from([(ROOT, root)]), pending: Vec::new(), next: ROOT + 1 }
    }

    pub(super) fn add(&mut self, node: Node) -> Number {
        let number = self.next;
        self.next += 1;
        self.nodes.insert(number, node);
        number
    }

    pub(super) fn entries(&self, folder: Number) -> &BTreeMap<OsString, Number> {
        let Some(Node::Folder { seen, .. }) = self.nodes.get(&folder) else {
            panic!("{folder} is no folder")
        };
        seen
    }

    /// Changes names as programs see them; the disk follows at the next sync, or before, or never.
    pub(super) fn rename(&mut self, change: NameChange) {
        for (folder, name, leads_to) in &change.0 {
            let Some(Node::Folder { seen, .. }) = self.nodes.get_mut(folder) else { panic!("no folder") };
            match leads_to {
                Some(number) => seen.insert(name.clone(), *number),
                None => seen.remove(name),
            };
        }
        self.pending.push(change);
    }

    pub(super) fn make_durable(&mut self, change: &NameChange) {
        for (folder, name, leads_to) in &change.0 {
            let Some(Node::Folder { durable, .. }) = self.nodes.get_mut(folder) else { panic!("no folder") };
            match leads_to {
                Some(number) => durable.insert(name.clone(), *number),
                None => durable.remove(name),
            };
        }
    }

    /// Everything that touches the folder is on the disk, and what came before at the same names.
    pub(super) fn sync_folder(&mut self, folder: Number) {
        let mut chosen: BTreeSet<usize> =
            (0..self.pending.len()).filter(|&index| self.pending[index].touches(folder)).collect();
        for index in (0..self.pending.len()).rev() {
            let later = chosen.range(index + 1..).copied().collect::<Vec<_>>();
            if later.iter().any(|&later| self.pending[later].shares_a_name_with(&self.pending[index])) {
                chosen.insert(index);
            }
        }
        let pending = std::mem::take(&mut self.pending);
        for (index, change) in pending.into_iter().enumerate() {
            if chosen.contains(&index) {
                self.make_durable(&change);
            } else {
                self.pending.push(change);
            }
        }
    }

    /// How many names a file has.
    pub(super) fn names_of(&self, number: Number) -> u64 {
        let count = |node: &Node| match node {
            Node::Folder { seen, .. } => seen.values().filter(|leads_to| **leads_to == number).count(),
            Node::File(_) => 0,
        };
        self.nodes.values().map(count).sum::<usize>() as u64
    }

    /// What is at a path.
    pub(super) fn find(&self, path: &Path) -> Option<Number> {
        let mut here = ROOT;
        for component in path.components() {
            if let Component::Normal(name) = component {
                let Some(Node::Folder { seen, .. }) = self.nodes.get(&here) else { return None };
                here = *seen.get(name)?;
            }
        }
        Some(here)
    }

    /// Puts a file there, on the disk already, and the folders above it.
    pub(crate) fn with_file(mut self, path: &str, bytes: &[u8]) -> Self {
        let content = Content { seen: bytes.to_vec(), durable: bytes.to_vec(), pending: Vec::new() };
        self.put(Path::new(path), |world| world.add(Node::File(content)));
        self
    }

    /// Makes a folder, on the disk already, and those above it.
    pub(crate) fn with_folder(mut self, path: &str) -> Self {
        let empty = || Node::Folder { seen: BTreeMap::new(), durable: BTreeMap::new() };
        self.put(Path::new(path), |world| world.add(empty()));
        self
    }

    /// Gives a file one more name, on the disk already.
    pub(crate) fn with_link(mut self, path: &str, to: &str) -> Self {
        let number = self.find(Path::new(to)).expect("it is there");
        self.put(Path::new(path), |_| number);
        self
    }

    fn put(&mut self, path: &Path, node: impl FnOnce(&mut Self) -> Number) {
        let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else { return };
        if self.find(parent).is_none() {
            *self = self.clone().with_folder(&parent.to_string_lossy());
        }
        let parent = self.find(parent).expect("made just now");
        let number = node(self);
        self.rename(NameChange(vec![(parent, name.to_owned(), Some(number))]));
        self.sync_folder(parent);
    }

    /// The bytes of the file at a path, as programs see them.
    pub(crate) fn bytes(&self, path: &str) -> Option<&[u8]> {
        match self.nodes.get(&self.find(Path::new(path))?) {
            Some(Node::File(content)) => Some(&content.seen),
            Some(Node::Folder { .. }) | None => None,
        }
    }

    /// All files by their paths, as programs see them.
    pub(crate) fn files(&self) -> BTreeMap<PathBuf, &[u8]> {
        let mut found = BTreeMap::new();
        self.walk(ROOT, Path::new("/"), &mut found);
        found
    }

    fn walk<'a>(&'a self, folder: Number, path: &Path, found: &mut BTreeMap<PathBuf, &'a [u8]>) {
        for (name, number) in self.entries(folder) {
            let path = path.join::<&OsStr>(name);
            match &self.nodes[number] {
                Node::File(content) => drop(found.insert(path, &content.seen)),
                Node::Folder { .. } => self.walk(*number, &path, found),
            }
        }
    }
}
