//! Cutting a paragraph into pieces that egui cannot lay out in a wrong order, and measuring them.
//!
//! A piece is a left-to-right word, a right-to-left word, one grapheme, one space, or the mark of a hidden character. Pieces whose order
//! egui could get wrong (Arabic-Indic digits, punctuation in right-to-left text, overrides) are single graphemes.

use std::{ops::Range, sync::Arc};

use egui::{
    Galley, TextFormat,
    epaint::text::{FontsView, LayoutJob, Row},
};
use unicode_bidi::{BidiClass, Level, bidi_class};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::model::name_of;

use super::{
    direction::in_right_to_left_block,
    grapheme::{Step, steps},
    mark,
    mirror::mirrored,
    plain_rows::column_x,
};

/// One grapheme within its piece; `left` and `right` count from the piece's left side, in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cluster {
    pub start: usize,
    pub left: f32,
    pub right: f32,
}

/// What the line breaker must know about a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PieceKind {
    /// Visible characters.
    Ink,
    /// A white space at which a line may end.
    BreakingSpace,
    /// A space that keeps its neighbours together (U+00A0, U+202F, …).
    JoiningSpace,
    /// A hidden character, shown as a mark.
    Mark,
    /// The mark of one at which a line may end: a zero-width space.
    BreakingMark,
}

impl PieceKind {
    /// Whether it is the mark of a hidden character.
    pub(super) fn is_mark(self) -> bool {
        matches!(self, Self::Mark | Self::BreakingMark)
    }
}

/// A stretch of text of one level, laid out alone.
#[derive(Debug)]
pub(super) struct Piece {
    pub bytes: Range<usize>,
    pub kind: PieceKind,
    pub width: f32,
    /// Which of [`Pieces::clusters`] belong to this piece, in logical order.
    pub clusters: Range<usize>,
    /// Nothing for spaces.
    pub galley: Option<Arc<Galley>>,
}

/// All pieces of one paragraph in logical order.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    pub pieces: Vec<Piece>,
    pub clusters: Vec<Cluster>,
}

/// Asks egui for one-row galleys, always without a colour of their own.
pub(super) struct Shaper<'f, 'v> {
    pub fonts: &'f mut FontsView<'v>,
    pub format: TextFormat,
    /// Words wider than this are cut, in points.
    pub max_width: f32,
    /// The width of U+0020, by far the most frequent piece, once it is known.
    pub space_width: Option<f32>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    LeftToRightWord,
    RightToLeftWord,
    Single(PieceKind),
}

fn classify(step: &Step<'_>, level: Level) -> Class {
    let grapheme = step.text;
    let Some(first) = grapheme.chars().next() else {
        return Class::Single(PieceKind::Ink);
    };
    if let Some(hidden) = step.hidden {
        let is_breaking = hidden == '\u{200B}';
        Class::Single(if is_breaking { PieceKind::BreakingMark } else { PieceKind::Mark })
    } else if grapheme.chars().all(char::is_whitespace) {
        // A space that carries an accent is not blank, hence `all`.
        Class::Single(if matches!(first, '\u{A0}' | '\u{2007}' | '\u{202F}') {
            PieceKind::JoiningSpace
        } else {
            PieceKind::BreakingSpace
        })
    } else if level.is_ltr() && !grapheme.chars().any(in_right_to_left_block) {
        Class::LeftToRightWord
    } else if level.is_rtl()
        && in_right_to_left_block(first)
        && matches!(bidi_class(first), BidiClass::R | BidiClass::AL)
    {
        Class::RightToLeftWord
    } else {
        Class::Single(PieceKind::Ink)
    }
}

impl Pieces {
    /// Cuts `text[paragraph]`; `levels` holds the resolved level of every byte of the paragraph.
    pub(super) fn shape(
        shaper: &mut Shaper<'_, '_>,
        text: &str,
        paragraph: Range<usize>,
        levels: &[Level],
    ) -> Self {
        let mut pieces = Self::default();
        let mut word: Option<(Range<usize>, Class, Level)> = None;
        for step in steps(text, paragraph.clone()) {
            let level = levels[step.start - paragraph.start];
            let class = classify(&step, level);
            let bytes = step.start..step.start + step.text.len();
            if let Some((word_bytes, word_class, word_level)) = &mut word
                && *word_class == class
                && *word_level == level
            {
                word_bytes.end = bytes.end;
                continue;
            }
            if let Some((word_bytes, word_class, _)) = word.take() {
                pieces.push_word(shaper, text, word_bytes, word_class);
            }
            match class {
                Class::Single(kind) => pieces.push_single(shaper, text, bytes, kind, level),
                Class::LeftToRightWord | Class::RightToLeftWord => {
                    word = Some((bytes, class, level));
                }
            }
        }
        if let Some((word_bytes, word_class, _)) = word {
            pieces.push_word(shaper, text, word_bytes, word_class);
        }
        pieces
    }

