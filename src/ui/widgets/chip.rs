//! A filter to switch on: a pill with a word and how many it stands for.

use egui::{CornerRadius, Response, Role, Sense, Stroke, StrokeKind, Ui, Widget, WidgetInfo, vec2};

use super::focus_ring::paint_focus_ring;
use super::words::{Words, paint_in_middle};
use crate::ui::theme::{fonts, size, tokens};

/// A pill that is on or off: `Chip::new("✓ Sourced").count(4).selected(true).ui(ui)`.
#[derive(Clone, Debug)]
#[must_use = "a chip is seen only when it is added to a Ui"]
pub struct Chip<'a> {
    label: &'a str,
    count: Option<usize>,
    selected: bool,
}

impl<'a> Chip<'a> {
    /// A chip that is off and counts nothing.
    pub fn new(label: &'a str) -> Self {
        Self { label, count: None, selected: false }
    }

    /// The number after the word.
    pub fn count(mut self, count: usize) -> Self {
        self.count = Some(count);
        self
    }

    /// Whether it is on.
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }
}

impl Widget for Chip<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let tokens = tokens(ui);
        let ink = if self.selected { tokens.accent } else { tokens.muted };
        let word_font = if self.selected { fonts::ui_medium(size::TEXT) } else { fonts::ui(size::TEXT) };
        let mut words = Words::default().then_label(self.label, word_font, ink);
        let count = self.count.map(|count| count.to_string());
        if let Some(count) = &count {
            words = words.then(count, size::GAP_SMALL, fonts::ui_semibold(size::TEXT), ink);
        }
        let galley = words.lay_out(ui);

        let desired = vec2((galley.size().x + 2.0 * size::CHIP_PAD).ceil(), size::CHIP_HEIGHT);
        let (rect, response) = ui.allocate_exact_size(desired, Sense::click());
        response.widget_info(|| {
            let name = count
                .as_ref()
                .map_or_else(|| self.label.to_owned(), |count| format!("{} {count}", self.label));
            WidgetInfo::selected(Role::Button, ui.is_enabled(), self.selected, name)
        });
        if ui.is_rect_visible(rect) {
            let corner = size::CHIP_HEIGHT as u8 / 2;
            let (fill, line) = if self.selected {
                (tokens.accent_fill, tokens.accent_fill)
            } else if response.hovered() {
                (tokens.hover_fill, tokens.line_strong)
            } else {
                (tokens.chrome, tokens.line)
            };
            ui.painter().rect(
                rect,
                CornerRadius::same(corner),
                fill,
                Stroke::new(size::LINE, line),
                StrokeKind::Inside,
            );
            paint_in_middle(ui.painter(), rect, rect.left() + size::CHIP_PAD, galley);
            paint_focus_ring(ui, &response, corner);
        }
        response
    }
}
