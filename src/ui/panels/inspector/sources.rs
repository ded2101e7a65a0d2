//! The sources listed for the claim, as cards; one of them open for typing.

use super::{
    field::right_to_left_note,
    view::{InspectorView, Typed, Wanted},
};
use crate::{
    edit::Edit,
    model::{Claim, Source, count_hidden, show_visibly},
    ui::{
        Action, Asked,
        text::{needs_bidi, paint_one_line},
        theme::{fonts, size, tokens},
        web_address::{NotOpened, web_address, what_deceives},
        widgets::{
            ButtonKind, PushButton, TextField, hidden_badge, hidden_words, section_label, sentence_on_hover,
        },
    },
    workspace::Command,
};
use egui::{
    Align, CornerRadius, CursorIcon, Frame, Id, Label, Layout, Margin, Rect, RichText, Role, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, vec2,
};

/// A tooltip shows no more characters of a source than this.
const HOVER_LIMIT: usize = 1_000;

/// From one line of a card to the next, in points.
const CARD_LINE: f32 = 18.0;

/// Shows the list under its heading.
pub(super) fn sources(ui: &mut Ui, claim: &Claim, view: &mut InspectorView, asked: &mut Asked) {
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = size::TEXT_LABEL;
        section_label(ui, &format!("Evidence · {}", claim.sources.len()));
        if view.is_read_only {
            return;
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let button = PushButton::new("+ Add")
                .key("E")
                .kind(ButtonKind::Link)
                .small()
                .accessible_name("Add source");
            if ui.add(button).clicked() {
                asked.actions.push(Action::AddSource);
            }
        });
    });
    ui.add_space(2.0);
    for (index, source) in claim.sources.iter().enumerate() {
        if view.open_source == Some(index) {
            open_card(ui, claim, index, view, asked);
        } else if card(ui, source, index, view, asked) {
            view.open_source = Some(index);
            view.source = Default::default();
        }
        ui.add_space(size::GAP_SMALL);
    }
    if claim.sources.is_empty() {
        let words = RichText::new("Nothing yet.").font(fonts::ui(size::TEXT_SMALL)).color(tokens(ui).muted);
        ui.add(Label::new(words).selectable(false));
    }
}

/// A source to read; says whether it shall be typed into.
fn card(ui: &mut Ui, source: &Source, index: usize, view: &InspectorView, asked: &mut Asked) -> bool {
    let tokens = tokens(ui);
    let below = match (source.url.is_empty(), source.note.is_empty()) {
        (true, true) => String::new(),
        (false, true) => source.url.clone(),
        (true, false) => source.note.clone(),
        (false, false) => format!("{} · {}", source.url, source.note),
    };
    let below = view.as_read(&below);
    let remark = remark(source);
    let lines = 1 + usize::from(!below.is_empty()) + usize::from(remark.is_some());
    let height = 14.0 + CARD_LINE * lines as f32;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    let title = if source.title.is_empty() { "Untitled source" } else { &source.title };
    let (shown, spoken) = (view.as_read(title), show_visibly(title));
    response
        .widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Source {}: {spoken}", index + 1)));
    let edge = if response.hovered() || response.has_focus() { tokens.line_strong } else { tokens.line };
    let corner = CornerRadius::same(size::CORNER);
    ui.painter().rect(rect, corner, tokens.chrome, Stroke::new(size::LINE, edge), StrokeKind::Inside);
    let mut inner = rect.shrink2(vec2(11.0, 7.0));
    if let Ok(address) = web_address(&source.url) {
        let place = Rect::from_min_max(
            egui::pos2(inner.right() - 40.0, inner.top()),
            egui::pos2(inner.right(), inner.top() + 18.0),
        );
        inner.set_right(inner.right() - 46.0);
        let name = format!("Open {spoken} in the browser");
        let button = PushButton::new("Open").kind(ButtonKind::Link).small().accessible_name(&name);
        if sentence_on_hover(ui.put(place, button), || address.to_owned()).clicked() {
            asked.open_web_page = Some(address.to_owned());
        }
        // Putting the button up there has taken what follows up as well.
        ui.advance_cursor_after_rect(rect);
    }
    let line = |top: f32| Rect::from_min_size(egui::pos2(inner.left(), top), vec2(inner.width(), CARD_LINE));
    let ink = if source.title.is_empty() { tokens.muted } else { tokens.text };
    let mut is_cut =
        paint_one_line(ui.painter(), line(inner.top()), &shown, &fonts::ui_semibold(size::TEXT), ink);
    if !below.is_empty() {
        let place = line(inner.top() + CARD_LINE).with_max_x(rect.right() - 11.0);
        is_cut |= paint_one_line(ui.painter(), place, &below, &fonts::ui(size::TEXT), tokens.muted);
    }
    if let Some(remark) = &remark {
        let place = line(rect.bottom() - 7.0 - CARD_LINE).with_max_x(rect.right() - 11.0);
        let font = fonts::ui_medium(size::TEXT_LABEL);
        is_cut |= paint_one_line(ui.painter(), place, remark, &font, tokens.unconfirmed);
        let label = ui.interact(place, response.id.with("remark"), Sense::hover());
        label.widget_info(|| WidgetInfo::labeled(Role::Label, true, remark));
    }
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    let whole = || format!("{shown}\n{below}\n{}", remark.unwrap_or_default());
    let whole = || whole().trim_end().chars().take(HOVER_LIMIT).collect();
    let response = if is_cut { sentence_on_hover(response, whole) } else { response };
    response.clicked()
}

