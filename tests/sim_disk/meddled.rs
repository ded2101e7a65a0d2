//! `Meddled`: a disk with somebody between it and the program, who may let calls fail, or only pretend to
//! do them, or do something else at that moment.

use claimdesk::storage::{Disk, Entry};
use std::{
    ffi::{OsStr, OsString},
    io,
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
};

/// Which step it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Call {
    OpenFolder,
    MakeFolder,
    Entry,
    Names,
    Read,
    Create,
    OpenInPlace,
    Reserve,
    Write,
    Cut,
    TakeAttributes,
    Sync,
    Hold,
    Exchange,
    RenameToNew,
    RenameOver,
    Link,
    Remove,
    SyncFolder,
}

/// What becomes of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meddling {
    /// It is done.
    Let,
    /// It is not done, and fails.
    Fail(io::ErrorKind),
    /// It is done, and fails all the same.
    DoAndFail(io::ErrorKind),
    /// A sync or a write that is not done, and succeeds.
    Pretend,
    /// An exchange that renames over instead.
    RenameOver,
}

/// A disk whose steps somebody may meddle with; the steps are counted from 0.
pub(crate) struct Meddled<'a, D, F> {
    disk: &'a D,
    meddler: F,
    steps: AtomicUsize,
}

impl<'a, D: Disk, F: Fn(usize, Call) -> Meddling> Meddled<'a, D, F> {
    pub(crate) fn new(disk: &'a D, meddler: F) -> Self {
        Self { disk, meddler, steps: AtomicUsize::new(0) }
    }

    /// How many steps were taken.
    pub(crate) fn steps(&self) -> usize {
        self.steps.load(Ordering::SeqCst)
    }

    fn ask(&self, call: Call) -> Meddling {
        (self.meddler)(self.steps.fetch_add(1, Ordering::SeqCst), call)
    }

    fn step<T>(&self, call: Call, work: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        match self.ask(call) {
            Meddling::Let | Meddling::Pretend | Meddling::RenameOver => work(),
            Meddling::Fail(kind) => Err(kind.into()),
            Meddling::DoAndFail(kind) => work().and(Err(kind.into())),
        }
    }
}

impl<D: Disk, F: Fn(usize, Call) -> Meddling + Send + Sync> Disk for Meddled<'_, D, F> {
    type Folder = D::Folder;
    type File = D::File;

    fn open_folder(&self, path: &Path) -> io::Result<D::Folder> {
        self.step(Call::OpenFolder, || self.disk.open_folder(path))
    }

    fn make_folder(&self, within: &D::Folder, name: &OsStr) -> io::Result<D::Folder> {
        self.step(Call::MakeFolder, || self.disk.make_folder(within, name))
    }

    fn entry(&self, folder: &D::Folder, name: &OsStr) -> io::Result<Option<Entry>> {
        self.step(Call::Entry, || self.disk.entry(folder, name))
    }

    fn names(&self, folder: &D::Folder) -> io::Result<Vec<OsString>> {
        self.step(Call::Names, || self.disk.names(folder))
    }

    fn read(&self, folder: &D::Folder, name: &OsStr, limit: u64) -> io::Result<Vec<u8>> {
        self.step(Call::Read, || self.disk.read(folder, name, limit))
    }

    fn create(&self, folder: &D::Folder, name: &OsStr) -> io::Result<D::File> {
        self.step(Call::Create, || self.disk.create(folder, name))
    }

    fn open_in_place(&self, folder: &D::Folder, name: &OsStr) -> io::Result<D::File> {
        self.step(Call::OpenInPlace, || self.disk.open_in_place(folder, name))
    }

    fn reserve(&self, file: &mut D::File, bytes: u64) -> io::Result<()> {
        self.step(Call::Reserve, || self.disk.reserve(file, bytes))
    }

    fn write(&self, file: &mut D::File, bytes: &[u8]) -> io::Result<()> {
        match self.ask(Call::Write) {
            Meddling::Let | Meddling::RenameOver => self.disk.write(file, bytes),
            Meddling::Pretend => Ok(()),
            Meddling::Fail(kind) => Err(kind.into()),
            Meddling::DoAndFail(kind) => self.disk.write(file, bytes).and(Err(kind.into())),
        }
    }

    fn cut(&self, file: &mut D::File, bytes: u64) -> io::Result<()> {
        self.step(Call::Cut, || self.disk.cut(file, bytes))
    }

    fn take_attributes(&self, from: &D::Folder, name: &OsStr, to: &D::File) -> io::Result<Vec<String>> {
        self.step(Call::TakeAttributes, || self.disk.take_attributes(from, name, to))
    }

    fn sync(&self, file: &D::File) -> io::Result<()> {
        match self.ask(Call::Sync) {
            Meddling::Let | Meddling::RenameOver => self.disk.sync(file),
            Meddling::Pretend => Ok(()),
            Meddling::Fail(kind) => Err(kind.into()),
            Meddling::DoAndFail(kind) => self.disk.sync(file).and(Err(kind.into())),
        }
    }

    fn hold(&self, file: &D::File) -> io::Result<bool> {
        self.step(Call::Hold, || self.disk.hold(file))
    }

    fn exchange(&self, folder: &D::Folder, one: &OsStr, other: &OsStr) -> io::Result<()> {
        match self.ask(Call::Exchange) {
            Meddling::Let | Meddling::Pretend => self.disk.exchange(folder, one, other),
            Meddling::RenameOver => self.disk.rename_over(folder, one, other),
            Meddling::Fail(kind) => Err(kind.into()),
            Meddling::DoAndFail(kind) => self.disk.exchange(folder, one, other).and(Err(kind.into())),
        }
    }

    fn rename_to_new(
        &self,
        from: &D::Folder,
        name: &OsStr,
        to: &D::Folder,
        new_name: &OsStr,
    ) -> io::Result<()> {
        self.step(Call::RenameToNew, || self.disk.rename_to_new(from, name, to, new_name))
    }

    fn rename_over(&self, folder: &D::Folder, name: &OsStr, over: &OsStr) -> io::Result<()> {
        self.step(Call::RenameOver, || self.disk.rename_over(folder, name, over))
    }

    fn link(&self, from: &D::Folder, name: &OsStr, to: &D::Folder, new_name: &OsStr) -> io::Result<()> {
        self.step(Call::Link, || self.disk.link(from, name, to, new_name))
    }

    fn remove(&self, folder: &D::Folder, name: &OsStr) -> io::Result<()> {
        self.step(Call::Remove, || self.disk.remove(folder, name))
    }

    fn sync_folder(&self, folder: &D::Folder) -> io::Result<()> {
        match self.ask(Call::SyncFolder) {
            Meddling::Let | Meddling::RenameOver => self.disk.sync_folder(folder),
            Meddling::Pretend => Ok(()),
            Meddling::Fail(kind) => Err(kind.into()),
            Meddling::DoAndFail(kind) => self.disk.sync_folder(folder).and(Err(kind.into())),
        }
    }
}
