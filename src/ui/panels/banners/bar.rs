//! How the rows are drawn: words at the left, answers at the right, or below where there is no room.

use super::{
    banner::{Banner, Tone},
    concerns::concerns,
};
use crate::{
    ui::{
        Asked,
        text::{BlockStyle, Direction, TextBlock},
        theme::{Tokens, fonts, size, tokens},
        widgets::{PushButton, sentence, sentence_on_hover},
    },
    workspace::Workspace,
};
use egui::{
    Color32, Frame, Panel, Rect, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, accesskit::Live, pos2, vec2,
};
use jiff::tz::TimeZone;

/// Left and right of a row's content, in points.
const PAD: f32 = 14.0;
/// Above and below it, in points.
const PAD_VERTICAL: f32 = 6.0;
/// Words need this much room beside the answers, in points; with less the answers stand below.
const LEAST_WORDS: f32 = 300.0;
/// Longer words are cut, in characters; a tooltip has them whole.
const LONGEST: usize = 280;
/// All rows together take no more than this part of the window; the rest is scrolled.
const MOST: f32 = 0.4;

/// What the bar remembers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BannersView {
    /// There is something to answer.
    pub is_shown: bool,
    /// One of its buttons has the keyboard.
    pub has_focus: bool,
    /// Its first button shall have it.
    pub wants_focus: bool,
}

/// Where the parts of one row stand, counted from its upper left corner.
struct Plan {
    words: Rect,
    buttons: egui::Pos2,
    height: f32,
}

/// Draws the bar, if anything waits.
pub(in crate::ui) fn ui(
    ui: &mut Ui,
    workspace: &Workspace,
    (zone, view): (&TimeZone, &mut BannersView),
    asked: &mut Asked,
) {
    view.has_focus = false;
    let banners = workspace.document().map_or_else(Vec::new, |document| concerns(document, zone));
    view.is_shown = !banners.is_empty();
    if banners.is_empty() {
        view.wants_focus = false;
        return;
    }
    let width = ui.available_width();
    let plans: Vec<Plan> = banners.iter().map(|banner| plan(ui, banner, width)).collect();
    let whole: f32 = plans.iter().map(|plan| plan.height).sum::<f32>().ceil();
    let most = (ui.ctx().content_rect().height() * MOST).round();
    let frame = Frame::new().fill(tokens(ui).chrome);
    Panel::top("banners").exact_size(whole.min(most)).frame(frame).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut rows = |ui: &mut Ui| {
            for (banner, plan) in banners.iter().zip(&plans) {
                row(ui, banner, plan, width, view, asked);
            }
        };
        if whole > most {
            ScrollArea::vertical().id_salt("banners").auto_shrink(false).show(ui, rows);
        } else {
            rows(ui);
        }
    });
}

fn plan(ui: &Ui, banner: &Banner, width: f32) -> Plan {
    let gap = size::GAP;
    let buttons: f32 = banner.buttons.iter().map(|each| PushButton::new(each.label).width(ui) + gap).sum();
    let inner = width - 2.0 * PAD - size::MARKER;
    let is_beside = inner - buttons - size::GAP >= LEAST_WORDS.min(inner) || banner.buttons.is_empty();
    let words = if is_beside && !banner.buttons.is_empty() { inner - buttons - size::GAP } else { inner };
    let style = BlockStyle {
        direction: Some(Direction::LeftToRight),
        ..BlockStyle::new(fonts::ui(size::TEXT), words)
    };
    let text = shortened(&banner.text);
    let high = ui.fonts_mut(|fonts| TextBlock::layout(fonts, &text, &style).size().y);
    let left = PAD + size::MARKER;
    if is_beside {
        let inside = high.max(size::CONTROL_HEIGHT);
        let height = inside + 2.0 * PAD_VERTICAL;
        let top = ((height - high) / 2.0).round();
        let buttons = pos2(width - PAD - buttons + gap, ((height - size::CONTROL_HEIGHT) / 2.0).round());
        return Plan { words: Rect::from_min_size(pos2(left, top), vec2(words, high)), buttons, height };
    }
    let top = PAD_VERTICAL + 2.0;
    let below = top + high + size::GAP_SMALL;
    Plan {
        words: Rect::from_min_size(pos2(left, top), vec2(words, high)),
        buttons: pos2(left, below),
        height: below
            + button_rows(ui, banner, inner) * (size::CONTROL_HEIGHT + size::GAP_SMALL)
            + PAD_VERTICAL,
    }
}

/// In how many rows the buttons stand when there is only so much room.
fn button_rows(ui: &Ui, banner: &Banner, room: f32) -> f32 {
    let mut rows = 1.0;
    let mut left = room;
    for button in &banner.buttons {
        let width = PushButton::new(button.label).width(ui);
        if width > left && left < room {
            rows += 1.0;
            left = room;
        }
        left -= width + size::GAP;
    }
    rows
}

fn row(ui: &mut Ui, banner: &Banner, plan: &Plan, width: f32, view: &mut BannersView, asked: &mut Asked) {
    let (rect, _) = ui.allocate_exact_size(vec2(width, plan.height), Sense::hover());
    let colours = tokens(ui);
    let (fill, mark) = colours_of(banner.tone, colours);
    let painter = ui.painter();
    painter.rect_filled(rect, 0.0, fill);
    painter.rect_filled(rect.with_max_x(rect.left() + size::MARKER), 0.0, mark);
    painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(size::LINE, colours.line));
    let group = UiBuilder::new()
        .id_salt(banner.name)
        .max_rect(rect)
        .accessibility_role(Role::Group)
        .accessibility_label(banner.name);
    let mut group = ui.new_child(group);
    let urgency = if banner.tone == Tone::Danger { Live::Assertive } else { Live::Polite };
    let id = group.unique_id();
    group.ctx().accesskit_node_builder(id, |node| node.set_live(urgency));
    let origin = rect.min.to_vec2();
    let text = shortened(&banner.text);
    let words = UiBuilder::new().id_salt("words").max_rect(plan.words.translate(origin));
    let said = sentence(&mut group.new_child(words), &text, fonts::ui(size::TEXT), colours.text);
    if text != banner.text {
        sentence_on_hover(said, || banner.text.clone());
    }
    let room = Rect::from_min_max(plan.buttons + origin, pos2(rect.right() - PAD + 1.0, rect.bottom()));
    let mut place = room.min;
    for button in &banner.buttons {
        let push = PushButton::new(button.label);
        let wide = push.width(&group);
        if place.x + wide > room.right() && place.x > room.left() {
            place = pos2(room.left(), place.y + size::CONTROL_HEIGHT + size::GAP_SMALL);
        }
        let at = Rect::from_min_size(place, vec2(wide, size::CONTROL_HEIGHT));
        place.x += wide + size::GAP;
        let response = group.put(at, push).on_hover_text(button.hint);
        if std::mem::take(&mut view.wants_focus) {
            response.request_focus();
        }
        view.has_focus |= response.has_focus();
        if response.clicked() {
            asked.actions.push(button.action);
        }
    }
}

/// Behind the row, and the bar at its left edge.
fn colours_of(tone: Tone, tokens: &Tokens) -> (Color32, Color32) {
    match tone {
        Tone::Calm => (tokens.accent_fill, tokens.accent),
        Tone::Warning => (tokens.unconfirmed_fill, tokens.unconfirmed),
        Tone::Danger => (tokens.disputed_fill, tokens.disputed),
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
