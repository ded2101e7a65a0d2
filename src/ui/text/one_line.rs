//! One line of text in a cell: cut with "…" when too wide, in the right order in any script.

use std::borrow::Cow;

use egui::{
    Align2, Color32, FontId, Painter, Rect,
    epaint::text::{LayoutJob, TextWrapping},
    pos2,
};

use crate::model::has_hidden;

use super::{
    block::{BlockStyle, TextBlock},
    direction::{Direction, needs_pieces},
    grapheme::grapheme_floor,
};

const ELLIPSIS: char = '…';

/// Paints `text` on one line in the middle of `rect`, at the side where its direction starts, and says
/// whether it was cut to fit. Line feeds and tabs are painted as spaces.
///
/// Costs no more for a long text than for one as wide as the cell. A number is shown whole or not at all:
/// its first digits would read as another number.
pub fn paint_one_line(painter: &Painter, rect: Rect, text: &str, font: &FontId, color: Color32) -> bool {
    if rect.width() <= 0.0 || text.is_empty() {
        return !text.is_empty();
    }
    let start = start_of(text, rect.width(), font.size);
    let cut = start.len() < text.len();
    let line = without_breaks(start);
    if !needs_pieces(&line)
        && let Some(elided) = paint_plain(painter, rect, &line, font, color, cut)
    {
        return elided;
    }
    paint_bidi(painter, rect, &line, font, color, cut)
}

/// How wide [`paint_one_line`] would paint the whole of `text`, in points.
pub fn one_line_width(painter: &Painter, text: &str, font: &FontId) -> f32 {
    if !has_hidden(text) {
        return painter.layout_no_wrap(text.to_owned(), font.clone(), Color32::PLACEHOLDER).size().x;
    }
    let line = without_breaks(text);
    let style = BlockStyle::new(font.clone(), f32::INFINITY);
    painter.fonts_mut(|fonts| TextBlock::layout(fonts, &line, &style).size().x)
}

/// As much of a text as could possibly fit, so that the cost of a cell does not grow with its text.
fn start_of(text: &str, width: f32, font_size: f32) -> &str {
    // No letter is narrower than a tenth of its size; combining marks get a wide margin.
    let most_characters = (width / (font_size * 0.1)).max(0.0) as usize + 64;
    if text.len() <= most_characters {
        return text;
    }
    match text.char_indices().nth(most_characters) {
        Some((byte, _)) => &text[..grapheme_floor(text, byte)],
        None => text,
    }
}

fn without_breaks(text: &str) -> Cow<'_, str> {
    const BREAKS: [char; 2] = ['\n', '\t'];
    if text.contains(BREAKS) { Cow::Owned(text.replace(BREAKS, " ")) } else { Cow::Borrowed(text) }
}

