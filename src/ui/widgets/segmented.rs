//! A row of joined segments of which one may be chosen.

use egui::{
    Color32, CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2,
    vec2,
};

use super::focus_ring::paint_focus_ring;
use super::words::{Words, paint_in_middle};
use crate::ui::theme::{fonts, size, tokens};

/// One choice.
#[derive(Clone, Copy, Debug)]
pub struct Segment<'a> {
    /// The sign before the word.
    pub mark: &'a str,
    /// The word; what a screen reader says.
    pub label: &'a str,
    /// The key that chooses it, written small after the word; may be empty.
    pub key: &'a str,
    /// Behind it while chosen.
    pub fill: Color32,
    /// Its text while chosen.
    pub ink: Color32,
}

/// The row: `Segmented::new("Status", &segments).selected(Some(0)).show(ui)`.
#[derive(Clone, Debug)]
#[must_use = "segments are seen only when they are shown"]
pub struct Segmented<'a> {
    name: &'a str,
    segments: &'a [Segment<'a>],
    selected: Option<usize>,
    is_read_only: bool,
}

impl<'a> Segmented<'a> {
    /// No segment is chosen; `name` is what the choice is about, for a screen reader.
    pub fn new(name: &'a str, segments: &'a [Segment<'a>]) -> Self {
        Self { name, segments, selected: None, is_read_only: false }
    }

    /// The index of the chosen segment.
    pub fn selected(mut self, selected: Option<usize>) -> Self {
        self.selected = selected;
        self
    }

    /// Shows what is chosen and lets nobody choose.
    pub fn read_only(mut self, is_read_only: bool) -> Self {
        self.is_read_only = is_read_only;
        self
    }

    /// Shows the row; the index of the segment clicked in this frame, also if it was chosen already.
    pub fn show(self, ui: &mut Ui) -> Option<usize> {
        let group = UiBuilder::new().accessibility_role(Role::RadioGroup).accessibility_label(self.name);
        ui.scope_builder(group, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                let mut clicked = None;
                let mut outline = Rect::NOTHING;
                let mut responses = Vec::with_capacity(self.segments.len());
                for index in 0..self.segments.len() {
                    let response = self.segment(ui, index);
                    if response.clicked() {
                        clicked = Some(index);
                    }
                    outline = outline.union(response.rect);
                    responses.push(response);
                }
                ui.painter().rect_stroke(
                    outline,
                    CornerRadius::same(size::CORNER),
                    Stroke::new(size::LINE, tokens(ui).line),
                    StrokeKind::Inside,
                );
                for response in &responses {
                    paint_focus_ring(ui, response, size::CORNER);
                }
                clicked
            })
            .inner
        })
        .inner
    }

    fn segment(&self, ui: &mut Ui, index: usize) -> Response {
        let tokens = tokens(ui);
        let segment = &self.segments[index];
        let is_selected = self.selected == Some(index);
        let (ink, key_ink, font) = if is_selected {
            (segment.ink, segment.ink, fonts::ui_semibold(size::TEXT))
        } else {
            (tokens.text, tokens.muted, fonts::ui(size::TEXT))
        };
        let galley = Words::default()
            .then_mark(segment.mark, &font, ink)
            .then(segment.label, size::GAP_SMALL, font, ink)
            .then(
                if self.is_read_only { "" } else { segment.key },
                size::GAP - 1.5,
                fonts::ui(size::TEXT_LABEL),
                key_ink,
            )
            .lay_out(ui);

        let desired = vec2((galley.size().x + 2.0 * size::SEGMENT_PAD).ceil(), size::SEGMENT_HEIGHT);
        let (rect, response) =
            ui.allocate_exact_size(desired, if self.is_read_only { Sense::hover() } else { Sense::click() });
        response.widget_info(|| {
            let enabled = ui.is_enabled() && !self.is_read_only;
            WidgetInfo::selected(Role::RadioButton, enabled, is_selected, segment.label)
        });
        let fill = if is_selected {
            segment.fill
        } else if response.hovered() && !self.is_read_only {
            tokens.hover_fill
        } else {
            Color32::TRANSPARENT
        };
        ui.painter().rect_filled(rect, self.corners(index), fill);
        if index > 0 {
            let line = Rect::from_min_max(rect.min, pos2(rect.left() + size::LINE, rect.bottom()));
            ui.painter().rect_filled(line, 0.0, tokens.line);
        }
        paint_in_middle(ui.painter(), rect, rect.left() + size::SEGMENT_PAD, galley);
        response
    }

    /// Only the row's own ends are round.
    fn corners(&self, index: usize) -> CornerRadius {
        let left = if index == 0 { size::CORNER } else { 0 };
        let right = if index + 1 == self.segments.len() { size::CORNER } else { 0 };
        CornerRadius { nw: left, sw: left, ne: right, se: right }
    }
}

#[cfg(test)]
mod tests {
    use egui_kittest::Harness;
    use egui_kittest::kittest::{NodeT as _, Queryable as _};

    use super::*;
    use crate::ui::theme::{Tokens, install};

    #[test]
    fn a_click_tells_which_segment_and_the_chosen_one_says_so() {
        let colours = Tokens::light();
        let segment =
            |mark, label, key| Segment { mark, label, key, fill: colours.accent_fill, ink: colours.accent };
        let segments = [segment("✓", "Sourced", "S"), segment("≠", "Disputed", "D")];
        let mut harness = Harness::builder().with_context_setup(install).build_ui_state(
            |ui, chosen: &mut Option<usize>| {
                if let Some(index) = Segmented::new("Status", &segments).selected(*chosen).show(ui) {
                    *chosen = Some(index);
                }
            },
            None,
        );
        harness.get_by_label("Disputed").click();
        harness.run();
        assert_eq!(harness.state(), &Some(1));
        let chosen = harness.get_by_label("Disputed");
        assert_eq!(chosen.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True));
    }
}
