//! The menu bar: menus, the project's name and how far it is saved, and the way to the palette.

use crate::{
    jobs::{Settings, Theme},
    model::show_visibly,
    ui::{
        Action, Asked, ViewState,
        action::{ACTIONS, Entry, Menu, key_text},
        availability::{is_available, label},
        local_time::local_time,
        text::{one_line_width, paint_one_line},
        theme::{fonts, menu_style, size, tokens},
        widgets::sentence_on_hover,
    },
    workspace::{SaveState, Workspace},
};
use egui::{
    Button, CornerRadius, Frame, Margin, MenuBar, Panel, Rect, Response, Role, ScrollArea, Sense, Stroke,
    StrokeKind, Style, Ui, UiBuilder, WidgetInfo, containers::menu::MenuConfig, pos2, style::StyleModifier,
    vec2,
};
use jiff::tz::TimeZone;
use std::path::Path;

/// How wide a menu is at least, in points.
const MENU_WIDTH: f32 = 260.0;
/// How wide the names of recent projects are, in points.
const RECENT_WIDTH: f32 = 230.0;

/// Draws the bar.
pub(in crate::ui) fn ui(
    ui: &mut Ui,
    workspace: &Workspace,
    view: &mut ViewState,
    settings: &Settings,
    asked: &mut Asked,
) {
    let tokens = tokens(ui);
    let frame = Frame::new().fill(tokens.chrome).inner_margin(Margin::symmetric(4, 0));
    let shown = Panel::top("menu_bar").exact_size(size::MENU_BAR).frame(frame).show(ui, |ui| {
        let bar = ui.max_rect();
        let menus = menus(ui, bar, workspace, view, settings, asked);
        let palette = palette_box(ui, bar);
        if palette.clicked() {
            asked.actions.push(Action::Palette);
        }
        let room = Rect::from_x_y_ranges(
            menus.right() + size::GAP_LARGE..=palette.rect.left() - size::GAP_LARGE,
            bar.y_range(),
        );
        project_name(ui, bar, room, workspace, &view.zone);
    });
    let under = shown.response.rect;
    ui.painter().hline(under.x_range(), under.bottom() - 0.5, Stroke::new(size::LINE, tokens.line));
}

/// The menus side by side; says how far they reach.
fn menus(
    ui: &mut Ui,
    bar: Rect,
    workspace: &Workspace,
    view: &ViewState,
    settings: &Settings,
    asked: &mut Asked,
) -> Rect {
    let room = Rect::from_center_size(bar.center(), vec2(bar.width(), size::CONTROL_HEIGHT));
    let mut ui = ui.new_child(UiBuilder::new().id_salt("menus").max_rect(room));
    let in_menus = StyleModifier::from(menu_style as fn(&mut Style));
    let config = MenuConfig::new().style(in_menus);
    let mut reach = Rect::NOTHING;
    MenuBar::new().style(menu_style).config(config).ui(&mut ui, |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for menu in Menu::ALL {
            let button = ui.menu_button(menu.name(), |ui| {
                ui.set_min_width(MENU_WIDTH);
                // In a low window the last lines are reached by scrolling.
                let room = ui.ctx().content_rect().height() - size::MENU_BAR - size::GAP_LARGE;
                let lines = ScrollArea::vertical().max_height(room).min_scrolled_height(room);
                lines.show(ui, |ui| menu_entries(ui, menu, workspace, view, settings, asked));
            });
            reach = reach.union(button.response.rect);
        }
    });
    reach
}

