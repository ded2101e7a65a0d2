//! What the desk knows of where the work is kept: its file, its journal, its backups, other windows.

mod backups;
mod comparison;
mod damaged;
mod outside;
mod protection;
mod recovered;
mod report;

pub use backups::{BackupEntry, BackupList, ChosenBackup};
pub use comparison::{CompareWith, Comparison};
pub use damaged::{DamagedFile, OpenInstead};
pub use outside::{Found, Outside, OutsideAnswer, OutsideVersion};
pub use protection::{Access, DeskNumber, JournalName, JournalState, Protect};
pub use recovered::{RecoveredWork, UnfinishedWork};
pub use report::{SafetyReport, SafetyRow, Trust};
