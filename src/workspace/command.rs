//! `Command`: everything the workspace can be asked to do.

use super::{
    CompareWith, FindQuery, JournalName, Next, OpenInstead, OutsideAnswer, Sort, StatusFilter, UnsavedAnswer,
};
use crate::{edit::Edit, format::ExportFormat, model::ClaimId};
use std::path::PathBuf;

/// How the selection changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Select {
    /// This claim and no other.
    Only(ClaimId),
    /// This claim too, or no longer.
    Toggle(ClaimId),
    /// The rows from where the selection started to this claim.
    RangeTo(ClaimId),
    /// Every shown row.
    All,
    /// Nothing.
    None,
    /// So many rows further down, or up when negative; `extend` draws the range along.
    Rows {
        /// How many.
        by: isize,
        /// Select the rows between as well.
        extend: bool,
    },
}

/// Something the workspace is asked to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Change the project.
    Edit(Edit),
    /// Take the last step back.
    Undo,
    /// Make the step undone last again.
    Redo,
    /// Undo or redo until that many steps lie in the past.
    GoToStep(usize),
    /// Whatever is edited next is a step of its own.
    EndStep,
    /// Change the selection.
    Select(Select),
    /// Sort the table.
    Sort(Option<Sort>),
    /// Show only claims with these statuses.
    FilterStatuses(StatusFilter),
    /// Show only claims with these words.
    FilterWords(String),
    /// Look for words in the article; the first match from the byte position on comes first.
    Find {
        /// What for.
        query: FindQuery,
        /// From where.
        from: usize,
    },
    /// Go to the next match, or the previous one.
    FindStep {
        /// The next one.
        forward: bool,
    },
    /// Save to the project's file, or ask for one.
    Save,
    /// Ask for a file, then save to it.
    AskWhereToSave,
    /// Save to this file from now on.
    SaveAs(PathBuf),
    /// The same, but only if nothing is there yet.
    SaveAsNew(PathBuf),
    /// Write a summary to this file.
    Export {
        /// As what.
        format: ExportFormat,
        /// Where to.
        path: PathBuf,
    },
    /// Go on to something else, after asking about unsaved changes.
    Leave(Next),
    /// The answer to that question.
    AnswerUnsaved(UnsavedAnswer),
    /// What to do about a file that somebody else changed.
    AnswerOutside(OutsideAnswer),
    /// The recovered work stays.
    KeepRecovered,
    /// Bring the recovered work, which waits beside the file's version, onto the desk.
    UseRecovered,
    /// Bring the recovered work and the file's version together, claim by claim.
    MergeRecovered,
    /// The recovered work goes to the trash.
    DiscardRecovered,
    /// Work listed on the start page goes to the trash.
    DiscardUnfinished(JournalName),
    /// What to open instead of a file that cannot be opened.
    OpenInstead(OpenInstead),
    /// Make the window that has the project come to the front.
    ShowOtherWindow,
    /// Change the project here although another window has it.
    TakeOver,
    /// Compare the present version with another.
    Compare(CompareWith),
    /// Put the comparison away.
    CloseComparison,
    /// List the backups of the project.
    ListBackups,
    /// Look at the backup with this number.
    ChooseBackup(u64),
    /// The backup being looked at becomes the present version, as a step that can be undone.
    RestoreBackup,
    /// Put the list of backups away.
    CloseBackups,
    /// See where each copy of the work is; `verify` reads and checks every byte.
    LookAtSafety {
        /// Whether every byte is read.
        verify: bool,
    },
    /// Put that page away.
    CloseSafety,
    /// The person has read the notice at this place in the list.
    DismissNotice(usize),
}

impl Command {
    /// Whether it changes the project, or takes it elsewhere, and so waits for a step being made.
    pub(super) fn waits_for_step(&self) -> bool {
        match self {
            Self::Edit(_)
            | Self::Undo
            | Self::Redo
            | Self::GoToStep(_)
            | Self::EndStep
            | Self::Save
            | Self::AskWhereToSave
            | Self::SaveAs(_)
            | Self::SaveAsNew(_)
            | Self::Export { .. }
            | Self::Leave(_)
            | Self::AnswerUnsaved(_)
            | Self::AnswerOutside(_)
            | Self::KeepRecovered
            | Self::UseRecovered
            | Self::MergeRecovered
            | Self::DiscardRecovered
            | Self::TakeOver
            | Self::RestoreBackup => true,
            Self::Select(_)
            | Self::Sort(_)
            | Self::FilterStatuses(_)
            | Self::FilterWords(_)
            | Self::Find { .. }
            | Self::FindStep { .. }
            | Self::DiscardUnfinished(_)
            | Self::OpenInstead(_)
            | Self::ShowOtherWindow
            | Self::Compare(_)
            | Self::CloseComparison
            | Self::ListBackups
            | Self::ChooseBackup(_)
            | Self::CloseBackups
            | Self::LookAtSafety { .. }
            | Self::CloseSafety
            | Self::DismissNotice(_) => false,
        }
    }

    /// Whether it changes the project or its file, and so cannot be done to one that may only be looked at.
    pub(super) fn changes_project(&self) -> bool {
        matches!(
            self,
            Self::Edit(_)
                | Self::Undo
                | Self::Redo
                | Self::GoToStep(_)
                | Self::Save
                | Self::AnswerOutside(_)
                | Self::UseRecovered
                | Self::MergeRecovered
                | Self::DiscardRecovered
                | Self::RestoreBackup
        )
    }
}
