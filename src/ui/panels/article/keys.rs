//! The keys that the pane takes while it has the keyboard.

use super::{
    motion::{Ground, Motion},
    view::{ArticleView, Wish},
};
use egui::{Event, EventFilter, Key, Modifiers, Response, Ui};

impl ArticleView {
    pub(super) fn keyboard(&mut self, ui: &Ui, response: &Response, ground: Ground<'_>) {
        if !response.has_focus() {
            return;
        }
        let has_selection = self.selection.range(ground.words).is_some();
        let filter = EventFilter {
            tab: false,
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: has_selection || self.pointer.dragged_edge().is_some(),
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let events = ui.input(|input| input.filtered_events(&filter));
        for event in events {
            if let Event::Key { key, pressed: true, modifiers, .. } = event {
                self.key(key, modifiers, ground);
            } else if event == Event::Copy {
                self.copy(ui.ctx());
            }
        }
    }

    fn key(&mut self, key: Key, modifiers: Modifiers, ground: Ground<'_>) {
        if key == Key::Escape {
            if !self.pointer.cancel() {
                self.selection.clear();
            }
        } else if key == Key::A && modifiers.command {
            self.select_all();
        } else if let Some(motion) = Motion::of(key, modifiers) {
            self.go(motion, modifiers, ground);
        }
    }

    fn go(&mut self, motion: Motion, modifiers: Modifiers, ground: Ground<'_>) {
        let caret = self.selection.caret();
        let x = self.caret_x.unwrap_or_else(|| ground.x_of(caret));
        let selected = self.selection.range(ground.words).filter(|_| !modifiers.shift);
        let is_step = matches!(motion, Motion::Left | Motion::Right) && !modifiers.command;
        let next = match selected.filter(|_| is_step) {
            // Without Shift, a step out of a selection goes to its end on that side.
            Some(range) if ground.leads_on(caret, motion) => range.end().into(),
            Some(range) => range.start().into(),
            None => ground.moved(caret, motion, modifiers.command, x),
        };
        self.caret_x = motion.keeps_x().then_some(x);
        if modifiers.shift {
            self.selection.extend(next, modifiers.alt);
        } else {
            self.selection.place(next);
        }
        let page = ground.rows_per_page() as f32 * ground.typesetter.row_height();
        if motion == Motion::PageUp {
            self.scroll_by(ground, -page);
        } else if motion == Motion::PageDown {
            self.scroll_by(ground, page);
        }
        self.wish = Some(Wish::Caret);
    }
}
