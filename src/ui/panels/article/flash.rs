//! `Flash`: lights up the target of a jump once, and then never asks for a frame again.

use crate::model::TextRange;
use egui::Ui;

/// How long the light takes to fade, in seconds.
const DURATION: f64 = 0.9;

/// The range that lights up, and since when.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Flash {
    range: Option<TextRange>,
    since: Option<f64>,
}

impl Flash {
    pub(super) fn start(&mut self, range: TextRange) {
        *self = Self { range: Some(range), since: None };
    }

    /// The range and how bright it is now, from 1 down to 0; nothing when it is over.
    pub(super) fn strength(&mut self, ui: &Ui) -> Option<(TextRange, f32)> {
        let range = self.range?;
        let now = ui.input(|input| input.time);
        let since = *self.since.get_or_insert(now);
        let passed = (now - since) / DURATION;
        if passed >= 1.0 {
            *self = Self::default();
            return None;
        }
        ui.request_repaint();
        Some((range, 1.0 - passed as f32))
    }
}
