//! The start page: a new project, an open one, the sample, and what was worked on lately.

use crate::{
    format::counted,
    jobs::Settings,
    model::show_visibly,
    ui::{
        Action, Asked,
        action::key_text,
        local_time::local_date_time,
        text::paint_one_line,
        theme::{fonts, size, tokens},
        widgets::{ButtonKind, PushButton, section_label, sentence_on_hover},
    },
    workspace::{Command, Leaving, Next, UnfinishedWork, Workspace},
};
use egui::{
    Align, CentralPanel, CornerRadius, Frame, Label, Layout, Rect, Response, RichText, Role, ScrollArea,
    Sense, Ui, UiBuilder, WidgetInfo, vec2,
};
use jiff::tz::TimeZone;
use std::path::Path;

/// The width of the column in the middle, in points.
const COLUMN: f32 = 560.0;

/// Draws the page.
pub(in crate::ui) fn ui(
    ui: &mut Ui,
    workspace: &Workspace,
    settings: &Settings,
    zone: &TimeZone,
    asked: &mut Asked,
) {
    let tokens = tokens(ui);
    CentralPanel::default().frame(Frame::new().fill(tokens.page)).show(ui, |ui| {
        let area = ui.max_rect();
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let width = COLUMN.min(area.width() - 40.0);
            let top = (area.height() * 0.16).max(24.0);
            let column = Rect::from_min_size(
                ui.max_rect().min + vec2((area.width() - width) / 2.0, top),
                vec2(width, f32::INFINITY),
            );
            let inner = ui.scope_builder(UiBuilder::new().max_rect(column), |ui| {
                heading(ui);
                actions(ui, asked);
                if let Leaving::Reading(_) = workspace.leaving() {
                    ui.add_space(size::GAP_LARGE);
                    ui.label("Opening…");
                }
                unfinished(ui, workspace, zone, asked);
                recent(ui, workspace, settings, asked);
            });
            ui.allocate_rect(inner.response.rect, Sense::hover());
        });
    });
}

fn heading(ui: &mut Ui) {
    let tokens = tokens(ui);
    let title = RichText::new("Claimdesk").font(fonts::article_bold(34.0)).color(tokens.text);
    ui.add(Label::new(title).selectable(false));
    let line = "An article beside its claims, each with the words it comes from and what speaks for it.";
    let line = RichText::new(line).font(fonts::ui(size::TEXT)).color(tokens.muted);
    ui.add(Label::new(line).selectable(false).wrap());
    ui.add_space(28.0);
}

fn actions(ui: &mut Ui, asked: &mut Asked) {
    section_label(ui, "Start");
    ui.add_space(size::GAP_SMALL);
    for (action, what) in [
        (Action::OpenSample, "A fact-check of a news article with 47 claims, to look around in"),
        (Action::NewFromFile, "The article is a .txt file"),
        (Action::NewFromClipboard, "The article was copied from somewhere"),
        (Action::Open, "Go on with a project that was saved"),
    ] {
        if action_row(ui, action, what).clicked() {
            asked.actions.push(action);
        }
    }
}

