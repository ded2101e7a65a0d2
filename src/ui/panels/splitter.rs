//! A line between two panes that can be dragged.

use crate::ui::theme::tokens;
use egui::{CursorIcon, Id, Key, Rect, Role, Sense, Ui, WidgetInfo, vec2};

/// How a rectangle is cut in two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// A left and a right part.
    LeftRight,
    /// An upper and a lower part.
    UpperLower,
}

/// The part of its length that the first pane gets, kept within the least sizes of both.
pub(super) fn first_length(length: f32, fraction: f32, least_first: f32, least_second: f32) -> f32 {
    if length < least_first + least_second {
        // Too small for both: they share what there is in proportion.
        return length * least_first / (least_first + least_second);
    }
    (length * fraction).clamp(least_first, length - least_second)
}

/// How wide the strip is where the line can be taken hold of, in points.
const GRIP: f32 = 6.0;
/// The line itself, in points.
const THICKNESS: f32 = 1.0;

/// An area cut in two, with a line between that the person can move.
#[derive(Clone, Copy, Debug)]
pub(super) struct Splitter<'a> {
    /// What a screen reader calls the line.
    pub(super) name: &'a str,
    /// What is cut.
    pub(super) area: Rect,
    /// Which way.
    pub(super) cut: Cut,
    /// The first pane's share at first, and after a double click on the line.
    pub(super) home: f32,
    /// The least lengths of both panes, in points.
    pub(super) least: (f32, f32),
}

impl Splitter<'_> {
    /// The two panes, the first with this share of the length.
    pub(super) fn panes(&self, share: f32) -> (Rect, Rect) {
        let line = self.line(share);
        match self.cut {
            Cut::LeftRight => (
                Rect::from_min_max(self.area.min, line.left_bottom()),
                Rect::from_min_max(line.right_top(), self.area.max),
            ),
            Cut::UpperLower => (
                Rect::from_min_max(self.area.min, line.right_top()),
                Rect::from_min_max(line.left_bottom(), self.area.max),
            ),
        }
    }

    /// Draws the line and lets the person move it. To be called after the panes are drawn: where the
    /// grip lies over them, it is the grip that is meant.
    pub(super) fn show(&self, ui: &mut Ui, share: &mut f32) {
        let line = self.line(*share);
        let grip = match self.cut {
            Cut::LeftRight => Rect::from_min_size(line.min - vec2(1.0, 0.0), vec2(GRIP, line.height())),
            Cut::UpperLower => Rect::from_min_size(line.min - vec2(0.0, 1.0), vec2(line.width(), GRIP)),
        };
        let response = ui.interact(grip, Id::unique(("splitter", self.name)), Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, self.name));
        if response.double_clicked() {
            *share = self.home;
        } else if response.dragged()
            && let Some(pointer) = response.interact_pointer_pos()
        {
            let at = match self.cut {
                Cut::LeftRight => pointer.x - self.area.left(),
                Cut::UpperLower => pointer.y - self.area.top(),
            };
            *share = (at / self.length().max(1.0)).clamp(0.0, 1.0);
        }
        if response.has_focus() {
            self.move_by_keys(ui, share);
        }
        let is_active = response.hovered() || response.dragged() || response.has_focus();
        if is_active {
            ui.set_cursor_icon(match self.cut {
                Cut::LeftRight => CursorIcon::ResizeHorizontal,
                Cut::UpperLower => CursorIcon::ResizeVertical,
            });
        }
        let tokens = tokens(ui);
        ui.painter().rect_filled(line, 0.0, if is_active { tokens.accent } else { tokens.line });
    }

    fn length(&self) -> f32 {
        if self.cut == Cut::LeftRight { self.area.width() } else { self.area.height() }
    }

    fn line(&self, share: f32) -> Rect {
        let first = first_length(self.length(), share, self.least.0, self.least.1).round();
        match self.cut {
            Cut::LeftRight => {
                Rect::from_min_size(self.area.min + vec2(first, 0.0), vec2(THICKNESS, self.area.height()))
            }
            Cut::UpperLower => {
                Rect::from_min_size(self.area.min + vec2(0.0, first), vec2(self.area.width(), THICKNESS))
            }
        }
    }

    /// Arrow keys move the line while it has the keyboard.
    fn move_by_keys(&self, ui: &Ui, share: &mut f32) {
        let (less, more) = match self.cut {
            Cut::LeftRight => (Key::ArrowLeft, Key::ArrowRight),
            Cut::UpperLower => (Key::ArrowUp, Key::ArrowDown),
        };
        let step = ui.input(|input| i16::from(input.key_pressed(more)) - i16::from(input.key_pressed(less)));
        *share = (*share + f32::from(step) * 0.02).clamp(0.05, 0.95);
    }
}

#[cfg(test)]
mod tests {
    use super::first_length;

    #[test]
    fn both_panes_keep_their_least_size_while_there_is_room() {
        assert!((first_length(1000.0, 0.1, 300.0, 400.0) - 300.0).abs() < 0.01);
        assert!((first_length(1000.0, 0.9, 300.0, 400.0) - 600.0).abs() < 0.01);
        assert!((first_length(1000.0, 0.5, 300.0, 400.0) - 500.0).abs() < 0.01);
        assert!((first_length(350.0, 0.5, 300.0, 400.0) - 150.0).abs() < 0.01);
    }
}
