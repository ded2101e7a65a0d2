//! Where a key takes the caret.

use super::{
    scroll::Room,
    typeset::{LaidBlock, Typesetter},
    words::Words,
};
use crate::ui::text::{Caret, Direction};
use egui::{Key, Modifiers};
use std::rc::Rc;

/// A way to move the caret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Motion {
    Left,
    Right,
    Up,
    Down,
    RowStart,
    RowEnd,
    PageUp,
    PageDown,
    /// To the start of the paragraph, or of the one above.
    ParagraphUp,
    ParagraphDown,
    ArticleStart,
    ArticleEnd,
}

impl Motion {
    /// The motion of a key; with `command` held, another one.
    pub(super) fn of(key: Key, modifiers: Modifiers) -> Option<Self> {
        const PLAIN: [(Key, Motion); 8] = [
            (Key::ArrowLeft, Motion::Left),
            (Key::ArrowRight, Motion::Right),
            (Key::ArrowUp, Motion::Up),
            (Key::ArrowDown, Motion::Down),
            (Key::Home, Motion::RowStart),
            (Key::End, Motion::RowEnd),
            (Key::PageUp, Motion::PageUp),
            (Key::PageDown, Motion::PageDown),
        ];
        const COMMAND: [(Key, Motion); 6] = [
            (Key::ArrowLeft, Motion::Left),
            (Key::ArrowRight, Motion::Right),
            (Key::ArrowUp, Motion::ParagraphUp),
            (Key::ArrowDown, Motion::ParagraphDown),
            (Key::Home, Motion::ArticleStart),
            (Key::End, Motion::ArticleEnd),
        ];
        let table = if modifiers.command { &COMMAND[..] } else { &PLAIN[..] };
        table.iter().find(|(of, _)| *of == key).map(|(_, motion)| *motion)
    }

    /// Whether the caret keeps its distance from the left while it goes on.
    pub(super) fn keeps_x(self) -> bool {
        matches!(self, Self::Up | Self::Down | Self::PageUp | Self::PageDown)
    }
}

/// What a caret moves in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ground<'a> {
    pub(super) words: Words<'a>,
    pub(super) typesetter: &'a Typesetter<'a>,
    pub(super) room: Room,
}

impl<'a> Ground<'a> {
    /// The caret after a motion; `x` is where it should stand when it changes rows.
    pub(super) fn moved(self, caret: Caret, motion: Motion, by_word: bool, x: f32) -> Caret {
        match motion {
            Motion::Left | Motion::Right => self.stepped(caret, self.leads_on(caret, motion), by_word),
            Motion::Up => self.row_up(caret, x),
            Motion::Down => self.row_down(caret, x),
            Motion::RowStart => self.laid(caret).row_start(caret),
            Motion::RowEnd => self.laid(caret).row_end(caret),
            Motion::PageUp => (0..self.rows_per_page()).fold(caret, |caret, _| self.row_up(caret, x)),
            Motion::PageDown => (0..self.rows_per_page()).fold(caret, |caret, _| self.row_down(caret, x)),
            Motion::ParagraphUp => {
                let here = self.words.blocks.paragraph_at(caret.byte).start;
                let before = here.checked_sub(1).filter(|_| caret.byte == here);
                before.map_or(here, |before| self.words.blocks.paragraph_at(before).start).into()
            }
            Motion::ParagraphDown => {
                let end = self.words.blocks.paragraph_at(caret.byte).end;
                (end + 1).min(self.words.text.len()).into()
            }
            Motion::ArticleStart => Caret::default(),
            Motion::ArticleEnd => self.words.text.len().into(),
        }
    }

    /// Whether an arrow to the left or right leads onwards in the text: in a paragraph that reads
    /// from the right, the left one does.
    pub(super) fn leads_on(self, caret: Caret, motion: Motion) -> bool {
        let reads_from_left = self.laid(caret).block.direction() == Direction::LeftToRight;
        (motion == Motion::Right) == reads_from_left
    }

    /// How far from the left of the text column a caret stands.
    pub(super) fn x_of(self, caret: Caret) -> f32 {
        self.laid(caret).caret_rect(caret).left()
    }

    /// A page is what is seen, less one row to hold on to.
    pub(super) fn rows_per_page(self) -> usize {
        ((self.room.height / self.typesetter.row_height()) as usize).saturating_sub(2).max(1)
    }

    fn laid(self, caret: Caret) -> Rc<LaidBlock<'a>> {
        self.typesetter.lay_out(self.words.blocks.index_of(caret))
    }

    fn stepped(self, caret: Caret, forward: bool, by_word: bool) -> Caret {
        match (forward, by_word) {
            (true, false) => self.words.next_grapheme(caret.byte),
            (false, false) => self.words.previous_grapheme(caret.byte),
            (true, true) => self.words.next_word_end(caret.byte),
            (false, true) => self.words.previous_word(caret.byte),
        }
        .into()
    }

    fn row_up(self, caret: Caret, x: f32) -> Caret {
        let laid = self.laid(caret);
        if let Some(above) = laid.caret_above(caret, x) {
            return above;
        }
        let Some(before) = laid.index.checked_sub(1) else { return Caret::default() };
        let before = self.typesetter.lay_out(before);
        before.caret_in_row(usize::MAX, x)
    }

    fn row_down(self, caret: Caret, x: f32) -> Caret {
        let laid = self.laid(caret);
        if let Some(below) = laid.caret_below(caret, x) {
            return below;
        }
        if laid.index + 1 >= self.words.blocks.len() {
            return self.words.text.len().into();
        }
        self.typesetter.lay_out(laid.index + 1).caret_in_row(0, x)
    }
}
