//! One thing that differs: what stood there before and what stands there after, cut to a line each, or whole.

use crate::{
    model::{ClaimPart, DifferenceRow, VersionPart},
    ui::{
        text::{BlockStyle, TextBlock, paint_one_line},
        theme::{fonts, size, tokens},
    },
};
use egui::{FontId, Rect, Ui, pos2, vec2};
use std::borrow::Cow;

/// The height of a line, in points.
const LINE: f32 = 18.0;
/// Above and below the lines of a row, in points.
const PAD: f32 = 4.0;
/// How wide the names of what differs are, in points; less in a narrow panel.
const NAMES: f32 = 104.0;
/// How wide the signs before and after are, in points.
const SIGN: f32 = 14.0;
/// How many characters both sides have in common before the place where a cut line starts to differ.
const LEAD: usize = 16;
/// Longer texts are not shown whole even when they are chosen, in bytes.
const WHOLE: usize = 8_000;

/// How high a row is while its texts are cut to a line each, in points.
pub(super) fn height(row: &DifferenceRow) -> f32 {
    let lines = usize::from(row.before.is_some()) + usize::from(row.after.is_some());
    lines.max(1) as f32 * LINE + 2.0 * PAD
}

/// What differs, without the claim, which stands above the rows of that claim.
pub(super) fn name(part: VersionPart) -> String {
    match part {
        VersionPart::ClaimPart(_, part) => capitalised(part),
        VersionPart::Claim(_) => capitalised(ClaimPart::Text),
        VersionPart::Metadata(field) => field.label().to_owned(),
        VersionPart::ArticleText => "Text".to_owned(),
        VersionPart::Title | VersionPart::Paragraph(_) => part.to_string(),
    }
}

fn capitalised(part: ClaimPart) -> String {
    let mut letters = part.word().chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Where the parts of a row stand.
#[derive(Clone, Copy, Debug)]
struct Places {
    name: Rect,
    text: Rect,
}

impl Places {
    fn of(rect: Rect) -> Self {
        let inner = rect.shrink2(vec2(size::TABLE_PAD, PAD));
        let names = NAMES.min(inner.width() * 0.3);
        let name = Rect::from_min_size(inner.min, vec2(names - size::GAP, LINE));
        Self { name, text: inner.with_min_x(inner.left() + names) }
    }

    fn line(&self, index: usize) -> Rect {
        let top = self.text.top() + index as f32 * LINE;
        Rect::from_min_size(pos2(self.text.left(), top), vec2(self.text.width(), LINE))
    }
}

/// Paints the row with its texts cut.
pub(super) fn paint_cut(ui: &Ui, rect: Rect, row: &DifferenceRow) {
    let places = Places::of(rect);
    paint_name(ui, &places, row);
    let (before, after) = (row.before.as_deref(), row.after.as_deref());
    let (before, after) = match (before, after) {
        (Some(before), Some(after)) => {
            let (before, after) = from_where_they_part(before, after);
            (Some(before), Some(after))
        }
        (before, after) => (before.map(Cow::Borrowed), after.map(Cow::Borrowed)),
    };
    let font = fonts::ui(size::TEXT_SMALL);
    let sides = [("−", before), ("+", after)];
    let shown = sides.iter().filter_map(|(sign, text)| Some((sign, text.as_ref()?)));
    for (index, (sign, text)) in shown.enumerate() {
        let line = places.line(index);
        let ink = paint_sign(ui, line, sign, &font);
        let text = if text.trim().is_empty() { "(nothing but space)" } else { text };
        paint_one_line(ui.painter(), line.with_min_x(line.left() + SIGN), text, &font, ink);
    }
}

/// A row whose texts are whole, wrapped.
pub(super) struct WholeRow<'a> {
    row: &'a DifferenceRow,
    sides: Vec<(&'static str, Vec<TextBlock<'a>>)>,
}

impl<'a> WholeRow<'a> {
    /// Lays the texts out for a panel of this width.
    pub(super) fn lay_out(ui: &Ui, width: f32, row: &'a DifferenceRow) -> Self {
        let places = Places::of(Rect::from_min_size(pos2(0.0, 0.0), vec2(width, 2.0 * LINE)));
        let style = BlockStyle {
            line_height: Some(LINE),
            ..BlockStyle::new(fonts::ui(size::TEXT_SMALL), (places.text.width() - SIGN).max(40.0))
        };
        let sides = [("−", &row.before), ("+", &row.after)]
            .into_iter()
            .filter_map(|(sign, text)| Some((sign, text.as_deref()?)))
            .map(|(sign, text)| {
                let text = &text[..text.floor_char_boundary(WHOLE)];
                let lines = if text.is_empty() { "(empty)" } else { text }.lines();
                let blocks =
                    ui.fonts_mut(|fonts| lines.map(|line| TextBlock::layout(fonts, line, &style)).collect());
                (sign, blocks)
            })
            .collect();
        Self { row, sides }
    }

    /// How high it is, in points.
    pub(super) fn height(&self) -> f32 {
        let texts: f32 = self.sides.iter().flat_map(|(_, blocks)| blocks).map(block_height).sum();
        texts.max(LINE) + 2.0 * PAD
    }

    /// Paints it.
    pub(super) fn paint(&self, ui: &Ui, rect: Rect) {
        let places = Places::of(rect);
        paint_name(ui, &places, self.row);
        let font = fonts::ui(size::TEXT_SMALL);
        let mut line = places.line(0);
        for (sign, blocks) in &self.sides {
            let ink = paint_sign(ui, line, sign, &font);
            for block in blocks {
                block.paint(ui.painter(), line.min + vec2(SIGN, 0.0), ink);
                line = line.translate(vec2(0.0, block_height(block)));
            }
        }
    }
}

fn block_height(block: &TextBlock<'_>) -> f32 {
    block.size().y.max(LINE)
}

fn paint_name(ui: &Ui, places: &Places, row: &DifferenceRow) {
    let font = fonts::ui(size::TEXT_SMALL);
    paint_one_line(ui.painter(), places.name, &name(row.part), &font, tokens(ui).muted);
}

/// Paints the sign; says in which colour the text goes on.
fn paint_sign(ui: &Ui, line: Rect, sign: &str, font: &FontId) -> egui::Color32 {
    let ink = if sign == "+" { tokens(ui).text } else { tokens(ui).muted };
    paint_one_line(ui.painter(), line.with_max_x(line.left() + SIGN), sign, font, ink);
    ink
}

/// Both texts from shortly before the place where they part, so that a line shows the difference.
fn from_where_they_part<'t>(before: &'t str, after: &'t str) -> (Cow<'t, str>, Cow<'t, str>) {
    let common = before.chars().zip(after.chars()).take_while(|(one, other)| one == other).count();
    if common <= 2 * LEAD {
        return (before.into(), after.into());
    }
    let from = |text: &str| {
        let rest = text.char_indices().nth(common - LEAD).map_or(text.len(), |(byte, _)| byte);
        format!("…{}", &text[rest..])
    };
    (from(before).into(), from(after).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_starts_near_the_difference() {
        assert_eq!(from_where_they_part("one", "two"), ("one".into(), "two".into()));
        let long = "The same words ".repeat(20);
        let (before, after) = (format!("{long}yes"), format!("{long}no"));
        let (before, after) = from_where_they_part(&before, &after);
        assert_eq!((&*before, &*after), ("… The same words yes", "… The same words no"));
    }
}