    fn push_word(&mut self, shaper: &mut Shaper<'_, '_>, text: &str, bytes: Range<usize>, class: Class) {
        let (galley, clusters) = shaper.word(text, bytes.clone(), class);
        let width = galley_width(&galley);
        let Some(clusters) = clusters else {
            self.push_graphemes(shaper, text, bytes, class);
            return;
        };
        if width <= shaper.max_width || clusters.len() < 2 {
            self.push(bytes, PieceKind::Ink, width, clusters, Some(galley));
            return;
        }
        for part in cut(&clusters, bytes.end, shaper.max_width) {
            let (galley, clusters) = shaper.word(text, part.clone(), class);
            match clusters {
                Some(clusters) => {
                    let width = galley_width(&galley);
                    self.push(part, PieceKind::Ink, width, clusters, Some(galley));
                }
                None => self.push_graphemes(shaper, text, part, class),
            }
        }
    }

    /// The safe way for a word egui did not lay out in one direction, as happens when two fonts share it.
    fn push_graphemes(&mut self, shaper: &mut Shaper<'_, '_>, text: &str, bytes: Range<usize>, class: Class) {
        let level = if class == Class::RightToLeftWord { Level::rtl() } else { Level::ltr() };
        for (offset, grapheme) in text[bytes.clone()].grapheme_indices(true) {
            let start = bytes.start + offset;
            let grapheme_bytes = start..start + grapheme.len();
            self.push_single(shaper, text, grapheme_bytes, PieceKind::Ink, level);
        }
    }

    fn push_single(
        &mut self,
        shaper: &mut Shaper<'_, '_>,
        text: &str,
        bytes: Range<usize>,
        kind: PieceKind,
        level: Level,
    ) {
        let grapheme = &text[bytes.clone()];
        let (width, galley) = match kind {
            PieceKind::Mark | PieceKind::BreakingMark => {
                let galley = shaper.mark(grapheme.chars().next().unwrap_or_default());
                (shaper.mark_room() + galley_width(&galley), Some(galley))
            }
            PieceKind::BreakingSpace | PieceKind::JoiningSpace => (shaper.blank_width(grapheme), None),
            PieceKind::Ink => {
                let galley = shaper.galley(painted_form(grapheme, level));
                (galley_width(&galley), Some(galley))
            }
        };
        let cluster = Cluster { start: bytes.start, left: 0.0, right: width };
        self.push(bytes, kind, width, vec![cluster], galley);
    }

    fn push(
        &mut self,
        bytes: Range<usize>,
        kind: PieceKind,
        width: f32,
        clusters: Vec<Cluster>,
        galley: Option<Arc<Galley>>,
    ) {
        let first = self.clusters.len();
        self.clusters.extend(clusters);
        self.pieces.push(Piece { bytes, kind, width, clusters: first..self.clusters.len(), galley });
    }
}

/// One grapheme as it is painted: brackets mirrored in right-to-left text, non-joiners left out.
fn painted_form(grapheme: &str, level: Level) -> String {
    grapheme
        .chars()
        .filter(|&character| character != '\u{200C}')
        .map(|character| if level.is_rtl() { mirrored(character).unwrap_or(character) } else { character })
        .collect()
}

/// Byte ranges of a word, each at most `max_width` wide and at least one grapheme long.
fn cut(clusters: &[Cluster], end: usize, max_width: f32) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut used = 0.0;
    for (index, cluster) in clusters.iter().enumerate() {
        let cluster_end = clusters.get(index + 1).map_or(end, |next| next.start);
        let width = cluster.right - cluster.left;
        match parts.last_mut() {
            Some(part) if used + width <= max_width => {
                part.end = cluster_end;
                used += width;
            }
            _ => {
                parts.push(cluster.start..cluster_end);
                used = width;
            }
        }
    }
    parts
}

