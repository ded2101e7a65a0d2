//! `Geometry`: which part of the pane is margin, text, tags and strip.

use crate::ui::theme::size;
use egui::{Pos2, Rangef, Rect, pos2};

/// Below this width of the pane, margins shrink, in points.
const NARROW: f32 = 460.0;
/// The left margin of a narrow pane, in points.
const NARROW_MARGIN: f32 = 30.0;
/// Between the text and the first column of tags, in points.
const TAG_GAP: f32 = 12.0;
/// Between two columns of tags, in points.
const TAG_COLUMN_GAP: f32 = 5.0;
/// Right of the last column of tags, in points.
const TAG_SPACE: f32 = 4.0;
/// The text never becomes narrower than this, in points.
const NARROWEST_TEXT: f32 = 120.0;

/// The parts of the pane on the screen, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Geometry {
    /// All of it.
    pub(super) pane: Rect,
    /// What the text scrolls in: the pane without strip and find bar.
    pub(super) viewport: Rect,
    /// From the left edge of the text to where it wraps.
    pub(super) text: Rangef,
    /// Where paragraph numbers end.
    pub(super) numbers_right: f32,
    /// Where the first column of tags begins.
    pub(super) tags_left: f32,
    /// From one column of tags to the next.
    pub(super) tag_pitch: f32,
    /// How many tags stand side by side.
    pub(super) tag_columns: usize,
    /// The strip that shows where claims lie.
    pub(super) strip: Rect,
    pixels_per_point: f32,
}

impl Geometry {
    /// Divides the pane. `tag_width` is that of the widest tag, `bar` the height of the find bar.
    pub(super) fn new(
        pane: Rect,
        reading_size: f32,
        tag_width: f32,
        bar: f32,
        pixels_per_point: f32,
    ) -> Self {
        let strip =
            Rect::from_min_max(pos2(pane.right() - size::CLAIM_STRIP - size::LINE, pane.top()), pane.max);
        let viewport =
            Rect::from_min_max(pos2(pane.left(), pane.top() + bar), pos2(strip.left(), pane.bottom()));
        let left = if pane.width() < NARROW { NARROW_MARGIN } else { size::ARTICLE_MARGIN_LEFT };
        let right = (TAG_GAP + tag_width + TAG_SPACE).max(size::ARTICLE_MARGIN_RIGHT);
        let wanted = size::ARTICLE_COLUMN * reading_size / size::ARTICLE_TEXT;
        let available = (viewport.width() - left - right).max(NARROWEST_TEXT);
        let width = wanted.min(available).round();
        // What is left over is shared by both sides, so that the lines stay a comfortable length.
        let spare = ((available - width) / 2.0).floor();
        let text_left = viewport.left() + left + spare;
        let tag_pitch = tag_width + TAG_COLUMN_GAP;
        Self {
            pane,
            viewport,
            text: Rangef::new(text_left, text_left + width),
            numbers_right: text_left - left * 0.33,
            tags_left: text_left + width + TAG_GAP,
            tag_pitch,
            tag_columns: 1 + (spare / tag_pitch) as usize,
            strip,
            pixels_per_point,
        }
    }

    /// The position moved to the nearest pixel.
    pub(super) fn on_pixel(&self, position: Pos2) -> Pos2 {
        let snap = |points: f32| (points * self.pixels_per_point).round() / self.pixels_per_point;
        pos2(snap(position.x), snap(position.y))
    }
}
