//! A field to filter or find by, with a button and a key to clear it.

use egui::{Id, Key, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::focus_ring::paint_focus_ring;
use super::text_field::TextField;
use super::words::{Words, paint_in_middle};
use crate::ui::theme::{fonts, size, tokens};

/// A compact field: `SearchField::new("Filter claims", &mut text).hint("Filter…").width(131.0).show(ui)`.
#[derive(Debug)]
#[must_use = "a field is seen only when it is shown"]
pub struct SearchField<'a> {
    name: &'a str,
    text: &'a mut String,
    hint: &'a str,
    key: &'a str,
    width: f32,
    id: Option<Id>,
}

/// What happened in a [`SearchField`].
#[derive(Clone, Debug)]
pub struct SearchFieldResponse {
    /// The field itself: focus, hover, rectangle.
    pub response: Response,
    /// The text is another than before, typed or cleared.
    pub changed: bool,
    /// Enter was pressed.
    pub submitted: bool,
    /// Esc was pressed; the field has given up the focus, and its text is gone.
    pub cancelled: bool,
}

/// Room for the button that clears.
const CLEAR_WIDTH: f32 = 20.0;

impl<'a> SearchField<'a> {
    /// `name` is what a screen reader says; it is not drawn.
    pub fn new(name: &'a str, text: &'a mut String) -> Self {
        Self { name, text, hint: "", key: "", width: f32::INFINITY, id: None }
    }

    /// What stands there while it is empty.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// The key that leads here, at the right end while the field is empty.
    pub fn key(mut self, key: &'a str) -> Self {
        self.key = key;
        self
    }

    /// How wide, in points, frame and all.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// The id of the field, to give it the focus from elsewhere.
    pub fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// Shows the field.
    pub fn show(self, ui: &mut Ui) -> SearchFieldResponse {
        let mut field = TextField::new(self.name, self.text)
            .hint(self.hint)
            .width(self.width)
            .compact()
            .room_right(CLEAR_WIDTH as i8 - size::FIELD_PAD / 2);
        if let Some(id) = self.id {
            field = field.id(id);
        }
        let response = field.show(ui);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_role(Role::SearchInput));

        let pressed = |key| response.lost_focus() && ui.input(|input| input.key_pressed(key));
        let (submitted, cancelled) = (pressed(Key::Enter), pressed(Key::Escape));
        let had_text = !self.text.is_empty();
        let wants_clear = had_text && (clear_button(ui, &response) || cancelled);
        if wants_clear {
            self.text.clear();
        }
        if !had_text {
            paint_key(ui, response.rect, self.key);
        }
        SearchFieldResponse { changed: response.changed() || wants_clear, submitted, cancelled, response }
    }
}

fn clear_button(ui: &Ui, field: &Response) -> bool {
    let id = field.id.with("clear");
    let field = field.rect;
    let place = Rect::from_center_size(
        pos2(field.right() - CLEAR_WIDTH / 2.0 - 2.0, field.center().y),
        vec2(CLEAR_WIDTH, CLEAR_WIDTH),
    );
    let response = ui.interact(place, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), "Clear"));
    let tokens = tokens(ui);
    let ink = if response.hovered() { tokens.text } else { tokens.muted };
    let galley = Words::default().then("×", 0.0, fonts::ui(size::TEXT + 2.0), ink).lay_out(ui);
    let left = place.center().x - galley.size().x / 2.0;
    paint_in_middle(ui.painter(), place, left, galley);
    paint_focus_ring(ui, &response, size::CORNER_SMALL);
    response.clicked()
}

fn paint_key(ui: &Ui, field: Rect, key: &str) {
    let galley = Words::default().then(key, 0.0, fonts::ui(size::TEXT), tokens(ui).muted).lay_out(ui);
    let left = field.right() - f32::from(size::FIELD_PAD) - size::LINE - galley.size().x;
    paint_in_middle(ui.painter(), field, left, galley);
}

#[cfg(test)]
mod tests {
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::theme;

    #[derive(Default)]
    struct Search {
        text: String,
        changes: usize,
        submitted: bool,
        cancelled: bool,
    }

    fn search(text: &str) -> Harness<'static, Search> {
        Harness::builder().with_context_setup(theme::install).build_ui_state(
            |ui, search: &mut Search| {
                let shown =
                    SearchField::new("Filter claims", &mut search.text).hint("Filter…").key("/").show(ui);
                search.changes += usize::from(shown.changed);
                search.submitted |= shown.submitted;
                search.cancelled |= shown.cancelled;
            },
            Search { text: text.to_owned(), ..Search::default() },
        )
    }

    #[test]
    fn the_button_clears_the_text_and_then_is_gone() {
        let mut harness = search("kursk");
        harness.get_by_label("Clear").click();
        harness.run();
        assert_eq!((harness.state().text.as_str(), harness.state().changes), ("", 1));
        assert!(harness.query_by_label("Clear").is_none());
    }

    #[test]
    fn escape_clears_the_text_and_gives_up_the_focus() {
        let mut harness = search("kursk");
        harness.get_by_label("Filter claims").focus();
        harness.run();
        harness.key_press(Key::Escape);
        harness.run();
        assert_eq!(harness.state().text, "");
        assert!(harness.state().cancelled && !harness.get_by_label("Filter claims").is_focused());
    }

    #[test]
    fn enter_submits_what_was_typed() {
        let mut harness = search("");
        harness.get_by_label("Filter claims").focus();
        harness.run();
        harness.get_by_label("Filter claims").type_text("kursk");
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        assert!(harness.state().submitted);
        assert_eq!(harness.state().text, "kursk");
    }
}
