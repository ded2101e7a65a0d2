//! Breaking a block of pieces into lines and putting the pieces of each line in visual order.

use std::{borrow::Cow, ops::Range, sync::Arc};

use egui::{FontId, Rect, epaint::text::FontsView, pos2, vec2};
use unicode_bidi::{BidiClass, BidiInfo, Level, ParagraphInfo, bidi_class};

use super::{
    bidi_rows::{BidiRow, BidiRows, PlacedCluster, PlacedPiece},
    block::{BlockRow, BlockStyle},
    direction::{Direction, ends_paragraph},
    mark::PlacedMark,
    piece::{Piece, PieceKind, Pieces, Shaper},
};

/// Rows laid out by UAX #9, how wide the block is, and the direction of its first paragraph.
pub(super) struct BidiLayout {
    pub rows: Vec<BlockRow>,
    pub bidi: BidiRows,
    pub width: f32,
    pub direction: Direction,
}

/// Lays out `text`; a paragraph's direction is that of its first strong character unless `style` sets it.
pub(super) fn lay_out(fonts: &mut FontsView<'_>, text: &str, style: &BlockStyle) -> BidiLayout {
    let mut lines = Lines {
        rows: Vec::new(),
        bidi: Vec::new(),
        row_height: 0.0,
        baseline: 0.0,
        pixels_per_point: 1.0,
        direction: None,
    };
    let mut shaper = Shaper { fonts, format: style.format(), max_width: style.wrap_width, space_width: None };
    lines.measure_row(&mut shaper);
    for paragraph in paragraphs(text) {
        lines.add_paragraph(&mut shaper, text, &paragraph, style);
    }
    lines.finish(style.wrap_width, &style.font)
}

/// A paragraph's text, and where the next one starts, past the line feed that ends it.
struct Paragraph {
    bytes: Range<usize>,
    end: usize,
}

/// The paragraphs of a text; a text that ends in a line feed has an empty one last.
///
/// Whatever else UAX #9 takes for the end of a paragraph is a hidden character here, with a mark in the line.
fn paragraphs(text: &str) -> impl Iterator<Item = Paragraph> {
    let mut start = 0;
    text.split('\n').map(move |line| {
        let bytes = start..start + line.len();
        start = bytes.end + 1;
        Paragraph { end: start.min(text.len()), bytes }
    })
}

struct Lines {
    rows: Vec<BlockRow>,
    bidi: Vec<BidiRow>,
    row_height: f32,
    baseline: f32,
    pixels_per_point: f32,
    direction: Option<Direction>,
}

impl Lines {
    fn measure_row(&mut self, shaper: &mut Shaper<'_, '_>) {
        let galley = shaper.galley(" ".to_owned());
        self.pixels_per_point = galley.pixels_per_point;
        if let Some(row) = galley.rows.first() {
            self.row_height = row.size.y;
            self.baseline = row.glyphs.first().map_or(row.size.y * 0.8, |glyph| glyph.pos.y);
        }
    }

    fn add_paragraph(
        &mut self,
        shaper: &mut Shaper<'_, '_>,
        text: &str,
        paragraph: &Paragraph,
        style: &BlockStyle,
    ) {
        let content = without_paragraph_ends(&text[paragraph.bytes.clone()]);
        let info = BidiInfo::new(&content, style.direction.map(level_of));
        let Some(whole) = info.paragraphs.first() else {
            let direction = style.direction.unwrap_or_default();
            self.push_row(paragraph.bytes.clone(), paragraph.end, BidiRow::empty(direction));
            return;
        };
        let pieces = Pieces::shape(shaper, text, paragraph.bytes.clone(), &info.levels);
        let lines = break_lines(&pieces.pieces, style.wrap_width);
        let count = lines.len();
        for (index, line) in lines.into_iter().enumerate() {
            let Some((first, last)) =
                pieces.pieces[line.clone()].first().zip(pieces.pieces[line.clone()].last())
            else {
                continue;
            };
            let bytes = first.bytes.start..last.bytes.end;
            let end = if index + 1 == count { paragraph.end } else { bytes.end };
            let levels = line_levels(&info, whole, &pieces.pieces[line.clone()], paragraph, &bytes);
            let row = place(&pieces, line, &levels, whole.level, style.wrap_width);
            self.push_row(bytes, end, row);
        }
    }

