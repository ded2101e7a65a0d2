//! A key as it looks on the keyboard, for the sheet of all keys.

use egui::{CornerRadius, Response, Role, Sense, Stroke, StrokeKind, Ui, Widget, WidgetInfo, vec2};

use super::words::{Words, paint_in_middle};
use crate::ui::theme::{fonts, size, tokens};

/// One key or several pressed together: `KeyCap::new("Ctrl+Shift+Z").ui(ui)` draws three caps.
#[derive(Clone, Debug)]
#[must_use = "a key cap is seen only when it is added to a Ui"]
pub struct KeyCap<'a> {
    keys: &'a str,
}

/// Height of a cap, and least width.
const CAP: f32 = 20.0;
/// From the edge of a cap to its letters.
const PAD: f32 = 6.0;
/// Between the caps of one combination.
const BETWEEN: f32 = 3.0;

impl<'a> KeyCap<'a> {
    /// `keys` are joined with "+"; a plus sign itself is written "+" or "Ctrl++".
    pub fn new(keys: &'a str) -> Self {
        Self { keys }
    }
}

impl Widget for KeyCap<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let tokens = tokens(ui);
        let caps: Vec<_> = single_keys(self.keys)
            .into_iter()
            .map(|key| {
                let galley = Words::default()
                    .then(key, 0.0, fonts::ui_medium(size::TEXT_LABEL), tokens.text)
                    .lay_out(ui);
                let width = (galley.size().x + 2.0 * PAD).ceil().max(CAP);
                (galley, width)
            })
            .collect();
        let width = caps.iter().map(|(_, width)| width + BETWEEN).sum::<f32>() - BETWEEN;
        let (rect, response) = ui.allocate_exact_size(vec2(width.max(0.0), CAP), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), self.keys));
        let mut left = rect.left();
        for (galley, width) in caps {
            let cap = egui::Rect::from_min_size(egui::pos2(left, rect.top()), vec2(width, CAP));
            let corner = CornerRadius::same(size::CORNER_SMALL + 1);
            let line = Stroke::new(size::LINE, tokens.line_strong);
            ui.painter().rect(cap, corner, tokens.hover_fill, line, StrokeKind::Inside);
            let text_left = cap.center().x - galley.size().x / 2.0;
            paint_in_middle(ui.painter(), cap, text_left, galley);
            left += width + BETWEEN;
        }
        response
    }
}

/// "Ctrl+Shift+Z" as its three keys; a plus at the end is a key.
fn single_keys(keys: &str) -> Vec<&str> {
    match keys.strip_suffix('+') {
        Some(before) => before.split('+').filter(|key| !key.is_empty()).chain(["+"]).collect(),
        None => keys.split('+').collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_combination_is_cut_into_its_keys() {
        assert_eq!(single_keys("Ctrl+Shift+Z"), ["Ctrl", "Shift", "Z"]);
        assert_eq!(single_keys("S"), ["S"]);
    }

    #[test]
    fn the_plus_key_is_a_key() {
        assert_eq!(single_keys("+"), ["+"]);
        assert_eq!(single_keys("Ctrl++"), ["Ctrl", "+"]);
    }
}
