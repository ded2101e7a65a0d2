//! What to open instead of a file that cannot be opened.

use crate::{
    ui::{
        Asked,
        local_time::local_label,
        text::paint_one_line,
        theme::{fonts, size, tokens},
        widgets::{ModalButton, ModalFrame, ModalOutcome, sentence},
    },
    workspace::{Command, DamagedFile, OpenInstead},
};
use egui::{Context, CornerRadius, CursorIcon, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};
use jiff::tz::TimeZone;

/// The height of one offer, in points.
const OFFER: f32 = 48.0;

/// What the question remembers.
#[derive(Clone, Debug, Default)]
pub struct DamagedView {
    /// The first offer had the keyboard.
    is_focused: bool,
}

/// Draws the question.
pub(super) fn ui(
    ctx: &Context,
    damaged: &DamagedFile,
    zone: &TimeZone,
    view: &mut DamagedView,
    asked: &mut Asked,
) {
    let name = damaged.path.file_name().unwrap_or(damaged.path.as_os_str()).to_string_lossy();
    let title = format!("{name} can't be opened");
    let buttons = [ModalButton::plain("Cancel")];
    let frame = ModalFrame::new(&title).width(540.0).buttons(&buttons);
    let (outcome, chosen) = frame.show(ctx, |ui| {
        let tokens = tokens(ui);
        sentence(ui, &damaged.failure.text, fonts::ui(size::TEXT), tokens.text);
        if !damaged.failure.detail.is_empty() {
            ui.add_space(size::GAP_SMALL);
            sentence(ui, &damaged.failure.detail, fonts::ui(size::TEXT_SMALL), tokens.muted);
        }
        ui.add_space(size::GAP_SMALL);
        let stays = format!("{name} stays as it is, whatever you choose.");
        sentence(ui, &stays, fonts::ui(size::TEXT_SMALL), tokens.muted);
        ui.add_space(size::GAP);
        let mut chosen = None;
        for (index, (what, label, hint)) in offers(damaged, zone).iter().enumerate() {
            let response = offer(ui, label, hint);
            if index == 0 && !view.is_focused {
                // Asked until it lasts: a dialog's first frame only measures, and loses it.
                view.is_focused = response.has_focus();
                response.request_focus();
            }
            if response.clicked() {
                chosen = Some(*what);
            }
        }
        chosen
    });
    let answer = match (chosen, outcome) {
        (Some(what), _) => what,
        (None, ModalOutcome::Open) => return,
        (None, ModalOutcome::Pressed(_) | ModalOutcome::Cancelled) => OpenInstead::Nothing,
    };
    *view = DamagedView::default();
    asked.commands.push(Command::OpenInstead(answer));
}

/// What can be opened, what that is called, and what it means.
fn offers(damaged: &DamagedFile, zone: &TimeZone) -> Vec<(OpenInstead, String, &'static str)> {
    let last_good = damaged.last_good.as_ref().map(|(_, label)| {
        let label = format!("Open the last good version (of {})", local_label(label, zone));
        (OpenInstead::LastGood, label, "A backup; saving it puts the damaged file into the backups")
    });
    let recovered = damaged.journal.as_ref().map(|_| {
        let label = "Open the recovered work".to_owned();
        (OpenInstead::Recovered, label, "What the journal of the last sitting holds, with every change")
    });
    let sides = damaged.has_sides.then(|| {
        let label = "Merge both sides".to_owned();
        (
            OpenInstead::BothSides,
            label,
            "A merge left two versions in the file; they are brought together claim by claim",
        )
    });
    [sides, recovered, last_good].into_iter().flatten().collect()
}

fn offer(ui: &mut Ui, label: &str, hint: &str) -> egui::Response {
    let tokens = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), OFFER), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
    let painter = ui.painter();
    let corner = CornerRadius::same(size::CORNER);
    let fill = if response.hovered() { tokens.hover_fill } else { tokens.chrome };
    let (line, edge) =
        if response.has_focus() { (size::OUTLINE, tokens.accent) } else { (size::LINE, tokens.line) };
    painter.rect(rect, corner, fill, Stroke::new(line, edge), StrokeKind::Inside);
    let (upper, lower) = rect.shrink2(vec2(size::BUTTON_PAD, 6.0)).split_top_bottom_at_fraction(0.52);
    paint_one_line(painter, upper, label, &fonts::ui_medium(size::TEXT), tokens.accent);
    paint_one_line(painter, lower, hint, &fonts::ui(size::TEXT_SMALL), tokens.muted);
    response.on_hover_cursor(CursorIcon::PointingHand)
}