fn galley_width(galley: &Galley) -> f32 {
    galley.rows.first().map_or(0.0, |row| row.size.x)
}

impl Shaper<'_, '_> {
    pub(super) fn galley(&mut self, text: String) -> Arc<Galley> {
        let mut job = LayoutJob::simple_format(text, self.format.clone());
        job.break_on_newline = false;
        // Rounding to egui's layout grid would leave gaps between the pieces of a word.
        job.round_output_to_gui = false;
        self.fonts.layout_job(job)
    }

    /// The short name of a hidden character.
    fn mark(&mut self, hidden: char) -> Arc<Galley> {
        let mut job =
            LayoutJob::simple_format(name_of(hidden).label.into_owned(), mark::format(&self.format.font_id));
        job.round_output_to_gui = false;
        self.fonts.layout_job(job)
    }

    /// What a mark needs beside its name, in points.
    fn mark_room(&self) -> f32 {
        mark::room(&self.format.font_id)
    }

    fn blank_width(&mut self, grapheme: &str) -> f32 {
        if grapheme != " " {
            return galley_width(&self.galley(grapheme.to_owned()));
        }
        if let Some(width) = self.space_width {
            return width;
        }
        let width = galley_width(&self.galley(" ".to_owned()));
        self.space_width = Some(width);
        width
    }

    /// One word and its clusters; no clusters when egui's order or count of glyphs cannot be trusted.
    fn word(&mut self, text: &str, bytes: Range<usize>, class: Class) -> (Arc<Galley>, Option<Vec<Cluster>>) {
        let word = &text[bytes.clone()];
        let galley = self.galley(word.to_owned());
        let clusters = match galley.rows.as_slice() {
            [row] if class == Class::RightToLeftWord => right_to_left_clusters(&row.row, word, bytes.start),
            [row] => left_to_right_clusters(&row.row, word, bytes.start),
            _ => None,
        };
        (galley, clusters)
    }
}

fn left_to_right_clusters(row: &Row, word: &str, start: usize) -> Option<Vec<Cluster>> {
    if row.glyphs.len() != word.chars().count() {
        return None;
    }
    let mut column = 0;
    let mut left = 0.0;
    let mut clusters = Vec::new();
    for (offset, grapheme) in word.grapheme_indices(true) {
        column += grapheme.chars().count();
        let right = column_x(row, column).max(left);
        clusters.push(Cluster { start: start + offset, left, right });
        left = right;
    }
    Some(clusters)
}

/// Walks the glyphs from left to right, which must meet the characters of the word from last to first.
///
/// Beyond those, egui appends zero-width glyphs to a right-to-left run; they paint nothing.
fn right_to_left_clusters(row: &Row, word: &str, start: usize) -> Option<Vec<Cluster>> {
    let mut clusters: Vec<Cluster> = word
        .grapheme_indices(true)
        .map(|(offset, _)| Cluster { start: offset, left: f32::NAN, right: f32::NAN })
        .collect();
    let mut backwards = word.char_indices().rev();
    let mut x = 0.0;
    for glyph in row.glyphs.iter().filter(|glyph| glyph.advance_width > 0.0) {
        let (offset, _) = backwards.find(|&(_, character)| character == glyph.chr)?;
        let index = clusters.partition_point(|cluster| cluster.start <= offset) - 1;
        let cluster = &mut clusters[index];
        if cluster.left.is_nan() {
            cluster.left = x;
        }
        x += glyph.advance_width;
        cluster.right = x;
    }
    share_ligatures(&mut clusters)?;
    for cluster in &mut clusters {
        cluster.start += start;
    }
    Some(clusters)
}

/// Gives the later letters of a ligature their share of the first letter's width.
fn share_ligatures(clusters: &mut [Cluster]) -> Option<()> {
    let mut index = 0;
    while index < clusters.len() {
        let Cluster { left, right, .. } = clusters[index];
        if left.is_nan() {
            return None;
        }
        let parts = 1 + clusters[index + 1..].iter().take_while(|cluster| cluster.left.is_nan()).count();
        let share = (right - left) / parts as f32;
        for (part, cluster) in clusters[index..index + parts].iter_mut().enumerate() {
            cluster.right = right - share * part as f32;
            cluster.left = cluster.right - share;
        }
        index += parts;
    }
    Some(())
}
