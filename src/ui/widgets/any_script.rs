//! Words that may hold names and quotations of any script, wrapped, every figure as it was written and every hidden
//! character marked. egui's own labels would reverse figures beside right-to-left letters, and hide what is hidden.

use egui::{Color32, FontId, Response, Role, Sense, Ui, WidgetInfo};

use super::hidden_badge::{hidden_words, list};
use crate::model::{count_hidden, show_visibly};
use crate::ui::{
    text::{BlockStyle, Direction, TextBlock, needs_bidi},
    theme::{fonts, size, tokens},
};

/// Tooltips are no wider than this, in points.
const TOOLTIP_WIDTH: f32 = 420.0;
/// What a field that is being typed into cannot do.
const TYPING_ORDER: &str = "Shown in typing order: right-to-left text is not turned while it is edited.";

/// Adds somebody's words, which read the way they begin.
pub fn quoted_words(ui: &mut Ui, words: &str, font: FontId, ink: Color32) -> Response {
    show(ui, words, &BlockStyle::new(font, ui.available_width()), ink)
}

/// Adds a sentence of the window's own, which reads from left to right whatever names stand in it.
pub fn sentence(ui: &mut Ui, words: &str, font: FontId, ink: Color32) -> Response {
    let direction = Some(Direction::LeftToRight);
    let style = BlockStyle { direction, ..BlockStyle::new(font, ui.available_width()) };
    show(ui, words, &style, ink)
}

/// A tooltip with a sentence of the window's own, an address or a path.
pub fn sentence_on_hover(response: Response, words: impl FnOnce() -> String) -> Response {
    response.on_hover_ui(|ui| {
        ui.set_max_width(TOOLTIP_WIDTH);
        sentence(ui, &words(), fonts::ui(size::TEXT), tokens(ui).text);
    })
}

/// Says beside a field what it cannot show: the order of right-to-left text, hidden characters.
pub(super) fn note_what_typing_hides(field: &Response, text: &str) {
    let hidden = count_hidden(text);
    let words = match (needs_bidi(text), hidden) {
        (false, 0) => return,
        (true, 0) => TYPING_ORDER.to_owned(),
        (false, _) => format!("{}: {}", hidden_words(hidden), list(&[text], ", ")),
        (true, _) => format!("{TYPING_ORDER}\n{}.", hidden_words(hidden)),
    };
    field.show_tooltip_text(words);
}

fn show(ui: &mut Ui, words: &str, style: &BlockStyle, ink: Color32) -> Response {
    let block = ui.fonts_mut(|fonts| TextBlock::layout(fonts, words, style));
    let (rect, response) = ui.allocate_exact_size(block.size(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, show_visibly(words)));
    block.paint(ui.painter(), rect.min, ink);
    response
}
