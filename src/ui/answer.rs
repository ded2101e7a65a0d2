//! `Answer`: what can be answered to what waits above the article: recovered work, a file that somebody
//! else changed, another window.

use crate::workspace::{Access, Command, CompareWith, Document, Outside, OutsideAnswer};

/// An answer to something that waits for one. Each is a line of the table of actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// See what the recovered work changed.
    CompareRecovered,
    /// The recovered work stays.
    KeepRecovered,
    /// The recovered work takes the place of the file's version.
    UseRecovered,
    /// The recovered work and the file's version become one.
    MergeRecovered,
    /// The recovered work goes to the trash.
    DiscardRecovered,
    /// See what somebody else changed.
    CompareOutside,
    /// Both versions become one.
    MergeOutside,
    /// Both versions stay, each in a file of its own.
    KeepBoth,
    /// Go on with the file's version.
    TakeTheirs,
    /// Save this window's version.
    TakeMine,
    /// Save to a file that is not there any more.
    SaveThereAgain,
    /// Save in place of a file that cannot be opened.
    ReplaceUnreadable,
    /// Show the window that has the project.
    ShowOtherWindow,
    /// Change the project here from now on.
    TakeOver,
}

impl Answer {
    /// Every answer there is.
    pub const ALL: [Self; 14] = [
        Self::CompareRecovered,
        Self::KeepRecovered,
        Self::UseRecovered,
        Self::MergeRecovered,
        Self::DiscardRecovered,
        Self::CompareOutside,
        Self::MergeOutside,
        Self::KeepBoth,
        Self::TakeTheirs,
        Self::TakeMine,
        Self::SaveThereAgain,
        Self::ReplaceUnreadable,
        Self::ShowOtherWindow,
        Self::TakeOver,
    ];

    /// What the workspace is asked to do.
    pub(super) fn command(self) -> Command {
        match self {
            Self::CompareRecovered => Command::Compare(CompareWith::Recovered),
            Self::KeepRecovered => Command::KeepRecovered,
            Self::UseRecovered => Command::UseRecovered,
            Self::MergeRecovered => Command::MergeRecovered,
            Self::DiscardRecovered => Command::DiscardRecovered,
            Self::CompareOutside => Command::Compare(CompareWith::Outside),
            Self::MergeOutside => Command::AnswerOutside(OutsideAnswer::Merge),
            Self::KeepBoth => Command::AnswerOutside(OutsideAnswer::KeepBoth),
            Self::TakeTheirs => Command::AnswerOutside(OutsideAnswer::TakeTheirs),
            Self::TakeMine | Self::SaveThereAgain | Self::ReplaceUnreadable => {
                Command::AnswerOutside(OutsideAnswer::TakeOurs)
            }
            Self::ShowOtherWindow => Command::ShowOtherWindow,
            Self::TakeOver => Command::TakeOver,
        }
    }

    /// Whether what it answers waits, and it can be given here.
    pub(super) fn is_wanted(self, document: &Document) -> bool {
        let recovered = document.recovered();
        let waits_beside = recovered.is_some_and(|work| !work.is_on_desk);
        match self {
            Self::CompareRecovered => recovered.is_some(),
            Self::KeepRecovered => recovered.is_some_and(|work| work.is_on_desk),
            Self::UseRecovered | Self::MergeRecovered => waits_beside && may_change(document),
            Self::DiscardRecovered => recovered.is_some() && may_change(document),
            Self::CompareOutside => matches!(document.outside(), Some(Outside::Changed(_))),
            Self::MergeOutside | Self::KeepBoth | Self::TakeTheirs | Self::TakeMine => {
                matches!(document.outside(), Some(Outside::Changed(_))) && may_change(document)
            }
            Self::SaveThereAgain => matches!(document.outside(), Some(Outside::Gone)) && may_change(document),
            Self::ReplaceUnreadable => {
                matches!(document.outside(), Some(Outside::Unreadable { .. })) && may_change(document)
            }
            Self::ShowOtherWindow | Self::TakeOver => {
                matches!(document.access(), Access::OpenElsewhere | Access::TakenOver)
            }
        }
    }
}

/// Whether the project may be changed in this window.
pub(super) fn may_change(document: &Document) -> bool {
    *document.access() == Access::Full
}
