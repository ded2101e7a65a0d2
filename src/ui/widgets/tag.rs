//! A small filled label, as in a cell or a margin.

use std::sync::Arc;

use egui::{
    Color32, CornerRadius, Galley, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, Widget, WidgetInfo,
    vec2,
};

use super::focus_ring::paint_focus_ring;
use super::words::{Words, paint_in_middle};
use crate::ui::theme::{fonts, size, tokens};

/// A filled word with rounded corners: `Tag::new("✓ Sourced", fill, ink).ui(ui)`.
#[derive(Clone, Debug)]
#[must_use = "a tag is seen only when it is added to a Ui"]
pub struct Tag<'a> {
    label: &'a str,
    fill: Color32,
    ink: Color32,
    text_size: f32,
    outlined: bool,
    clickable: bool,
    name: Option<&'a str>,
}

impl<'a> Tag<'a> {
    /// `ink` on `fill`; it cannot be clicked.
    pub fn new(label: &'a str, fill: Color32, ink: Color32) -> Self {
        Self { label, fill, ink, text_size: size::TEXT_SMALL, outlined: false, clickable: false, name: None }
    }

    /// Smaller text, for a margin.
    pub fn small(mut self) -> Self {
        self.text_size = size::TEXT_LABEL;
        self
    }

    /// Outlined in the accent colour: it belongs to what is selected.
    pub fn outlined(mut self, outlined: bool) -> Self {
        self.outlined = outlined;
        self
    }

    /// Makes it a button; with the outline it reports itself as selected.
    pub fn clickable(mut self) -> Self {
        self.clickable = true;
        self
    }

    /// What a screen reader says instead of the label.
    pub fn accessible_name(mut self, name: &'a str) -> Self {
        self.name = Some(name);
        self
    }

    fn words(&self, ui: &Ui) -> Arc<Galley> {
        Words::default().then_label(self.label, fonts::ui_medium(self.text_size), self.ink).lay_out(ui)
    }

    fn size(&self, words: &Galley) -> Vec2 {
        vec2((words.size().x + 2.0 * self.pad()).ceil(), size::TAG_HEIGHT)
    }

    fn pad(&self) -> f32 {
        if self.text_size < size::TEXT_SMALL { size::TAG_PAD - 1.0 } else { size::TAG_PAD }
    }
}

impl Widget for Tag<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let galley = self.words(ui);
        let desired = self.size(&galley);
        let pad = self.pad();
        let sense = if self.clickable { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(desired, sense);
        let name = self.name.unwrap_or(self.label);
        response.widget_info(|| {
            if self.clickable {
                WidgetInfo::selected(Role::Button, ui.is_enabled(), self.outlined, name)
            } else {
                WidgetInfo::labeled(Role::Label, ui.is_enabled(), name)
            }
        });
        if ui.is_rect_visible(rect) {
            let corner = CornerRadius::same(size::CORNER_SMALL);
            ui.painter().rect_filled(rect, corner, self.fill);
            if self.outlined {
                let outline = Stroke::new(size::OUTLINE, tokens(ui).accent);
                ui.painter().rect_stroke(rect, corner, outline, StrokeKind::Outside);
            }
            paint_in_middle(ui.painter(), rect, rect.left() + pad, galley);
            paint_focus_ring(ui, &response, size::CORNER_SMALL);
        }
        response
    }
}