fn menu_entries(
    ui: &mut Ui,
    menu: Menu,
    workspace: &Workspace,
    view: &ViewState,
    settings: &Settings,
    asked: &mut Asked,
) {
    ui.set_min_width(MENU_WIDTH);
    let mut section = 0;
    let is_listed = |entry: &&Entry| entry.menu == menu && !matches!(entry.action, Action::Answer(_));
    for entry in ACTIONS.iter().filter(is_listed) {
        let is_column = matches!(entry.action, Action::ToggleColumn(_));
        if entry.section != section {
            section = entry.section;
            ui.separator();
            if is_column {
                columns_menu(ui, workspace, view, settings, asked);
            }
        }
        if is_column {
            continue;
        }
        if menu_entry(ui, entry, workspace, view, settings).clicked() {
            asked.actions.push(entry.action);
            ui.close();
        }
        if entry.action == Action::SaveAs {
            answers_menu(ui, workspace, view, settings, asked);
        }
        if entry.action == Action::Backups {
            // Its own line is in the help; whoever thinks of files looks for it here.
            let safety = Action::DataSafety.entry();
            if menu_entry(ui, safety, workspace, view, settings).clicked() {
                asked.actions.push(safety.action);
                ui.close();
            }
        }
        if entry.action == Action::OpenSample && !settings.recent.paths().is_empty() {
            ui.menu_button("Recent projects", |ui| {
                for path in settings.recent.paths() {
                    if recent_entry(ui, path).clicked() {
                        asked.open_recent = Some(path.clone());
                        ui.close();
                    }
                }
            });
        }
    }
}

/// What can be answered to what waits above the article, in a menu of its own while something waits.
fn answers_menu(
    ui: &mut Ui,
    workspace: &Workspace,
    view: &ViewState,
    settings: &Settings,
    asked: &mut Asked,
) {
    let is_wanted = |entry: &&Entry| {
        matches!(entry.action, Action::Answer(_)) && is_available(entry.action, workspace, view)
    };
    let wanted: Vec<&Entry> = ACTIONS.iter().filter(is_wanted).collect();
    if wanted.is_empty() {
        return;
    }
    ui.menu_button("Answer what waits", |ui| {
        for entry in wanted {
            if menu_entry(ui, entry, workspace, view, settings).clicked() {
                asked.actions.push(entry.action);
                ui.close();
            }
        }
    });
}

/// The columns of the table in a menu of their own, which stays open while several are chosen.
fn columns_menu(
    ui: &mut Ui,
    workspace: &Workspace,
    view: &ViewState,
    settings: &Settings,
    asked: &mut Asked,
) {
    ui.menu_button("Columns of the table", |ui| {
        for entry in ACTIONS.iter().filter(|entry| matches!(entry.action, Action::ToggleColumn(_))) {
            if menu_entry(ui, entry, workspace, view, settings).clicked() {
                asked.actions.push(entry.action);
            }
        }
    });
}

fn menu_entry(
    ui: &mut Ui,
    entry: &Entry,
    workspace: &Workspace,
    view: &ViewState,
    settings: &Settings,
) -> Response {
    let words = label(entry.action, workspace, view);
    // Among columns, that it is one goes without saying.
    let mut words = words.strip_prefix("Column: ").unwrap_or(&words).to_owned();
    let chosen = match entry.action {
        Action::ThemeLight => settings.theme == Theme::Light,
        Action::ThemeDark => settings.theme == Theme::Dark,
        Action::ThemeSystem => settings.theme == Theme::System,
        Action::History => view.history.is_some(),
        Action::ToggleColumn(column) => view.table.layout().is_visible(column),
        _ => false,
    };
    if chosen {
        words.insert_str(0, "✓ ");
    }
    let mut button = Button::new(words);
    if let Some(shortcut) = entry.shortcuts.first() {
        button = button.shortcut_text(key_text(shortcut));
    }
    ui.add_enabled(is_available(entry.action, workspace, view), button)
}

/// A project by its file's name, in whatever script.
fn recent_entry(ui: &mut Ui, path: &Path) -> Response {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let (rect, response) = ui.allocate_exact_size(vec2(RECENT_WIDTH, size::CONTROL_HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, true, show_visibly(&name)));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, CornerRadius::same(size::CORNER), tokens(ui).hover_fill);
    }
    let words = rect.shrink2(vec2(size::GAP, 0.0));
    paint_one_line(ui.painter(), words, &name, &fonts::ui(size::TEXT), tokens(ui).text);
    sentence_on_hover(response, || path.display().to_string())
}

