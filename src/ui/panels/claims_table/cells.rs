//! What stands in the cells, and how it is painted.

use super::changed;
use crate::{
    model::{Article, Claim, Kind, Status},
    ui::{
        text::{needs_bidi, one_line_width, paint_one_line},
        theme::{StatusStyle, fonts, size, status_style, tokens},
    },
    workspace::Column,
};
use egui::{Align2, Color32, FontId, Rect, Stroke, Ui, pos2, vec2};
use jiff::tz::TimeZone;

/// From the edge of a column to what stands in it, in points.
pub(super) const PADDING: f32 = size::GAP;
/// Stands where a cell is empty.
const NOTHING: &str = "—";
const MARK_RADIUS: f32 = 2.5;

/// How firmly a claim is pinned to the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pinned {
    /// It has a passage.
    Here,
    /// It never had one.
    Nowhere,
    /// Some words it was pinned to are no longer in the article.
    Lost,
}

impl Pinned {
    pub(super) fn of(claim: &Claim, article: &Article) -> Self {
        if !claim.lost_passages.is_empty() {
            Self::Lost
        } else if article.passages_of(claim.id).next().is_none() {
            Self::Nowhere
        } else {
            Self::Here
        }
    }

    /// What to say about it; nothing when all is well.
    pub(super) const fn words(self) -> Option<&'static str> {
        match self {
            Self::Here => None,
            Self::Nowhere => Some("no passage"),
            Self::Lost => Some("passage gone"),
        }
    }
}

/// What stands in the claim's cell, in words; empty when nothing does.
pub(super) fn text(claim: &Claim, column: Column, zone: &TimeZone) -> String {
    match column {
        Column::Id => claim.id.to_string(),
        Column::Status => Status::word_or_none(claim.status).to_owned(),
        Column::Claim => claim.text.clone(),
        Column::Kind => claim.kind.map_or("", Kind::word).to_owned(),
        Column::Attribution => chain(claim),
        Column::Sources => claim.sources.len().to_string(),
        Column::Note => claim.note.clone(),
        Column::Changed => claim.changed.map_or_else(String::new, |at| changed::short(at, zone)),
    }
}

/// Who says so, with arrows. In right-to-left text the sign must turn with the reading direction, as an
/// arrow does not.
fn chain(claim: &Claim) -> String {
    let typed = claim.attribution.to_string();
    if needs_bidi(&typed) { typed } else { claim.attribution.links().join(" → ") }
}

/// Paints the cell and says whether its text had to be cut.
pub(super) fn paint(ui: &Ui, rect: Rect, claim: &Claim, column: Column, zone: &TimeZone) -> bool {
    let colours = tokens(ui);
    let inside = rect.shrink2(vec2(PADDING, 0.0));
    let font = fonts::ui(size::TABLE_TEXT);
    match column {
        Column::Id => {
            paint_right(ui, inside, &claim.id.to_string(), font, colours.muted);
            false
        }
        Column::Status => {
            paint_tag(ui, inside, &status_style(claim.status, colours));
            false
        }
        Column::Sources => {
            let count = claim.sources.len();
            let text = if count == 0 { NOTHING.to_owned() } else { count.to_string() };
            paint_right(ui, inside, &text, font, colours.muted);
            false
        }
        Column::Claim => paint_text(ui, inside, &claim.text, &font, colours.text),
        Column::Note => paint_text(ui, inside, &claim.note, &font, colours.muted),
        Column::Kind | Column::Attribution | Column::Changed => {
            paint_text(ui, inside, &text(claim, column, zone), &font, colours.muted)
        }
    }
}

fn paint_text(ui: &Ui, rect: Rect, text: &str, font: &FontId, colour: Color32) -> bool {
    if text.trim().is_empty() {
        paint_one_line(ui.painter(), rect, NOTHING, font, tokens(ui).muted);
        return false;
    }
    paint_one_line(ui.painter(), rect, text, font, colour)
}

fn paint_right(ui: &Ui, rect: Rect, text: &str, font: FontId, colour: Color32) {
    ui.painter().with_clip_rect(rect.expand(PADDING).intersect(ui.clip_rect())).text(
        rect.right_center(),
        Align2::RIGHT_CENTER,
        text,
        font,
        colour,
    );
}

fn paint_tag(ui: &Ui, rect: Rect, style: &StatusStyle) {
    let galley = ui.painter().layout_no_wrap(style.label(), fonts::ui_medium(size::TEXT_SMALL), style.ink);
    let wanted = vec2(galley.size().x + 2.0 * size::TAG_PAD, size::TAG_HEIGHT);
    let tag = Align2::LEFT_CENTER.align_size_within_rect(wanted, rect);
    let painter = ui.painter().with_clip_rect(rect.expand(PADDING / 2.0).intersect(ui.clip_rect()));
    painter.rect_filled(tag, size::CORNER_SMALL, style.fill);
    let at = Align2::CENTER_CENTER.align_size_within_rect(galley.size(), tag).min;
    painter.galley(at, galley, style.ink);
}

/// Paints the small mark left of the id of a claim that is not pinned to the article.
pub(super) fn paint_pinned(ui: &Ui, rect: Rect, pinned: Pinned) {
    let colours = tokens(ui);
    let at = pos2(rect.left() + PADDING - MARK_RADIUS / 2.0, rect.center().y);
    match pinned {
        Pinned::Here => {}
        Pinned::Nowhere => {
            ui.painter().circle_stroke(at, MARK_RADIUS, Stroke::new(size::LINE, colours.faint));
        }
        Pinned::Lost => {
            let arm = vec2(MARK_RADIUS, MARK_RADIUS);
            let across = vec2(MARK_RADIUS, -MARK_RADIUS);
            let stroke = Stroke::new(1.5 * size::LINE, colours.unconfirmed);
            ui.painter().line_segment([at - arm, at + arm], stroke);
            ui.painter().line_segment([at - across, at + across], stroke);
        }
    }
}

/// How wide the cell would have to be to show all of its text, in points; long texts count up to a line's length.
pub(super) fn wanted_width(ui: &Ui, claim: &Claim, column: Column, zone: &TimeZone) -> f32 {
    const LONGEST: usize = 120;
    let (text, font, extra) = match column {
        Column::Status => (
            status_style(claim.status, tokens(ui)).label(),
            fonts::ui_medium(size::TEXT_SMALL),
            2.0 * size::TAG_PAD,
        ),
        Column::Id => (text(claim, column, zone), fonts::ui(size::TABLE_TEXT), 2.0 * MARK_RADIUS),
        Column::Claim
        | Column::Kind
        | Column::Attribution
        | Column::Sources
        | Column::Note
        | Column::Changed => {
            (text(claim, column, zone).chars().take(LONGEST).collect(), fonts::ui(size::TABLE_TEXT), 0.0)
        }
    };
    (one_line_width(ui.painter(), &text, &font) + extra + 2.0 * PADDING).ceil() + size::LINE
}
