//! What scrolls the pane: the wheel, a jump, a caret that left it.

use super::{
    motion::Ground,
    scroll::Position,
    view::{ArticleView, Wish},
};
use crate::ui::text::Caret;
use egui::{Rect, Ui};

impl ArticleView {
    pub(super) fn wheel(ui: &Ui, pane: Rect) -> f32 {
        if !ui.rect_contains_pointer(pane) {
            return 0.0;
        }
        ui.input_mut(|input| -std::mem::take(&mut input.smooth_scroll_delta.y))
    }

    pub(super) fn scroll_by(&mut self, ground: Ground<'_>, points: f32) {
        if points == 0.0 {
            return;
        }
        let mut position =
            Position::of(self.place, ground.typesetter).settled(ground.typesetter, ground.room);
        position.top -= points;
        self.scroll_to(ground, position);
    }

    pub(super) fn scroll_to(&mut self, ground: Ground<'_>, position: Position) {
        self.place = position.settled(ground.typesetter, ground.room).place(ground.typesetter, ground.room);
    }

    pub(super) fn fulfil_wish(&mut self, ground: Ground<'_>) {
        let middle = ground.room.height / 2.0;
        match self.wish.take() {
            Some(Wish::Centre(range)) => {
                let index = ground.words.blocks.index_at(range.start());
                let laid = ground.typesetter.lay_out(index);
                let first = laid.caret_rect(range.start().into());
                self.scroll_to(ground, Position { index, top: middle - first.center().y });
            }
            Some(Wish::Caret) => self.reveal(ground, self.selection.caret()),
            None => {}
        }
    }

    /// Scrolls no further than needed for the caret to be seen, with a row of room around it.
    fn reveal(&mut self, ground: Ground<'_>, caret: Caret) {
        let (typesetter, room) = (ground.typesetter, ground.room);
        let index = ground.words.blocks.index_of(caret);
        let rect = typesetter.lay_out(index).caret_rect(caret);
        let margin = typesetter.row_height().min(room.height / 4.0);
        let shown = Position::of(self.place, typesetter).settled(typesetter, room);
        let mut bottom = shown.top;
        let mut at = shown.index;
        let mut top_of_block = None;
        while at < ground.words.blocks.len() && bottom < room.height {
            if at == index {
                top_of_block = Some(bottom);
                break;
            }
            bottom += typesetter.height(at);
            at += 1;
        }
        let highest = margin - rect.top();
        let lowest = room.height - margin - rect.bottom();
        let top = match top_of_block {
            Some(top) if top < highest => highest,
            Some(top) if top > lowest => lowest,
            Some(_) => return,
            None if index < shown.index => highest,
            None => lowest,
        };
        self.scroll_to(ground, Position { index, top });
    }
}
