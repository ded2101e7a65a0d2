//! What the window does about where the work is kept: answers, comparisons, backups, the page of data
//! safety, and saving again what the disk has not confirmed.

use super::{Action, Answer, App, answer::may_change, panels::BackupsView};
use crate::workspace::{Command, CompareWith, Found, JobResult, SaveState};
use egui::Context;
use std::time::Duration;

/// What was written but not confirmed is written again after this time, in seconds.
const SAVE_AGAIN_AFTER: f64 = 30.0;

impl App {
    /// Gives an answer to what waits.
    pub(super) fn give_answer(&mut self, answer: Answer) {
        if matches!(answer, Answer::CompareRecovered | Answer::CompareOutside) {
            self.look_at_claims();
        }
        self.command(answer.command());
    }

    /// Asks for one of the looks at other versions.
    pub(super) fn look_back(&mut self, action: Action) {
        match action {
            Action::CompareWithFile => {
                self.look_at_claims();
                self.command(Command::Compare(CompareWith::File));
            }
            Action::Backups => {
                self.look_at_claims();
                self.view.backups = BackupsView::default();
                self.command(Command::ListBackups);
            }
            _ => self.command(Command::LookAtSafety { verify: false }),
        }
    }

    /// The claims come back to where another version is looked at: the action is about them.
    pub(super) fn look_at_claims(&mut self) {
        if self.workspace.backups().is_some() {
            self.command(Command::CloseBackups);
        }
        if self.workspace.comparison().is_some() {
            self.command(Command::CloseComparison);
        }
    }

    /// Notes that a report on data safety was asked for.
    pub(super) fn note_asked(&mut self, command: &Command) {
        match command {
            Command::LookAtSafety { verify } => self.view.safety.awaits = Some(*verify),
            Command::CloseSafety => self.view.safety.awaits = None,
            _ => {}
        }
    }

    /// Keeps the page of data safety as new as what is known: says whether it must be asked for again.
    pub(super) fn is_safety_old(&mut self, result: &JobResult) -> bool {
        match result {
            JobResult::SafetySeen(report) => {
                // A glance that was under way does not end the wait for a thorough look.
                if report.is_verified || self.view.safety.awaits == Some(false) {
                    self.view.safety.awaits = None;
                }
                self.view.safety.at = Some(self.desktop.now());
                false
            }
            JobResult::Failed(_) => {
                self.view.safety.awaits = None;
                false
            }
            JobResult::Saved { .. }
            | JobResult::JournalIs { .. }
            | JobResult::Protected { .. }
            | JobResult::Looked { .. } => {
                self.workspace.safety().is_some() && self.view.safety.awaits.is_none()
            }
            _ => false,
        }
    }

    /// Saves again what was written but not confirmed, once it has waited long enough.
    pub(super) fn save_unconfirmed(&mut self, ctx: &Context) {
        let document = self.workspace.document();
        let waits = document.is_some_and(|document| {
            document.save_state() == SaveState::NotConfirmed
                && document.outside().is_none()
                && may_change(document)
        });
        let now = ctx.input(|input| input.time);
        match self.unconfirmed.wait(waits, now) {
            Wait::Nothing => {}
            Wait::Seconds(left) => ctx.request_repaint_after(Duration::from_secs_f64(left)),
            Wait::Over => self.command(Command::Save),
        }
    }
}

/// How long a save has been waiting to be confirmed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Unconfirmed {
    /// Since when, in seconds of the window's clock; or since it was last tried again.
    since: Option<f64>,
}

/// What is to be waited for.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Wait {
    /// Nothing.
    Nothing,
    /// So many seconds.
    Seconds(f64),
    /// It was waited for long enough.
    Over,
}

impl Unconfirmed {
    fn wait(&mut self, waits: bool, now: f64) -> Wait {
        if !waits {
            self.since = None;
            return Wait::Nothing;
        }
        let left = SAVE_AGAIN_AFTER - (now - *self.since.get_or_insert(now));
        if left > 0.0 {
            return Wait::Seconds(left);
        }
        // However quickly the answer comes, the next try has to wait as long.
        self.since = Some(now);
        Wait::Over
    }
}

/// Whether another project comes to the desk with it.
pub(super) fn brings_project(result: &JobResult) -> bool {
    matches!(
        result,
        JobResult::Opened { .. }
            | JobResult::Imported { .. }
            | JobResult::SampleOpened(_)
            | JobResult::BackupOpened { .. }
            | JobResult::SidesOpened { .. }
            | JobResult::Recovered { .. }
    )
}

/// Whether the version on the desk may have to give way: what is half typed belongs to it and must count.
pub(super) fn takes_project_away(result: &JobResult) -> bool {
    matches!(
        result,
        JobResult::AskedToRelease(_)
            | JobResult::Looked { found: Found::Changed(_), .. }
            | JobResult::Merged(Ok(_))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_confirmed_is_saved_again_every_half_minute_and_not_more_often() {
        let mut unconfirmed = Unconfirmed::default();
        assert_eq!(unconfirmed.wait(false, 0.0), Wait::Nothing);
        assert_eq!(unconfirmed.wait(true, 5.0), Wait::Seconds(30.0));
        assert_eq!(unconfirmed.wait(true, 34.0), Wait::Seconds(1.0));
        assert_eq!(unconfirmed.wait(true, 35.0), Wait::Over);
        assert_eq!(unconfirmed.wait(true, 35.0), Wait::Seconds(30.0), "not in every frame");
        assert_eq!(unconfirmed.wait(true, 65.0), Wait::Over);
        assert_eq!(unconfirmed.wait(false, 66.0), Wait::Nothing, "confirmed");
        assert_eq!(unconfirmed.wait(true, 200.0), Wait::Seconds(30.0), "another save waits anew");
    }
}
