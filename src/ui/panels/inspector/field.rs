//! A labelled text field of the inspector, whose text goes into the project as it is typed.

use super::view::InspectorView;
use crate::{
    edit::Edit,
    model::{Claim, ClaimField, has_hidden, show_visibly},
    ui::{
        Asked,
        text::{BlockStyle, TextBlock, needs_bidi},
        theme::{fonts, size, tokens},
        widgets::{TextField, hidden_badge, section_label},
    },
    workspace::Command,
};
use egui::{
    Align, CornerRadius, Id, Key, Label, Layout, Modifiers, Rect, RichText, Role, Sense, Stroke, StrokeKind,
    Ui, WidgetInfo, vec2,
};

/// The id of a field of a claim, to give it the keyboard.
pub(super) fn field_id(field: ClaimField) -> Id {
    Id::unique(("inspector field", field))
}

/// Shows the field under its label.
pub(super) fn claim_field(
    ui: &mut Ui,
    claim: &Claim,
    field: ClaimField,
    rows: usize,
    view: &mut InspectorView,
    asked: &mut Asked,
) {
    let id = field_id(field);
    let focused = ui.memory(|memory| memory.has_focus(id));
    let text = &view.typed(field).text;
    let (is_rtl, hides) = (needs_bidi(text), has_hidden(text));
    if hides || is_rtl && focused {
        ui.horizontal(|ui| {
            ui.spacing_mut().interact_size.y = size::TEXT_LABEL;
            section_label(ui, field.label());
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                hidden_badge(ui, &[text]);
                if is_rtl && focused {
                    right_to_left_note(ui);
                }
            });
        });
    } else {
        section_label(ui, field.label());
    }
    if (is_rtl || hides) && !focused && view.opened_field != Some(field) {
        let text = view.typed(field).text.clone();
        if text_to_read(ui, field.label(), &view.as_read(&text)) {
            view.opened_field = Some(field);
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        ui.add_space(size::GAP_SMALL);
        return;
    }
    // Statement and attribution are one line of thought: Enter is done with it.
    let one_thought = matches!(field, ClaimField::Text | ClaimField::Attribution);
    if one_thought && focused && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
        ui.memory_mut(|memory| memory.surrender_focus(id));
    }
    let is_read_only = view.is_read_only;
    let typed = view.typed(field);
    let hint = match field {
        ClaimField::Text => "One statement that can be checked, with its hedges",
        ClaimField::Attribution => "Who says so, nearest first: Commander “Puls” > Sky News > this article",
        ClaimField::Reason => "What speaks for this tag",
        ClaimField::Note => "Anything else to remember",
    };
    let response = TextField::new(field.label(), &mut typed.text)
        .id(id)
        .rows(rows)
        .hint(hint)
        .with_note_beside()
        .read_only(is_read_only)
        .show(ui);
    // A key pressed in a field that is only read counts as a change of it, too.
    if response.changed() && !is_read_only {
        let mut scratch = claim.clone();
        scratch.set_field(field, &typed.text);
        typed.agree(scratch.field(field));
        let typed = typed.text.clone();
        asked.commands.push(Command::Edit(Edit::SetField { claim: claim.id, field, typed }));
    }
    if response.has_focus() {
        view.note_typing();
    } else if response.lost_focus() && view.opened_field == Some(field) {
        view.opened_field = None;
    }
    ui.add_space(size::GAP_SMALL);
}

/// Says that a field being typed into cannot show right-to-left order.
pub(super) fn right_to_left_note(ui: &mut Ui) {
    let tokens = tokens(ui);
    let words = "This field cannot show right-to-left order while typing";
    let words = RichText::new(words).font(fonts::ui(size::TEXT_LABEL)).color(tokens.unconfirmed);
    ui.add(Label::new(words).selectable(false).truncate());
}

/// Right-to-left text in its order and hidden characters as marks, in a frame like that of a field; says whether
/// it shall be typed into.
fn text_to_read(ui: &mut Ui, name: &str, text: &str) -> bool {
    let tokens = tokens(ui);
    let pad = vec2(f32::from(size::FIELD_PAD), f32::from(size::FIELD_PAD_VERTICAL));
    let width = ui.available_width();
    let style = BlockStyle {
        line_height: Some(size::FIELD_LINE),
        ..BlockStyle::new(fonts::ui(size::TEXT), width - 2.0 * pad.x)
    };
    let mut top = 0.0;
    let blocks: Vec<(f32, TextBlock<'_>)> = ui.fonts_mut(|fonts| {
        // Not `lines`, which would take a carriage return for part of the line's end.
        text.split('\n')
            .map(|line| {
                let block = TextBlock::layout(fonts, line, &style);
                let at = top;
                top += block.size().y;
                (at, block)
            })
            .collect()
    });
    let (rect, response) = ui.allocate_exact_size(vec2(width, top + 2.0 * pad.y), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_value(show_visibly(text)));
    let edge = if response.has_focus() { tokens.accent } else { tokens.line };
    let corner = CornerRadius::same(size::CORNER);
    ui.painter().rect(rect, corner, tokens.chrome, Stroke::new(size::LINE, edge), StrokeKind::Inside);
    let painter = ui.painter().with_clip_rect(Rect::intersect(rect, ui.clip_rect()));
    for (at, block) in blocks {
        block.paint(&painter, rect.min + pad + vec2(0.0, at), tokens.text);
    }
    response.clicked() || response.gained_focus()
}