/// Nothing when egui did not keep one glyph per character.
fn paint_plain(
    painter: &Painter,
    rect: Rect,
    line: &str,
    font: &FontId,
    color: Color32,
    cut: bool,
) -> Option<bool> {
    let lay_out = |end: usize, ellipsis: bool| {
        let mut content = line[..end].to_owned();
        if ellipsis {
            content.push(ELLIPSIS);
        }
        let mut job = LayoutJob::simple_singleline(content, font.clone(), Color32::PLACEHOLDER);
        job.wrap = TextWrapping::truncate_at_width(rect.width());
        painter.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let mut galley = lay_out(line.len(), cut);
    let glyphs: usize = galley.rows.iter().map(|row| row.glyphs.len()).sum();
    let elided = galley.elided || cut;
    if galley.elided {
        // The last glyph is the ellipsis.
        let shown = line.char_indices().nth(glyphs.saturating_sub(1));
        if let Some((end, _)) = shown.filter(|&(end, _)| splits_number(line, end)) {
            galley = lay_out(whole_numbers(line, end), true);
        }
    } else if glyphs != galley.text().chars().count() {
        return None;
    }
    let corner = Align2::LEFT_CENTER.align_size_within_rect(galley.size(), rect).min;
    painter.galley(corner, galley, color);
    Some(elided)
}

fn paint_bidi(painter: &Painter, rect: Rect, line: &str, font: &FontId, color: Color32, cut: bool) -> bool {
    let mut style = BlockStyle::new(font.clone(), f32::INFINITY);
    let whole = painter.fonts_mut(|fonts| TextBlock::layout(fonts, line, &style));
    style.direction = Some(whole.direction());
    if !cut && whole.size().x <= rect.width() {
        paint_at_start(painter, rect, &whole, color);
        return false;
    }
    let ellipsis = painter
        .fonts_mut(|fonts| TextBlock::layout(fonts, "…", &BlockStyle::new(font.clone(), f32::INFINITY)));
    let room = rect.width() - ellipsis.size().x;
    let mut end = whole.fitting_prefix(room);
    loop {
        let prefix = &line[..whole_numbers(line, end)];
        let block = painter.fonts_mut(|fonts| TextBlock::layout(fonts, prefix, &style));
        let fits = block.size().x <= room;
        if fits && !prefix.is_empty() {
            paint_at_start(painter, rect, &block, color);
        }
        if fits || prefix.is_empty() {
            let before = if prefix.is_empty() { 0.0 } else { block.size().x };
            paint_ellipsis(painter, rect, &ellipsis, color, before, whole.direction());
            return true;
        }
        // Letters join differently at the cut, so the shorter text may still be a little too wide.
        end = grapheme_floor(line, prefix.len() - 1);
    }
}

fn paint_ellipsis(
    painter: &Painter,
    rect: Rect,
    ellipsis: &TextBlock<'_>,
    color: Color32,
    before: f32,
    direction: Direction,
) {
    let x = match direction {
        Direction::LeftToRight => rect.left() + before,
        Direction::RightToLeft => rect.right() - before - ellipsis.size().x,
    };
    let y = rect.center().y - ellipsis.size().y / 2.0;
    ellipsis.paint(painter, pos2(x, y), color);
}

fn paint_at_start(painter: &Painter, rect: Rect, block: &TextBlock<'_>, color: Color32) {
    let x = match block.direction() {
        Direction::LeftToRight => rect.left(),
        Direction::RightToLeft => rect.right() - block.size().x,
    };
    let y = rect.center().y - block.size().y / 2.0;
    block.paint(painter, pos2(x, y), color);
}

/// The end of `line[..end]` moved back so that it neither splits a number nor ends in white space.
fn whole_numbers(line: &str, end: usize) -> usize {
    let kept = if splits_number(line, end) { line[..end].trim_end_matches(in_number) } else { &line[..end] };
    grapheme_floor(line, kept.trim_end().len())
}

fn splits_number(line: &str, end: usize) -> bool {
    line[..end].chars().next_back().is_some_and(in_number)
        && line[end..].chars().next().is_some_and(in_number)
}

fn in_number(character: char) -> bool {
    character.is_numeric()
        || matches!(
            character,
            '.' | ',' | '/' | ':' | '+' | '-' | '−' | '–' | '%' | '٪' | '٫' | '٬' | '$' | '€' | '£' | '₪'
        )
}

#[cfg(test)]
mod tests {
    use super::{start_of, whole_numbers, without_breaks};

    #[test]
    fn a_number_is_kept_whole_or_left_out() {
        let line = "שולמו 1,500 שקל";
        let number = line.find('1').expect("the line has a number");
        assert_eq!(&line[..whole_numbers(line, number + 1)], "שולמו");
        assert_eq!(&line[..whole_numbers(line, number + 3)], "שולמו");
        assert_eq!(&line[..whole_numbers(line, number + 5)], "שולמו 1,500");
        assert_eq!(whole_numbers("١٢٣", 2), 0);
    }

    #[test]
    fn line_feeds_and_tabs_become_spaces() {
        assert_eq!(without_breaks("a\nb\nc\td"), "a b c d");
        assert_eq!(without_breaks("plain"), "plain");
    }

    #[test]
    fn a_long_text_is_measured_only_as_far_as_it_can_show() {
        let long = "word ".repeat(10_000);
        assert!(start_of(&long, 200.0, 14.0).len() < 1_000);
        assert_eq!(start_of("short", 200.0, 14.0), "short");
    }
}