    fn push_row(&mut self, text_bytes: Range<usize>, end: usize, row: BidiRow) {
        self.direction.get_or_insert(row.direction);
        let top = self.rows.len() as f32 * self.row_height;
        let top = (top * self.pixels_per_point).round() / self.pixels_per_point;
        self.rows.push(BlockRow {
            text_end: text_bytes.end,
            bytes: text_bytes.start..end,
            rect: Rect::from_min_max(pos2(0.0, top), pos2(row.width, top + self.row_height)),
            baseline: top + self.baseline,
        });
        self.bidi.push(row);
    }

    /// Moves right-to-left rows to the right side, which is known only when all rows are.
    fn finish(mut self, wrap_width: f32, font: &FontId) -> BidiLayout {
        let widest = self.bidi.iter().map(|row| row.width).fold(0.0, f32::max);
        let any_right_to_left = self.bidi.iter().any(|row| row.direction == Direction::RightToLeft);
        let width = if any_right_to_left && wrap_width.is_finite() { wrap_width.max(widest) } else { widest };
        for (row, bidi) in self.rows.iter_mut().zip(&mut self.bidi) {
            if bidi.direction == Direction::RightToLeft {
                let shift = width - bidi.width;
                bidi.shift(shift);
                row.rect = row.rect.translate(vec2(shift, 0.0));
            }
        }
        BidiLayout {
            rows: self.rows,
            bidi: BidiRows { rows: self.bidi, font: font.clone() },
            width,
            direction: self.direction.unwrap_or_default(),
        }
    }
}

fn level_of(direction: Direction) -> Level {
    match direction {
        Direction::LeftToRight => Level::ltr(),
        Direction::RightToLeft => Level::rtl(),
    }
}

/// The same text for the eyes of UAX #9, with as many bytes but nothing that ends a paragraph.
fn without_paragraph_ends(text: &str) -> Cow<'_, str> {
    if !text.contains(ends_paragraph) {
        return text.into();
    }
    let harmless = |character: char| match (ends_paragraph(character), character.len_utf8()) {
        (false, _) => character,
        (true, 1) => '\u{1}',
        (true, 2) => '\u{AD}',
        (true, _) => '\u{200B}',
    };
    text.chars().map(harmless).collect::<String>().into()
}

/// The level of each piece of a line after rule L1, which depends on where the line ends.
///
/// A control that UAX #9 takes out before it resolves levels has the level of what stands before it. Its mark
/// goes to the outer of its two neighbours: so those of an override stand at both its ends, and no run is split.
fn line_levels(
    info: &BidiInfo<'_>,
    whole: &ParagraphInfo,
    pieces: &[Piece],
    paragraph: &Paragraph,
    bytes: &Range<usize>,
) -> Vec<Level> {
    let offset = paragraph.bytes.start;
    let levels = info.reordered_levels(whole, bytes.start - offset..bytes.end - offset);
    let mut resolved: Vec<Level> = pieces.iter().map(|piece| levels[piece.bytes.start - offset]).collect();
    let is_taken_out = |piece: &Piece| {
        let character = info.text[piece.bytes.start - offset..].chars().next();
        piece.kind.is_mark() && character.is_some_and(|character| is_removed(bidi_class(character)))
    };
    let mut after = whole.level;
    for index in (0..pieces.len()).rev() {
        if is_taken_out(&pieces[index]) {
            resolved[index] = resolved[index].min(after);
        } else {
            after = resolved[index];
        }
    }
    resolved
}

/// Whether rule X9 takes characters of this class out.
fn is_removed(class: BidiClass) -> bool {
    use BidiClass::{BN, LRE, LRO, PDF, RLE, RLO};
    matches!(class, BN | LRE | LRO | PDF | RLE | RLO)
}