fn action_row(ui: &mut Ui, action: Action, what: &str) -> Response {
    let tokens = tokens(ui);
    let entry = action.entry();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, entry.label));
    let painter = ui.painter();
    let around = rect.expand2(vec2(10.0, 0.0));
    if response.hovered() || response.has_focus() {
        painter.rect_filled(around, CornerRadius::same(size::CORNER), tokens.hover_fill);
    }
    if response.has_focus() {
        painter.rect_stroke(
            around,
            CornerRadius::same(size::CORNER),
            egui::Stroke::new(1.5, tokens.accent),
            egui::StrokeKind::Inside,
        );
    }
    let inner = rect.shrink2(vec2(0.0, 4.0));
    let (upper, lower) = inner.split_top_bottom_at_fraction(0.52);
    paint_one_line(painter, upper, entry.label, &fonts::ui_medium(size::TEXT), tokens.accent);
    paint_one_line(painter, lower, what, &fonts::ui(size::TEXT_SMALL), tokens.muted);
    if let Some(shortcut) = entry.shortcuts.first() {
        let keys = painter.layout_no_wrap(key_text(shortcut), fonts::ui(size::TEXT_SMALL), tokens.muted);
        painter.galley(inner.right_center() - vec2(keys.size().x, keys.size().y / 2.0), keys, tokens.muted);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// Work of programs that did not end as they should.
fn unfinished(ui: &mut Ui, workspace: &Workspace, zone: &TimeZone, asked: &mut Asked) {
    if workspace.unfinished().is_empty() {
        return;
    }
    ui.add_space(26.0);
    section_label(ui, "Unsaved work");
    ui.add_space(size::GAP_SMALL);
    for work in workspace.unfinished() {
        unfinished_row(ui, work, zone, asked);
    }
}

fn unfinished_row(ui: &mut Ui, work: &UnfinishedWork, zone: &TimeZone, asked: &mut Asked) {
    let tokens = tokens(ui);
    let title = if work.title.trim().is_empty() { "Untitled" } else { &work.title };
    let said = show_visibly(title);
    let place =
        work.path.as_ref().map_or_else(|| "never saved".to_owned(), |path| path.display().to_string());
    let last = work.until.map_or_else(String::new, |at| format!(", last at {}", local_date_time(at, zone)));
    let below = format!("{}{last} · {place}", counted(work.edits, "change"));
    let damage = work.damage.as_deref();
    let width = ui.available_width();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = size::GAP;
        let height = if damage.is_some() { 58.0 } else { 40.0 };
        let (open, discard) = (format!("Open {said}"), format!("Discard {said}"));
        let open = PushButton::new("Open").accessible_name(&open);
        let discard = PushButton::new("Discard").kind(ButtonKind::Link).small().accessible_name(&discard);
        let room = width - open.width(ui) - discard.width(ui) - 2.0 * size::GAP;
        let (rect, response) = ui.allocate_exact_size(vec2(room, height), Sense::hover());
        let spoken =
            format!("{said}, {below}{}", damage.map_or_else(String::new, |damage| format!(", {damage}")));
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
        let painter = ui.painter();
        let line = |index: f32, height: f32| {
            Rect::from_min_size(rect.min + vec2(0.0, 2.0 + 18.0 * index), vec2(rect.width(), height))
        };
        let small = fonts::ui(size::TEXT_SMALL);
        let mut is_cut =
            paint_one_line(painter, line(0.0, 18.0), title, &fonts::ui_medium(size::TEXT), tokens.text);
        is_cut |= paint_one_line(painter, line(1.0, 18.0), &below, &small, tokens.muted);
        if let Some(damage) = damage {
            is_cut |= paint_one_line(painter, line(2.0, 18.0), damage, &small, tokens.unconfirmed);
        }
        if is_cut {
            let whole: Vec<&str> = [title, &below].into_iter().chain(damage).collect();
            sentence_on_hover(response, || whole.join("\n"));
        }
        if ui.add(open).clicked() {
            asked.commands.push(Command::Leave(Next::Recover(work.journal.clone())));
        }
        if ui.add(discard).on_hover_text("It goes to the trash").clicked() {
            asked.commands.push(Command::DiscardUnfinished(work.journal.clone()));
        }
    });
}

fn recent(ui: &mut Ui, workspace: &Workspace, settings: &Settings, asked: &mut Asked) {
    if settings.recent.paths().is_empty() {
        return;
    }
    ui.add_space(26.0);
    section_label(ui, "Recent projects");
    ui.add_space(size::GAP_SMALL);
    for path in settings.recent.paths() {
        recent_row(ui, path, !workspace.is_missing(path), asked);
    }
}

fn recent_row(ui: &mut Ui, path: &Path, there: bool, asked: &mut Asked) {
    let tokens = tokens(ui);
    let name = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let folder = path.parent().unwrap_or(path).display().to_string();
    let width = ui.available_width();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = size::GAP;
        let sense = if there { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(vec2(width - 90.0, 40.0), sense);
        let seen = show_visibly(&name);
        let spoken = if there { format!("Open {seen}") } else { format!("{seen}, missing") };
        response.widget_info(|| WidgetInfo::labeled(Role::Button, there, &spoken));
        let painter = ui.painter();
        if there && (response.hovered() || response.has_focus()) {
            let around = rect.expand2(vec2(10.0, 0.0));
            painter.rect_filled(around, CornerRadius::same(size::CORNER), tokens.hover_fill);
        }
        let (upper, lower) = rect.shrink2(vec2(0.0, 3.0)).split_top_bottom_at_fraction(0.52);
        let color = if there { tokens.text } else { tokens.muted };
        paint_one_line(painter, upper, &name, &fonts::ui_medium(size::TEXT), color);
        let below = if there { folder } else { format!("Not found in {folder}") };
        paint_one_line(painter, lower, &below, &fonts::ui(size::TEXT_SMALL), tokens.muted);
        if response.clicked() {
            asked.open_recent = Some(path.to_owned());
        }
        let remove = format!("Remove {seen} from the list");
        let button = PushButton::new("Remove").kind(ButtonKind::Link).small().accessible_name(&remove);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.add(button).on_hover_text("Takes it off this list; the file stays").clicked() {
                asked.forget_recent = Some(path.to_owned());
            }
        });
    });
}
