//! The backups of the project: a list of them, and how the present version differs from the one chosen.

use super::{
    comparison::is_escaped,
    difference_list::{DifferenceList, ListOutcome},
    heading::{heading, one_line},
};
use crate::{
    ui::{
        Asked,
        answer::may_change,
        local_time::local_label,
        text::paint_one_line,
        theme::{fonts, size, tokens},
        widgets::{ButtonKind, PushButton, sentence},
    },
    workspace::{BackupEntry, BackupList, Command, Document},
};
use egui::{
    Context, EventFilter, Id, Key, Modifiers, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind,
    Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use jiff::tz::TimeZone;

/// The height of one backup, in points.
const ROW: f32 = 28.0;
/// The list takes no more than this part of the panel.
const SHARE: f32 = 0.4;

/// What the panel remembers.
#[derive(Debug, Default)]
pub struct BackupsView {
    /// The number of the backup chosen.
    chosen: Option<u64>,
    list: DifferenceList,
    was_shown: bool,
    id: Option<Id>,
    reveal: bool,
    /// The button that restores shall have the keyboard.
    wants_restore: bool,
}

impl BackupsView {
    /// Gives the list of backups the keyboard.
    pub fn focus(&mut self) {
        self.was_shown = false;
    }

    /// Whether one of the lists has the keyboard.
    pub fn has_focus(&self, ctx: &Context) -> bool {
        self.list.has_focus(ctx) || self.id.is_some_and(|id| ctx.memory(|memory| memory.has_focus(id)))
    }

    /// Chooses the newest as soon as the list is there.
    fn begin(&mut self, list: &BackupList, asked: &mut Asked) {
        if self.chosen.is_none()
            && let Some(newest) = list.entries.first()
        {
            self.choose(newest.number, asked);
        }
    }

    fn choose(&mut self, number: u64, asked: &mut Asked) {
        if self.chosen.replace(number) != Some(number) {
            self.list = DifferenceList::default();
            asked.commands.push(Command::ChooseBackup(number));
        }
    }

    fn place(&self, list: &BackupList) -> Option<usize> {
        list.entries.iter().position(|entry| Some(entry.number) == self.chosen)
    }
}

/// Draws the panel; says whether it is to be closed.
pub(in crate::ui::panels) fn ui(
    ui: &mut Ui,
    list: &BackupList,
    document: &Document,
    (zone, view): (&TimeZone, &mut BackupsView),
    asked: &mut Asked,
) -> bool {
    let tokens = tokens(ui);
    let pane = ui.max_rect();
    ui.painter().rect_filled(pane, 0.0, tokens.chrome);
    view.begin(list, asked);
    let mut closed = false;
    ui.horizontal(|ui| {
        ui.add_space(size::TABLE_PAD);
        ui.vertical(|ui| {
            ui.add_space(size::GAP_SMALL);
            closed = heading(ui, "Backups", "Close backups");
            folder(ui, list);
            ui.add_space(size::GAP_SMALL);
        });
    });
    let hairline = |ui: &mut Ui| {
        let under = ui.cursor().top();
        ui.painter().hline(pane.x_range(), under + 0.5, Stroke::new(size::LINE, tokens.line));
        ui.add_space(size::LINE);
    };
    hairline(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    if let Some(words) = nothing_to_list(list) {
        padded(ui, |ui| {
            ui.add_space(size::GAP);
            sentence(ui, &words, fonts::ui(size::TEXT), tokens.muted);
        });
    }
    let room = (list.entries.len() as f32 * ROW).min((pane.height() * SHARE).max(3.0 * ROW));
    let place = Rect::from_min_size(pos2(pane.left(), ui.cursor().top()), vec2(pane.width(), room));
    ui.allocate_rect(place, Sense::hover());
    closed |= entries(ui, place, list, zone, view, asked);
    hairline(ui);
    closed |= chosen(ui, list, document, zone, view, asked);
    closed || is_escaped(ui)
}

fn nothing_to_list(list: &BackupList) -> Option<String> {
    match &list.problem {
        Some(problem) => Some(problem.clone()),
        None if list.entries.is_empty() => {
            Some("There is no backup yet. Each save keeps the version before it.".to_owned())
        }
        None => None,
    }
}

/// Where they are.
fn folder(ui: &mut Ui, list: &BackupList) {
    let path = list.folder.display().to_string();
    if path.is_empty() {
        return;
    }
    ui.horizontal(|ui| {
        let copy = PushButton::new("Copy path").kind(ButtonKind::Link).small();
        let width = ui.available_width() - 80.0;
        one_line(ui, width, &path, &fonts::ui(size::TEXT_SMALL), tokens(ui).muted);
        if ui.add(copy).clicked() {
            ui.ctx().copy_text(path);
        }
    });
}

/// The backups, newest first; says whether the panel is to be closed.
fn entries(
    ui: &mut Ui,
    area: Rect,
    list: &BackupList,
    zone: &TimeZone,
    view: &mut BackupsView,
    asked: &mut Asked,
) -> bool {
    let id = ui.make_persistent_id("backups");
    view.id = Some(id);
    let response = ui.interact(area, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, "Backups"));
    if !std::mem::replace(&mut view.was_shown, true) {
        response.request_focus();
    }
    let closed = response.has_focus() && keys(ui, id, list, view, asked);
    let mut inner = ui.new_child(UiBuilder::new().id_salt("list of backups").max_rect(area));
    inner.spacing_mut().item_spacing.y = 0.0;
    inner.ctx().allow_widget_id_changes_in(area);
    ScrollArea::vertical().auto_shrink(false).show_rows(&mut inner, ROW, list.entries.len(), |ui, rows| {
        if std::mem::take(&mut view.reveal)
            && let Some(place) = view.place(list)
        {
            let down = (place as f32 - rows.start as f32) * ROW;
            ui.scroll_to_rect(Rect::from_min_size(ui.max_rect().min + vec2(0.0, down), vec2(1.0, ROW)), None);
        }
        for entry in &list.entries[rows] {
            if entry_row(ui, id, entry, zone, view.chosen == Some(entry.number)).clicked() {
                response.request_focus();
                view.choose(entry.number, asked);
            }
        }
    });
    if response.has_focus() {
        let ring = Stroke::new(size::LINE, tokens(ui).accent);
        ui.painter().rect_stroke(area.shrink(1.0), 0.0, ring, StrokeKind::Inside);
    }
    closed
}

/// Obeys the keys; says whether the panel is to be closed.
fn keys(ui: &Ui, id: Id, list: &BackupList, view: &mut BackupsView, asked: &mut Asked) -> bool {
    let filter = EventFilter { tab: false, horizontal_arrows: false, vertical_arrows: true, escape: true };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let bottom = list.entries.len().saturating_sub(1);
    let here = view.place(list).unwrap_or(0);
    for (key, place) in [
        (Key::ArrowUp, here.saturating_sub(1)),
        (Key::ArrowDown, (here + 1).min(bottom)),
        (Key::Home, 0),
        (Key::End, bottom),
    ] {
        if pressed(key)
            && let Some(entry) = list.entries.get(place)
        {
            view.choose(entry.number, asked);
            view.reveal = true;
            ui.ctx().request_repaint();
        }
    }
    view.wants_restore |= pressed(Key::Enter);
    pressed(Key::Escape)
}

fn entry_row(ui: &mut Ui, list: Id, entry: &BackupEntry, zone: &TimeZone, is_chosen: bool) -> Response {
    let tokens = tokens(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let response = ui.interact(rect, list.with(entry.number), Sense::CLICK);
    let when = local_label(&entry.label, zone);
    let bytes = in_words(entry.bytes);
    let pinned = entry.pinned.as_deref().unwrap_or_default();
    let spoken =
        if pinned.is_empty() { format!("{when}, {bytes}") } else { format!("{when}, {bytes}, {pinned}") };
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_chosen, &spoken));
    let painter = ui.painter();
    if is_chosen {
        painter.rect_filled(rect, 0.0, tokens.accent_fill);
        let bar = Rect::from_min_size(rect.min, vec2(size::MARKER, rect.height()));
        painter.rect_filled(bar, 0.0, tokens.accent);
    } else if response.hovered() {
        painter.rect_filled(rect, 0.0, tokens.hover_fill);
    }
    let mut words = rect.shrink2(vec2(size::TABLE_PAD, 0.0));
    let small = fonts::ui(size::TEXT_SMALL);
    let galley = painter.layout_no_wrap(bytes, small.clone(), tokens.muted);
    let at = words.right_center() - vec2(galley.size().x, galley.size().y / 2.0);
    painter.galley(at, galley, tokens.muted);
    words.set_right(words.right() - 84.0);
    let time = words.with_max_x(words.left() + 150.0_f32.min(words.width()));
    paint_one_line(painter, time, &when, &fonts::ui(size::TEXT), tokens.text);
    paint_one_line(painter, words.with_min_x(time.right() + size::GAP), pinned, &small, tokens.muted);
    response
}

