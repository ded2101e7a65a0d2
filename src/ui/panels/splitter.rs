//! A line between two panes that can be dragged.

use crate::ui::theme::tokens;
use egui::{Align2, CursorIcon, Id, Rect, Role, Sense, Ui, WidgetInfo, vec2};

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

/// Cuts `area` in two and lets the person move the line between. Double-clicking it goes back to `home`.
pub(super) fn split(
    ui: &mut Ui,
    name: &str,
    area: Rect,
    cut: Cut,
    fraction: &mut f32,
    home: f32,
    least: (f32, f32),
) -> (Rect, Rect) {
    let length = if cut == Cut::LeftRight { area.width() } else { area.height() };
    let mut first = first_length(length, *fraction, least.0, least.1);
    let line = |first: f32| match cut {
        Cut::LeftRight => {
            Rect::from_min_max(area.min + vec2(first, 0.0), area.min + vec2(first, area.height()))
        }
        Cut::UpperLower => {
            Rect::from_min_max(area.min + vec2(0.0, first), area.min + vec2(area.width(), first))
        }
    };
    let response =
        ui.interact(line(first).expand(3.0), Id::unique(("splitter", name)), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, name));
    if response.double_clicked() {
        *fraction = home;
    } else if response.dragged()
        && let Some(pointer) = response.interact_pointer_pos()
    {
        let at = if cut == Cut::LeftRight { pointer.x - area.left() } else { pointer.y - area.top() };
        *fraction = (at / length.max(1.0)).clamp(0.0, 1.0);
    }
    // Arrow keys move the line while it has the focus.
    if response.has_focus() {
        let (less, more) = match cut {
            Cut::LeftRight => (egui::Key::ArrowLeft, egui::Key::ArrowRight),
            Cut::UpperLower => (egui::Key::ArrowUp, egui::Key::ArrowDown),
        };
        let step = ui.input(|input| i16::from(input.key_pressed(more)) - i16::from(input.key_pressed(less)));
        *fraction = (*fraction + f32::from(step) * 0.02).clamp(0.05, 0.95);
    }
    first = first_length(length, *fraction, least.0, least.1).round();
    let active = response.hovered() || response.dragged() || response.has_focus();
    if active {
        ui.set_cursor_icon(match cut {
            Cut::LeftRight => CursorIcon::ResizeHorizontal,
            Cut::UpperLower => CursorIcon::ResizeVertical,
        });
    }
    let tokens = tokens(ui);
    let color = if active { tokens.accent } else { tokens.line };
    let line = line(first);
    let thickness = 1.0;
    let painted = match cut {
        Cut::LeftRight => Align2::LEFT_TOP.anchor_size(line.min, vec2(thickness, line.height())),
        Cut::UpperLower => Align2::LEFT_TOP.anchor_size(line.min, vec2(line.width(), thickness)),
    };
    ui.painter().rect_filled(painted, 0.0, color);
    match cut {
        Cut::LeftRight => (
            Rect::from_min_max(area.min, line.max),
            Rect::from_min_max(line.min + vec2(thickness, 0.0), area.max),
        ),
        Cut::UpperLower => (
            Rect::from_min_max(area.min, line.max),
            Rect::from_min_max(line.min + vec2(0.0, thickness), area.max),
        ),
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