/// The box at the right that looks like a field and opens the palette.
fn palette_box(ui: &mut Ui, bar: Rect) -> Response {
    let tokens = tokens(ui);
    let width = if bar.width() < 900.0 { 120.0 } else { 250.0 };
    let rect = Rect::from_center_size(
        pos2(bar.right() - width / 2.0 - 8.0, bar.center().y),
        vec2(width, size::CONTROL_HEIGHT),
    );
    let response = ui.interact(rect, ui.scope_id().with("palette"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Run a command"));
    let edge = if response.hovered() || response.has_focus() { tokens.line_strong } else { tokens.line };
    let painter = ui.painter();
    painter.rect(
        rect,
        CornerRadius::same(size::CORNER),
        tokens.chrome,
        Stroke::new(size::LINE, edge),
        StrokeKind::Inside,
    );
    let keys = painter.layout_no_wrap("Ctrl+K".to_owned(), fonts::ui(size::TEXT_SMALL), tokens.muted);
    let at = pos2(rect.right() - 10.0 - keys.size().x, rect.center().y - keys.size().y / 2.0);
    let words = Rect::from_x_y_ranges(rect.left() + 10.0..=at.x - 8.0, rect.y_range());
    painter.galley(at, keys, tokens.muted);
    paint_one_line(painter, words, "Run a command…", &fonts::ui(size::TEXT), tokens.muted);
    response
}

/// The project's name and how far it is saved, in the middle of the bar while there is room.
fn project_name(ui: &mut Ui, bar: Rect, room: Rect, workspace: &Workspace, zone: &TimeZone) {
    let Some(document) = workspace.document() else { return };
    if room.width() < 80.0 {
        return;
    }
    let tokens = tokens(ui);
    let (saved, color) = match document.save_state() {
        SaveState::Saved(Some(at)) => (format!("Saved {}", local_time(at, zone)), tokens.muted),
        SaveState::Saved(None) if document.path().is_some() => ("Saved".to_owned(), tokens.muted),
        SaveState::Saved(None) => ("Not saved yet".to_owned(), tokens.muted),
        SaveState::NotConfirmed => ("Written, not yet confirmed on disk".to_owned(), tokens.unconfirmed),
        SaveState::Saving => ("Saving…".to_owned(), tokens.muted),
        SaveState::Unsaved => ("• Unsaved changes".to_owned(), tokens.unconfirmed),
    };
    let font = fonts::ui_semibold(size::TEXT);
    let painter = ui.painter();
    let state = painter.layout_no_wrap(saved, fonts::ui(size::TEXT_LABEL), color);
    let name = document.name();
    let wanted = one_line_width(painter, &name, &font) + 2.0;
    let gap = size::GAP;
    let width = wanted.min((room.width() - state.size().x - gap).max(40.0));
    let whole = width + gap + state.size().x;
    let left = (bar.center().x - whole / 2.0).clamp(room.left(), (room.right() - whole).max(room.left()));
    let rect = Rect::from_min_size(pos2(left, bar.top()), vec2(width, bar.height()));
    let is_cut = paint_one_line(painter, rect, &name, &font, tokens.text);
    let at = pos2(rect.right() + gap, bar.center().y - state.size().y / 2.0);
    let spoken = format!("{}, {}", show_visibly(&name), state.text());
    let state_width = state.size().x;
    painter.galley(at, state, color);
    let whole = Rect::from_min_max(rect.min, pos2(rect.right() + gap + state_width, rect.bottom()));
    let response = ui.interact(whole, ui.scope_id().with("project name"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
    let path = document.path().map(|path| path.display().to_string());
    let why = (document.save_state() == SaveState::NotConfirmed).then(|| document.not_confirmed()).flatten();
    let why = why
        .map(|why| format!("{why} It is written again by itself; the journal keeps your work until then."));
    let hidden: Vec<String> = is_cut.then_some(name).into_iter().chain(path).chain(why).collect();
    if !hidden.is_empty() {
        sentence_on_hover(response, || hidden.join("\n"));
    }
}
