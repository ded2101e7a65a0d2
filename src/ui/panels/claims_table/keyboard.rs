//! The keys of the table while it has the focus and no cell is being changed.

use super::{ClaimsTableView, layout::Spans, row_menu::RowMenu};
use crate::{
    edit::Edit,
    ui::{answer::may_change, theme::size},
    workspace::{Command, Document, Select},
};
use egui::{Event, EventFilter, FocusDirection, Id, Key, Modifiers, Pos2, Ui};

/// Takes one press of the key with exactly these modifiers out of the input; says whether there was one.
pub(super) fn take_key(ui: &Ui, modifiers: Modifiers, wanted: Key) -> bool {
    ui.input_mut(|input| {
        let place = input.events.iter().position(|event| {
            matches!(event, Event::Key { key, pressed: true, modifiers: held, .. }
                if *key == wanted && held.matches_exact(modifiers))
        });
        place.map(|place| input.events.remove(place)).is_some()
    })
}

impl ClaimsTableView {
    /// Obeys the keys. Comes before the table is drawn, so that Tab may leave it.
    pub(super) fn keys(
        &mut self,
        ui: &Ui,
        id: Id,
        spans: &Spans,
        document: &Document,
        commands: &mut Vec<Command>,
    ) {
        if self.is_editing() || self.row_menu.is_some() || !ui.memory(|memory| memory.has_focus(id)) {
            return;
        }
        let all = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, all));
        self.row_keys(ui, document, commands);
        self.column_keys(ui, spans);
        let Some(primary) = document.selection().primary() else { return };
        if take_key(ui, Modifiers::COMMAND, Key::Enter) {
            self.jump = Some(primary);
        } else if take_key(ui, Modifiers::NONE, Key::Enter) || take_key(ui, Modifiers::NONE, Key::F2) {
            self.begin_edit(document, primary, self.cursor, commands);
        } else if may_change(document) && take_key(ui, Modifiers::NONE, Key::Delete) {
            let claims = document.selection().claims().collect();
            commands.push(Command::Edit(Edit::DeleteClaims(claims)));
        } else if take_key(ui, Modifiers::SHIFT, Key::F10) {
            let at = self.menu_place(spans, document);
            self.row_menu = Some(RowMenu::new(primary, at, true));
        } else if ui.input(|input| input.events.iter().any(|event| matches!(event, Event::Copy))) {
            self.copy_rows(ui, document);
        }
    }

    fn row_keys(&mut self, ui: &Ui, document: &Document, commands: &mut Vec<Command>) {
        let page = self.scroll.rows_seen().saturating_sub(1).max(1) as isize;
        let far = isize::MAX;
        let moves = [
            (Key::ArrowUp, -1),
            (Key::ArrowDown, 1),
            (Key::PageUp, -page),
            (Key::PageDown, page),
            (Key::Home, -far),
            (Key::End, far),
        ];
        for (key, by) in moves {
            for (modifiers, extend) in [(Modifiers::NONE, false), (Modifiers::SHIFT, true)] {
                if take_key(ui, modifiers, key) {
                    commands.push(Command::Select(Select::Rows { by, extend }));
                    self.scroll.follow_selected();
                }
            }
        }
        if take_key(ui, Modifiers::COMMAND, Key::A) && !document.list().rows().is_empty() {
            commands.push(Command::Select(Select::All));
        }
    }

    fn column_keys(&mut self, ui: &Ui, spans: &Spans) {
        let steps = [
            (Modifiers::NONE, Key::ArrowLeft, -1, None),
            (Modifiers::NONE, Key::ArrowRight, 1, None),
            (Modifiers::SHIFT, Key::Tab, -1, Some(FocusDirection::Previous)),
            (Modifiers::NONE, Key::Tab, 1, Some(FocusDirection::Next)),
        ];
        for (modifiers, key, by, beyond) in steps {
            if !take_key(ui, modifiers, key) {
                continue;
            }
            let here = spans.iter().position(|(column, _)| column == self.cursor).unwrap_or(0);
            let next = here.checked_add_signed(by).and_then(|place| spans.iter().nth(place));
            match (next, beyond) {
                (Some((column, span)), _) => {
                    self.cursor = column;
                    self.scroll.follow_column(span);
                }
                // From the outermost cell Tab goes on to what stands beside the table.
                (None, Some(direction)) => ui.memory_mut(|memory| memory.move_focus(direction)),
                (None, None) => {}
            }
        }
    }

    /// Where a menu opened by keyboard appears: under the cell that the keys act on.
    fn menu_place(&self, spans: &Spans, document: &Document) -> Pos2 {
        let row = document.selection().primary().and_then(|claim| document.list().row_of(claim));
        let left = spans.of(self.cursor).map_or(0.0, |span| span.min);
        let below = row.map_or(0.0, |row| (row + 1) as f32 * size::TABLE_ROW);
        let place = self.body_at + egui::vec2(left, below) - self.scroll.offset;
        place.max(self.body_at)
    }
}
