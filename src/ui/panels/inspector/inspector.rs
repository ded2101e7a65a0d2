//! How the inspector is laid out: tag, passages and texts at the left, evidence at the right.

use super::{
    field::{claim_field, field_id},
    passages::passages,
    sources::sources,
    view::{InspectorView, Wanted},
};
use crate::{
    edit::Edit,
    model::{Claim, ClaimField, Kind, Status},
    ui::{
        Action, Asked,
        answer::may_change,
        local_time::local_date_time,
        theme::{fonts, size, status_style, tokens},
        widgets::{Segment, Segmented, TextField, section_label},
    },
    workspace::{Command, Document},
};
use egui::{
    Align, ComboBox, Label, Layout, Rect, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo,
    text::{CCursor, CCursorRange, LayoutJob},
    vec2,
};
use jiff::tz::TimeZone;

/// Below this width evidence stands under the texts instead of beside them, in points.
const TWO_COLUMNS: f32 = 620.0;
/// Below this width the tags stand without their keys, in points.
const TAGS_WITH_KEYS: f32 = 335.0;
/// The width of the choice of kinds, in points.
const KIND_WIDTH: f32 = 112.0;

/// Draws the inspector.
pub(in crate::ui::panels) fn ui(
    ui: &mut Ui,
    document: &Document,
    zone: &TimeZone,
    view: &mut InspectorView,
    asked: &mut Asked,
) {
    view.begin_frame();
    let primary = document.selection().primary();
    let Some(claim) = primary.and_then(|id| document.project().claim(id)) else {
        nothing_selected(ui, document);
        return;
    };
    view.is_read_only = !may_change(document);
    view.follow(claim);
    give_focus(ui, claim, view);
    let pad = size::INSPECTOR_PAD;
    ScrollArea::vertical().id_salt("inspector").auto_shrink(false).show(ui, |ui| {
        ui.add_space(11.0);
        let width = ui.available_width();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(pad);
            let beside = width >= TWO_COLUMNS;
            let right = if beside { (width * 0.38).clamp(220.0, 420.0) } else { 0.0 };
            let gap = if beside { 18.0 } else { 0.0 };
            let left = width - right - gap - 2.0 * pad;
            ui.allocate_ui_with_layout(vec2(left, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(left);
                texts(ui, document, claim, zone, view, asked);
                if !beside {
                    sources(ui, claim, view, asked);
                }
            });
            if beside {
                ui.add_space(gap);
                ui.allocate_ui_with_layout(vec2(right, 0.0), Layout::top_down(Align::Min), |ui| {
                    ui.set_width(right);
                    sources(ui, claim, view, asked);
                });
            }
        });
        ui.add_space(pad);
    });
    if view.has_stopped_typing() {
        asked.commands.push(Command::EndStep);
    }
}

fn nothing_selected(ui: &mut Ui, document: &Document) {
    let words = if document.project().claims().is_empty() {
        "Select words in the article and press N: they become a claim."
    } else {
        "Select a claim in the table or in the article to see it whole."
    };
    let pane = ui.max_rect().shrink2(vec2(size::INSPECTOR_PAD, 0.0));
    let font = fonts::ui(size::TEXT);
    let mut job = LayoutJob::simple(words.to_owned(), font, tokens(ui).muted, pane.width());
    job.halign = Align::Center;
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let label = Rect::from_center_size(pane.center(), galley.size());
    ui.interact(label, ui.scope_id().with("nothing selected"), Sense::hover())
        .widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    ui.painter().galley(label.center_top(), galley, tokens(ui).muted);
}

/// Gives the statement the keyboard when that was asked for, all of it selected.
fn give_focus(ui: &Ui, claim: &Claim, view: &mut InspectorView) {
    if view.wanted != Some(Wanted::ClaimText) {
        return;
    }
    view.wanted = None;
    view.opened_field = Some(ClaimField::Text);
    let id = field_id(ClaimField::Text);
    let mut state = egui::TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let all = CCursorRange::two(CCursor::new(0), CCursor::new(claim.text.chars().count()));
    state.cursor.set_char_range(Some(all));
    egui::TextEdit::store_state(ui.ctx(), id, state);
    ui.memory_mut(|memory| memory.request_focus(id));
}

fn texts(
    ui: &mut Ui,
    document: &Document,
    claim: &Claim,
    zone: &TimeZone,
    view: &mut InspectorView,
    asked: &mut Asked,
) {
    ui.spacing_mut().item_spacing.y = 3.0;
    tags(ui, claim, view.is_read_only, asked);
    ui.add_space(size::GAP);
    passages(ui, document.project(), claim, view, asked);
    ui.add_space(size::GAP_SMALL);
    claim_field(ui, claim, ClaimField::Text, 1, view, asked);
    claim_field(ui, claim, ClaimField::Reason, 2, view, asked);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = size::GAP;
        ui.allocate_ui_with_layout(vec2(KIND_WIDTH, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(KIND_WIDTH);
            kind(ui, claim, view.is_read_only, asked);
        });
        let rest = ui.available_width();
        ui.allocate_ui_with_layout(vec2(rest, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(rest);
            claim_field(ui, claim, ClaimField::Attribution, 1, view, asked);
        });
    });
    claim_field(ui, claim, ClaimField::Note, 1, view, asked);
    if let Some(at) = claim.changed {
        let words = format!("{} last changed {}", claim.id, local_date_time(at, zone));
        let words = RichText::new(words).font(fonts::ui(size::TEXT_LABEL)).color(tokens(ui).muted);
        ui.add(Label::new(words).selectable(false));
    }
}

fn tags(ui: &mut Ui, claim: &Claim, is_read_only: bool, asked: &mut Asked) {
    let tokens = tokens(ui);
    ui.horizontal(|ui| {
        let segments = Status::ALL.map(|status| {
            let style = status_style(Some(status), tokens);
            let key = if ui.available_width() < TAGS_WITH_KEYS { "" } else { style.key };
            Segment { mark: style.mark, label: style.word, key, fill: style.fill, ink: style.ink }
        });
        let selected = claim.status.and_then(|status| Status::ALL.iter().position(|each| *each == status));
        if let Some(index) =
            Segmented::new("Status", &segments).selected(selected).read_only(is_read_only).show(ui)
        {
            // The tag that is on comes off again.
            let status = if selected == Some(index) { None } else { Some(Status::ALL[index]) };
            asked.actions.push(Action::Tag(status));
        }
    });
}

fn kind(ui: &mut Ui, claim: &Claim, is_read_only: bool, asked: &mut Asked) {
    section_label(ui, "Kind");
    ui.spacing_mut().interact_size.y = 32.0;
    let shown = claim.kind.map_or("Not said", Kind::word);
    if is_read_only {
        let mut shown = shown.to_owned();
        TextField::new("Kind", &mut shown).read_only(true).width(KIND_WIDTH).show(ui);
        return;
    }
    let shown = ComboBox::from_id_salt("kind").selected_text(shown).width(KIND_WIDTH).show_ui(ui, |ui| {
        let mut pick = |ui: &mut Ui, kind: Option<Kind>, word: &str| {
            if ui.selectable_label(claim.kind == kind, word).clicked() {
                asked.commands.push(Command::Edit(Edit::SetKind { claims: vec![claim.id], kind }));
            }
        };
        for kind in Kind::ALL {
            pick(ui, Some(kind), kind.word());
        }
        ui.separator();
        pick(ui, None, "Not said");
    });
    let spoken = format!("Kind: {}", claim.kind.map_or("not said", Kind::word));
    shown.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &spoken));
}
