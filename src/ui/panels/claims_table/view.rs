//! `ClaimsTableView`: what only the window remembers of the table, and its front door.

use super::{
    TableLayout,
    body::{RowPlace, close_up, table_id},
    choice::Choice,
    editor::CellEditor,
    row_menu::RowMenu,
    scroll::Scroll,
};
use crate::{
    model::ClaimId,
    ui::theme::tokens,
    workspace::{Column, Command, Document},
};
use egui::{Id, Pos2, Ui};
use jiff::tz::TimeZone;

/// The claims table as the window remembers it: its columns, where it is scrolled to, and the cell
/// that is being changed.
#[derive(Debug)]
pub struct ClaimsTableView {
    /// The analyst asked to be shown this claim's passage in the article; whoever shows it takes it.
    pub jump: Option<ClaimId>,
    /// The analyst asked to pin this claim to the words selected in the article; whoever does takes it.
    pub add_passage_to: Option<ClaimId>,
    /// Whether words are selected in the article, so that a claim could be pinned to them.
    pub has_selected_words: bool,
    pub(super) id: Id,
    pub(super) layout: TableLayout,
    pub(super) zone: TimeZone,
    pub(super) scroll: Scroll,
    /// The column whose cell the keys act on, in the row of the primary claim.
    pub(super) cursor: Column,
    pub(super) editor: Option<CellEditor>,
    pub(super) choice: Option<Choice>,
    pub(super) row_menu: Option<RowMenu>,
    /// The cell of the primary claim to be changed once the selection has moved there.
    pub(super) edit_next: Option<Column>,
    /// What stands in the filter field.
    pub(super) filter: String,
    pub(super) filter_wants_focus: bool,
    pub(super) focus_table: bool,
    pub(super) place: RowPlace,
    /// Where the first row stands when nothing is scrolled.
    pub(super) body_at: Pos2,
}

impl Default for ClaimsTableView {
    fn default() -> Self {
        Self::new(TableLayout::default(), TimeZone::system())
    }
}

impl ClaimsTableView {
    /// A table with these columns that writes times as they are in this zone.
    pub fn new(layout: TableLayout, zone: TimeZone) -> Self {
        Self {
            jump: None,
            add_passage_to: None,
            has_selected_words: false,
            id: table_id(),
            layout,
            zone,
            scroll: Scroll::default(),
            cursor: Column::Claim,
            editor: None,
            choice: None,
            row_menu: None,
            edit_next: None,
            filter: String::new(),
            filter_wants_focus: false,
            focus_table: false,
            place: RowPlace::default(),
            body_at: Pos2::ZERO,
        }
    }

    /// Draws the panel and adds to `commands` what the analyst wants.
    pub fn ui(&mut self, ui: &mut Ui, document: &Document, commands: &mut Vec<Command>) {
        let before = commands.len();
        ui.painter().rect_filled(ui.max_rect(), 0, tokens(ui).chrome);
        ui.scope(|ui| {
            close_up(ui);
            self.summary(ui, document, commands);
            self.table(ui, document, commands);
        });
        if commands.len() > before || self.edit_next.is_some() || self.focus_table {
            ui.ctx().request_repaint();
        }
    }

    /// The columns as the analyst left them.
    pub fn layout(&self) -> &TableLayout {
        &self.layout
    }

    /// The columns, to be changed from elsewhere, such as a menu.
    pub fn layout_mut(&mut self) -> &mut TableLayout {
        &mut self.layout
    }

    /// Whether a cell is being changed: single-letter keys then belong to it.
    pub fn is_editing(&self) -> bool {
        self.editor.is_some() || self.choice.is_some()
    }

    /// Whether text is being typed into a cell: undo and redo then belong to it.
    pub fn is_typing(&self) -> bool {
        self.editor.is_some()
    }

    /// Ends typing; returns what has to be done so that a half-typed cell counts.
    pub fn commit_edit(&mut self) -> Option<Command> {
        self.editor.take().and_then(CellEditor::into_command)
    }

    /// Starts to change a cell of the primary claim, as Enter does.
    pub fn edit_selected(&mut self, column: Column) {
        self.edit_next = Some(column);
    }

    /// Starts to change the cell that the keys act on, as F2 does in the table.
    pub fn edit_selected_cell(&mut self) {
        self.edit_next = Some(self.cursor);
    }

    /// Whether the menu of a cell or of a row is open: letters then belong to it.
    pub fn has_menu_open(&self) -> bool {
        self.choice.is_some() || self.row_menu.is_some()
    }

    /// Gives the filter field the keyboard.
    pub fn focus_filter(&mut self) {
        self.filter_wants_focus = true;
    }

    /// Gives the rows the keyboard.
    pub fn focus(&mut self) {
        self.focus_table = true;
    }

    /// Whether the rows have the keyboard.
    pub fn has_focus(&self, ctx: &egui::Context) -> bool {
        ctx.memory(|memory| memory.has_focus(self.id))
    }

    /// Puts the row of this claim into the middle of the table, unless it is seen already.
    pub fn reveal(&mut self, claim: ClaimId) {
        self.scroll.centre(claim);
    }

    /// Brings the row of the primary claim into view by the shortest way, once the commands of this
    /// frame are done; for keys that step from claim to claim.
    pub fn follow_selected(&mut self) {
        self.scroll.follow_selected();
    }

    /// Forgets what belonged to the project on the desk; the columns stay.
    pub fn forget_project(&mut self) {
        *self = Self::new(self.layout.clone(), self.zone.clone());
    }
}