/// What a person should know of a source before trusting what is seen of it.
fn remark(Source { title, url, note }: &Source) -> Option<String> {
    let remark = match web_address(url) {
        Ok(address) => what_deceives(address),
        Err(refused @ NotOpened::Hidden(_)) => Some(refused.to_string()),
        Err(NotOpened::NoWebAddress) => None,
    };
    let hidden: usize = [title, url, note].into_iter().map(|part| count_hidden(part)).sum();
    remark.or_else(|| (hidden > 0).then(|| hidden_words(hidden)))
}

/// A source with its fields open.
fn open_card(ui: &mut Ui, claim: &Claim, index: usize, view: &mut InspectorView, asked: &mut Asked) {
    let tokens = tokens(ui);
    let frame = Frame::new()
        .fill(tokens.chrome)
        .stroke(Stroke::new(size::LINE, tokens.line_strong))
        .corner_radius(CornerRadius::same(size::CORNER))
        .inner_margin(Margin::same(10));
    let title_id = Id::unique("source title");
    if view.wanted == Some(Wanted::LastSource) {
        view.wanted = None;
        ui.memory_mut(|memory| memory.request_focus(title_id));
    }
    let mut done = false;
    frame.show(ui, |ui| {
        let (mut changed, mut typing, mut is_rtl) = (false, false, false);
        let names = ["Source title", "Source URL", "Source note"];
        let hints = ["What it is called", "https://… or where it can be found", "What it says, and where"];
        for (place, typed) in view.source.iter_mut().enumerate() {
            let Typed { text, .. } = typed;
            let mut field = TextField::new(names[place], text)
                .hint(hints[place])
                .with_note_beside()
                .read_only(view.is_read_only);
            if place == 0 {
                field = field.id(title_id);
            } else if place == 2 {
                field = field.rows(2);
            }
            let response = field.show(ui);
            changed |= response.changed();
            typing |= response.has_focus();
            is_rtl |= needs_bidi(text) && (place == 2 || response.has_focus());
            ui.add_space(size::GAP_SMALL);
        }
        if typing {
            view.note_typing();
        }
        if is_rtl {
            ui.with_layout(Layout::right_to_left(Align::Center), right_to_left_note);
        }
        let texts = [0, 1, 2].map(|place| view.source[place].text.as_str());
        hidden_badge(ui, &texts);
        if changed && !view.is_read_only {
            let [title, url, note] = [0, 1, 2].map(|place| view.source[place].text.clone());
            for typed in &mut view.source {
                typed.agree(typed.text.clone());
            }
            let source = Source { title, url, note };
            asked.commands.push(Command::Edit(Edit::SetSource { claim: claim.id, index, source }));
        }
        ui.horizontal(|ui| {
            done = ui.add(PushButton::new("Done").small()).clicked();
            if view.is_read_only {
                return;
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let button =
                    PushButton::new("Remove").kind(ButtonKind::Link).small().accessible_name("Remove source");
                if ui.add(button).clicked() {
                    asked.commands.push(Command::Edit(Edit::RemoveSource { claim: claim.id, index }));
                    done = true;
                }
            });
        });
    });
    if done {
        view.open_source = None;
    }
}
