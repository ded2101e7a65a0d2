//! `Banner`: one concern in words, and what can be answered to it.

use crate::ui::Action;

/// How much a concern matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// Something to decide about at leisure.
    Calm,
    /// Something to decide about before saving.
    Warning,
    /// Work may be lost unless something is done.
    Danger,
}

/// An answer.
#[derive(Clone, Copy, Debug)]
pub(super) struct BannerButton {
    /// What stands on it.
    pub(super) label: &'static str,
    /// What it does.
    pub(super) action: Action,
    /// What comes of it, in a sentence without a full stop.
    pub(super) hint: &'static str,
}

/// One row.
#[derive(Clone, Debug)]
pub(super) struct Banner {
    /// What it is about, in a few words; what a screen reader calls the row.
    pub(super) name: &'static str,
    /// How much it matters.
    pub(super) tone: Tone,
    /// What happened, and what is safe.
    pub(super) text: String,
    /// What can be answered, most wanted first.
    pub(super) buttons: Vec<BannerButton>,
}

impl Banner {
    /// Without answers yet.
    pub(super) fn new(name: &'static str, tone: Tone, text: String) -> Self {
        Self { name, tone, text, buttons: Vec::new() }
    }

    /// With one more answer.
    pub(super) fn with(mut self, label: &'static str, action: Action, hint: &'static str) -> Self {
        self.buttons.push(BannerButton { label, action, hint });
        self
    }
}
