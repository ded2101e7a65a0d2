//! The keeper of the open project: writes its journal, holds its lock, watches its file.

mod keeper;
mod keeper_thread;
mod watcher;

pub(super) use keeper::Keeper;
pub(super) use keeper_thread::KeeperThread;
