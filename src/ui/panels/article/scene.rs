//! `Scene`: what one frame of the article shows, and what stands where in it.

use super::{
    geometry::Geometry,
    scroll::{Position, Room},
    typeset::{LaidBlock, Typesetter},
    words::Words,
};
use crate::{
    model::{Anchor, ClaimId, Project, Status, TextRange},
    ui::text::Caret,
    workspace::Document,
};
use egui::{Pos2, Rect, Vec2, pos2};
use std::{ops::Range, rc::Rc};

/// A passage that is in sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Passage {
    pub(super) claim: ClaimId,
    pub(super) range: TextRange,
    pub(super) status: Option<Status>,
}

impl Passage {
    pub(super) fn anchor(self) -> Anchor {
        Anchor { claim: self.claim, range: self.range }
    }
}

/// A block that is in sight, and where on the screen.
#[derive(Clone, Debug)]
pub(super) struct SeenBlock<'a> {
    pub(super) laid: Rc<LaidBlock<'a>>,
    /// Its top left corner, on whole pixels.
    pub(super) origin: Pos2,
}

impl SeenBlock<'_> {
    /// The rectangles on the screen that the range covers in this block.
    pub(super) fn rects(&self, range: Range<usize>) -> impl Iterator<Item = Rect> {
        let shift = self.origin.to_vec2();
        self.laid.range_rects(range).into_iter().map(move |piece| piece.rect.translate(shift))
    }
}

/// One frame.
#[derive(Debug)]
pub(super) struct Scene<'a> {
    pub(super) document: &'a Document,
    pub(super) words: Words<'a>,
    pub(super) typesetter: &'a Typesetter<'a>,
    pub(super) geometry: Geometry,
    pub(super) room: Room,
    pub(super) blocks: Vec<SeenBlock<'a>>,
    /// The passages in sight, in article order.
    pub(super) passages: Vec<Passage>,
    /// The top of the header on the screen.
    pub(super) header_top: f32,
}

impl<'a> Scene<'a> {
    /// What is seen when the article is scrolled to `position`, which must be settled.
    pub(super) fn new(
        document: &'a Document,
        words: Words<'a>,
        typesetter: &'a Typesetter<'a>,
        geometry: Geometry,
        room: Room,
        position: Position,
    ) -> Self {
        let viewport = geometry.viewport;
        let mut blocks = Vec::new();
        let mut top = viewport.top() + position.top;
        let header_top = if position.index == 0 { top - room.header } else { f32::NEG_INFINITY };
        let mut index = position.index;
        while index < words.blocks.len() && top < viewport.bottom() {
            let laid = typesetter.lay_out(index);
            let origin = geometry.on_pixel(pos2(geometry.text.min, top));
            top += laid.height;
            index += 1;
            blocks.push(SeenBlock { laid, origin });
        }
        let bytes = match (blocks.first(), blocks.last()) {
            (Some(first), Some(last)) => first.laid.bytes.start..last.laid.bytes.end,
            _ => 0..0,
        };
        let passages = passages_in(document.project(), bytes);
        Self { document, words, typesetter, geometry, room, blocks, passages, header_top }
    }

    /// The caret nearest to a position on the screen.
    pub(super) fn caret_at(&self, position: Pos2) -> Caret {
        let nearest = self
            .blocks
            .iter()
            .take_while(|block| block.origin.y <= position.y)
            .last()
            .or_else(|| self.blocks.first());
        nearest.map_or_else(Caret::default, |block| block.laid.caret_at((position - block.origin).to_pos2()))
    }

    /// The grapheme a position on the screen lies on: where it begins.
    pub(super) fn byte_under(&self, position: Pos2) -> usize {
        let byte = self.caret_at(position).byte;
        let before = self.words.previous_grapheme(byte);
        let is_on_it = before < byte && self.rects(before..byte).any(|rect| rect.contains(position));
        if is_on_it { before } else { byte }
    }

    /// The passages under a position on the screen, the smallest first.
    pub(super) fn passages_at(&self, position: Pos2) -> Vec<Passage> {
        let mut found: Vec<Passage> = self
            .passages
            .iter()
            .copied()
            .filter(|passage| self.rects(passage.range.bytes()).any(|rect| rect.contains(position)))
            .collect();
        found.sort_by_key(|passage| (passage.range.len(), passage.claim));
        found
    }

    /// The rectangles on the screen that the range covers, as far as it is in sight.
    pub(super) fn rects(&self, range: Range<usize>) -> impl Iterator<Item = Rect> {
        self.blocks
            .iter()
            .filter(move |block| block.laid.bytes.start < range.end && range.start < block.laid.bytes.end)
            .flat_map({
                let range = range.clone();
                move |block| block.rects(range.clone()).collect::<Vec<_>>()
            })
    }

    /// Where on the screen a caret stands, if its block is in sight.
    pub(super) fn caret_rect(&self, caret: Caret) -> Option<Rect> {
        let index = self.words.blocks.index_of(caret);
        let block = self.blocks.iter().find(|block| block.laid.index == index)?;
        Some(block.laid.caret_rect(caret).translate(block.origin.to_vec2()))
    }

    /// The bytes in sight, the newlines at the ends of paragraphs included.
    pub(super) fn bytes(&self) -> Range<usize> {
        match (self.blocks.first(), self.blocks.last()) {
            (Some(first), Some(last)) => first.laid.bytes.start..last.laid.bytes.end,
            _ => 0..0,
        }
    }

    /// The text column of a block, as high as its text.
    pub(super) fn block_rect(&self, block: &SeenBlock<'_>) -> Rect {
        let size = Vec2::new(self.geometry.text.span(), block.laid.block.size().y);
        Rect::from_min_size(block.origin, size)
    }
}

fn passages_in(project: &Project, bytes: Range<usize>) -> Vec<Passage> {
    project
        .article()
        .anchors_in(bytes)
        .map(|anchor| Passage {
            claim: anchor.claim,
            range: anchor.range,
            status: project.claim(anchor.claim).and_then(|claim| claim.status),
        })
        .collect()
}
