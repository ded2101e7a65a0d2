//! A thin bar cut into coloured parts, each as long as its share.

use egui::{Color32, CornerRadius, Rangef, Rect, Response, Role, Sense, Ui, Widget, WidgetInfo, vec2};

use crate::ui::theme::{size, tokens};

/// As wide as there is room: `ProportionBar::new("4 sourced, 3 disputed", &parts).ui(ui)`.
#[derive(Clone, Debug)]
#[must_use = "a bar is seen only when it is added to a Ui"]
pub struct ProportionBar<'a> {
    name: &'a str,
    parts: &'a [(usize, Color32)],
}

impl<'a> ProportionBar<'a> {
    /// `parts` are counts with their colours, from left to right; `name` says them to a screen reader.
    pub fn new(name: &'a str, parts: &'a [(usize, Color32)]) -> Self {
        Self { name, parts }
    }
}

impl Widget for ProportionBar<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let desired = vec2(ui.available_width(), size::PROPORTION_BAR);
        let (rect, response) = ui.allocate_exact_size(desired, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, ui.is_enabled(), self.name));
        if !ui.is_rect_visible(rect) {
            return response;
        }
        let end = size::PROPORTION_BAR as u8 / 2;
        let ranges = shares(self.parts, rect.x_range());
        if ranges.is_empty() {
            ui.painter().rect_filled(rect, end, tokens(ui).quiet_fill);
        }
        for (place, (across, colour)) in ranges.iter().enumerate() {
            let left = if place == 0 { end } else { 0 };
            let right = if place + 1 == ranges.len() { end } else { 0 };
            let corners = CornerRadius { nw: left, sw: left, ne: right, se: right };
            ui.painter().rect_filled(Rect::from_x_y_ranges(*across, rect.y_range()), corners, *colour);
        }
        response
    }
}

/// Where each part that counts anything lies within `across`, on whole points, with a gap between neighbours.
fn shares(parts: &[(usize, Color32)], across: Rangef) -> Vec<(Rangef, Color32)> {
    let counted: Vec<_> = parts.iter().filter(|(count, _)| *count > 0).collect();
    let total: usize = counted.iter().map(|(count, _)| count).sum();
    let room = across.span() - size::PROPORTION_GAP * counted.len().saturating_sub(1) as f32;
    let mut before = 0;
    let mut ranges = Vec::with_capacity(counted.len());
    for (place, (count, colour)) in counted.into_iter().enumerate() {
        let gaps = place as f32 * size::PROPORTION_GAP;
        let at = |so_far: usize| across.min + gaps + room * (so_far as f32 / total as f32);
        ranges.push((Rangef::new(at(before).round(), at(before + count).round()), *colour));
        before += count;
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_fill_the_bar_in_proportion_and_leave_gaps() {
        let parts = [(1, Color32::RED), (0, Color32::GREEN), (3, Color32::BLUE)];
        let ranges = shares(&parts, Rangef::new(10.0, 212.0));
        assert_eq!(
            ranges,
            [(Rangef::new(10.0, 60.0), Color32::RED), (Rangef::new(62.0, 212.0), Color32::BLUE)]
        );
    }

    #[test]
    fn nothing_counted_gives_no_parts() {
        assert!(shares(&[(0, Color32::RED)], Rangef::new(0.0, 100.0)).is_empty());
    }
}
