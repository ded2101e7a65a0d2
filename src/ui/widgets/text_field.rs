//! A framed field for text, of one line or several.

use egui::text_edit::TextEditOutput;
use egui::{
    Align2, CornerRadius, CursorIcon, FontId, Frame, Id, Margin, Response, Role, Sense, Stroke, StrokeKind,
    TextBuffer, TextEdit, Ui, WidgetInfo, vec2,
};

use super::any_script::note_what_typing_hides;
use crate::model::{has_hidden, show_visibly};
use crate::ui::text::{needs_bidi, paint_one_line};
use crate::ui::theme::{fonts, size, tokens};

/// A field with a one-point border that turns to the accent colour with the focus:
/// `TextField::new("Claim", &mut text).rows(2).show(ui)`.
#[derive(Debug)]
#[must_use = "a field is seen only when it is shown"]
pub struct TextField<'a> {
    name: &'a str,
    text: &'a mut String,
    hint: &'a str,
    rows: Option<usize>,
    width: f32,
    font: FontId,
    id: Option<Id>,
    is_compact: bool,
    room_right: i8,
    has_note: bool,
    is_read_only: bool,
}

impl<'a> TextField<'a> {
    /// A field of one line, as wide as there is room. `name` is what a screen reader says; it is not drawn.
    pub fn new(name: &'a str, text: &'a mut String) -> Self {
        Self {
            name,
            text,
            hint: "",
            rows: None,
            width: f32::INFINITY,
            font: fonts::ui(size::TEXT),
            id: None,
            is_compact: false,
            room_right: 0,
            has_note: false,
            is_read_only: false,
        }
    }

    /// What stands there while it is empty.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Makes it a field of several lines, at least `rows` high; Enter starts a new line.
    pub fn rows(mut self, rows: usize) -> Self {
        self.rows = Some(rows);
        self
    }

    /// How wide, in points, frame and all.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// The font, if not that of the interface.
    pub fn font(mut self, font: FontId) -> Self {
        self.font = font;
        self
    }

    /// The id of the field, to give it the focus from elsewhere.
    pub fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// As high as a button, to stand in one row with others.
    pub fn compact(mut self) -> Self {
        self.is_compact = true;
        self
    }

    /// Whoever shows it says beside it what it cannot show while it is typed into; it need not.
    pub fn with_note_beside(mut self) -> Self {
        self.has_note = true;
        self
    }

    /// The text can be read, selected and copied, and not changed.
    pub fn read_only(mut self, is_read_only: bool) -> Self {
        self.is_read_only = is_read_only;
        self
    }

    /// Leaves room at the right, for a control that lies over the field; points.
    pub(super) fn room_right(mut self, points: i8) -> Self {
        self.room_right = points;
        self
    }

    /// Shows the field; `changed()`, `lost_focus()` and the like are to be asked of the response.
    ///
    /// While nobody types into it, right-to-left text in one line stands as it is read, and what is hidden is marked.
    pub fn show(mut self, ui: &mut Ui) -> Response {
        let id = self.settled_id(ui);
        let is_read = self.rows.is_none()
            && (needs_bidi(self.text) || has_hidden(self.text))
            && !ui.memory(|memory| memory.has_focus(id));
        if is_read { self.show_as_read(ui, id) } else { self.show_with_output(ui).response.response }
    }

    fn settled_id(&mut self, ui: &mut Ui) -> Id {
        *self.id.get_or_insert_with(|| {
            let id = ui.next_auto_id();
            ui.skip_ahead_auto_ids(1);
            id
        })
    }

    /// The field as it looks without the focus; a click or Tab makes it one to type into.
    fn show_as_read(self, ui: &mut Ui, id: Id) -> Response {
        let tokens = tokens(ui);
        let row_height = ui.fonts_mut(|fonts| fonts.row_height(&self.font));
        let line = row_height.max(size::FIELD_LINE);
        let (above, below) = self.padding(line);
        let height = line + f32::from(above) + f32::from(below) + 2.0 * size::LINE;
        let width = self.width.min(ui.available_width());
        let (_, rect) = ui.allocate_space(vec2(width, height));
        let response = ui.interact(rect, id, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::TextInput, ui.is_enabled(), self.name));
        ui.ctx().accesskit_node_builder(id, |node| node.set_value(show_visibly(self.text)));
        let edge = Stroke::new(size::LINE, tokens.line);
        ui.painter().rect(rect, CornerRadius::same(size::CORNER), tokens.chrome, edge, StrokeKind::Inside);
        let mut words = rect.shrink2(vec2(f32::from(size::FIELD_PAD) + size::LINE, 0.0));
        words.max.x -= f32::from(self.room_right);
        paint_one_line(ui.painter(), words, self.text, &self.font, tokens.text);
        if response.clicked() {
            response.request_focus();
        }
        response.on_hover_cursor(CursorIcon::Text)
    }

    /// Above and below a line of this height, in points.
    fn padding(&self, line: f32) -> (i8, i8) {
        if self.is_compact {
            let pad = ((size::CONTROL_HEIGHT - line) / 2.0 - size::LINE) as i8;
            (pad, pad)
        } else if self.rows.is_none() {
            (size::FIELD_PAD_VERTICAL, size::FIELD_PAD_VERTICAL - 1)
        } else {
            (size::FIELD_PAD_VERTICAL, size::FIELD_PAD_VERTICAL)
        }
    }

    /// The same with caret and layout, always in typing order.
    pub fn show_with_output(mut self, ui: &mut Ui) -> TextEditOutput {
        let tokens = tokens(ui);
        // The id must be known before the field is drawn, or its border would turn blue a frame late.
        let id = self.settled_id(ui);
        let is_focused = ui.memory(|memory| memory.has_focus(id));
        let row_height = ui.fonts_mut(|fonts| fonts.row_height(&self.font));
        let line = row_height.max(size::FIELD_LINE);
        let (above, below) = self.padding(line);
        let frame = Frame::new()
            .fill(tokens.chrome)
            .stroke(Stroke::new(size::LINE, if is_focused { tokens.accent } else { tokens.line }))
            .corner_radius(CornerRadius::same(size::CORNER))
            .inner_margin(Margin {
                left: size::FIELD_PAD,
                right: size::FIELD_PAD + self.room_right,
                top: above,
                bottom: below,
            });

        let output = ui
            .scope(|ui| {
                ui.spacing_mut().extra_text_line_spacing = line - row_height;
                let mut fixed = self.text.as_str();
                let text: &mut dyn TextBuffer = if self.is_read_only { &mut fixed } else { &mut *self.text };
                let edit = match self.rows {
                    Some(rows) => TextEdit::multiline(text).desired_rows(rows),
                    None => TextEdit::singleline(text).align(Align2::LEFT_CENTER),
                };
                edit.id(id)
                    .font(self.font)
                    .hint_text(self.hint)
                    .text_color(tokens.text)
                    .frame(frame)
                    .desired_width(self.width)
                    .show(ui)
            })
            .inner;
        ui.ctx().accesskit_node_builder(id, |node| node.set_label(self.name));
        if !self.has_note {
            note_what_typing_hides(&output.response.response, self.text);
        }
        output
    }
}