/// Greedy line breaking: after white space, and between any two pieces of a word wider than a line.
fn break_lines(pieces: &[Piece], max_width: f32) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut line_start = 0;
    let mut used = 0.0;
    let mut index = 0;
    while index < pieces.len() {
        let ink = unbroken_end(pieces, index);
        let ink_width: f32 = pieces[index..ink].iter().map(|piece| piece.width).sum();
        if used + ink_width > max_width && index > line_start && ink > index {
            lines.push(line_start..index);
            line_start = index;
            used = 0.0;
        }
        if ink_width > max_width {
            for (part, piece) in pieces.iter().enumerate().take(ink).skip(index) {
                if used + piece.width > max_width && used > 0.0 {
                    lines.push(line_start..part);
                    line_start = part;
                    used = 0.0;
                }
                used += piece.width;
            }
        } else {
            used += ink_width;
        }
        let next = ink + pieces[ink..].iter().take_while(|piece| allows_break(piece.kind)).count();
        used += pieces[ink..next].iter().map(|piece| piece.width).sum::<f32>();
        index = next;
    }
    lines.push(line_start..pieces.len());
    lines
}

/// Where the pieces end that must stay together: before white space, or after a mark at which a line may end.
fn unbroken_end(pieces: &[Piece], start: usize) -> usize {
    let end = pieces[start..].iter().position(|piece| allows_break(piece.kind) || breaks_after(piece.kind));
    match end.map(|end| start + end) {
        Some(end) if breaks_after(pieces[end].kind) => end + 1,
        Some(end) => end,
        None => pieces.len(),
    }
}

fn allows_break(kind: PieceKind) -> bool {
    kind == PieceKind::BreakingSpace
}

fn breaks_after(kind: PieceKind) -> bool {
    kind == PieceKind::BreakingMark
}

/// Puts the pieces of one line side by side in the order rule L2 gives.
fn place(
    pieces: &Pieces,
    line: Range<usize>,
    levels: &[Level],
    paragraph_level: Level,
    max_width: f32,
) -> BidiRow {
    let line_pieces = &pieces.pieces[line];
    let widths = hanging_widths(line_pieces, max_width);
    let mut left_of = vec![0.0; line_pieces.len()];
    let (mut placed, mut marks) = (Vec::new(), Vec::new());
    let mut x = 0.0;
    for index in BidiInfo::reorder_visual(levels) {
        left_of[index] = x;
        if let Some(galley) = &line_pieces[index].galley {
            let galley = Arc::clone(galley);
            if line_pieces[index].kind.is_mark() {
                marks.push(PlacedMark { x, width: widths[index], galley });
            } else {
                placed.push(PlacedPiece { x, galley });
            }
        }
        x += widths[index];
    }
    let mut clusters = Vec::new();
    for (index, piece) in line_pieces.iter().enumerate() {
        for cluster in &pieces.clusters[piece.clusters.clone()] {
            clusters.push(PlacedCluster {
                start: cluster.start,
                left: left_of[index] + cluster.left.min(widths[index]),
                right: left_of[index] + cluster.right.min(widths[index]),
                level: levels[index].number(),
            });
        }
    }
    let direction = if paragraph_level.is_rtl() { Direction::RightToLeft } else { Direction::LeftToRight };
    BidiRow { direction, left: 0.0, width: x, clusters, pieces: placed, marks }
}

/// The widths of a line's pieces, with white space at its end cut down to what still fits.
fn hanging_widths(pieces: &[Piece], max_width: f32) -> Vec<f32> {
    let mut widths: Vec<f32> = pieces.iter().map(|piece| piece.width).collect();
    let mut excess = widths.iter().sum::<f32>() - max_width;
    for (width, piece) in widths.iter_mut().zip(pieces).rev() {
        if excess <= 0.0 || piece.kind != PieceKind::BreakingSpace {
            break;
        }
        let taken = width.min(excess);
        *width -= taken;
        excess -= taken;
    }
    widths
}