/// How the present version differs from the chosen one, and the way to restore that; says whether the
/// panel is to be closed.
fn chosen(
    ui: &mut Ui,
    list: &BackupList,
    document: &Document,
    zone: &TimeZone,
    view: &mut BackupsView,
    asked: &mut Asked,
) -> bool {
    let tokens = tokens(ui);
    let Some(entry) = view.place(list).and_then(|place| list.entries.get(place)) else { return false };
    let when = local_label(&entry.label, zone);
    let read = list.chosen.as_ref().filter(|chosen| chosen.number == entry.number);
    let Some(read) = read else {
        padded(ui, |ui| {
            ui.add_space(size::GAP);
            sentence(ui, &format!("Reading the backup of {when}…"), fonts::ui(size::TEXT), tokens.muted);
        });
        return false;
    };
    let (_, difference) = match &read.outcome {
        Ok(read) => read,
        Err(why) => {
            padded(ui, |ui| {
                ui.add_space(size::GAP);
                let words = format!("The backup of {when} can't be opened: {why}");
                sentence(ui, &words, fonts::ui(size::TEXT), tokens.disputed);
            });
            return false;
        }
    };
    padded(ui, |ui| {
        ui.add_space(size::GAP);
        let width = ui.available_width();
        let title = format!("Now compared with the backup of {when}");
        one_line(ui, width, &title, &fonts::ui_semibold(size::TEXT), tokens.text);
        let words = format!("{} · − backup  + now", difference.summary());
        one_line(ui, width, &words, &fonts::ui(size::TEXT_SMALL), tokens.muted);
        ui.add_space(size::GAP_SMALL);
        let can = may_change(document) && !difference.is_empty();
        let button = PushButton::new("Restore as a new step").kind(ButtonKind::Primary).enabled(can);
        let response = ui.add(button).on_hover_text("It becomes the present version; undo takes that back");
        if std::mem::take(&mut view.wants_restore) && can {
            response.request_focus();
        }
        if response.clicked() {
            asked.commands.push(Command::RestoreBackup);
        }
        ui.add_space(size::GAP);
    });
    view.list.ui(ui, difference, document, asked) == ListOutcome::Closed
}

fn padded(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.add_space(size::TABLE_PAD);
        ui.vertical(|ui| {
            ui.set_max_width(ui.available_width() - size::TABLE_PAD);
            contents(ui);
        });
    });
}

/// "812 bytes", "12.3 kB", "4.0 MB".
fn in_words(bytes: u64) -> String {
    let tenths = |unit: u64| format!("{}.{}", bytes / unit, bytes % unit * 10 / unit);
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", tenths(1_000)),
        _ => format!("{} MB", tenths(1_000_000)),
    }
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn lengths_are_written_in_the_unit_that_fits() {
        assert_eq!([812, 12_345, 4_000_000].map(in_words), ["812 bytes", "12.3 kB", "4.0 MB"]);
    }
}
