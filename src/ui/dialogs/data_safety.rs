//! Where each copy of the work is, how far it can be relied on, and what Claimdesk promises.

use crate::{
    model::Timestamp,
    ui::{
        Asked,
        local_time::local_time,
        theme::{Tokens, fonts, size, tokens},
        widgets::{ModalButton, ModalFrame, ModalOutcome, Tag, section_label, sentence},
    },
    workspace::{Command, SafetyReport, SafetyRow, Trust},
};
use egui::{Color32, Context, Role, Stroke, Ui, UiBuilder, vec2};
use jiff::tz::TimeZone;

/// How wide the marks are, in points.
const MARKS: f32 = 118.0;

/// What is promised, and what is not.
const PROMISES: [&str; 6] = [
    "“Saved” stands in the menu bar only after file and folder were written out and read back.",
    "While recovery is on, every change is in the journal within a second, of projects never saved too.",
    "Each save keeps the version before it as a backup, and never overwrites what somebody else wrote.",
    "What is discarded, given up or damaged goes to a trash folder first; it is not deleted at once.",
    "Not promised: a disk that says it wrote and did not, and a disk that dies. Keep a copy elsewhere.",
    "On network drives and in folders that are kept in step with other machines, two people can save at the \
     same moment; then both versions are kept, and Claimdesk asks.",
];

/// What the page remembers.
#[derive(Clone, Debug, Default)]
pub struct SafetyView {
    /// A report is being made; whether every byte is read for it.
    pub awaits: Option<bool>,
    /// When the last report came.
    pub at: Option<Timestamp>,
}

/// Draws the page.
pub(super) fn ui(
    ctx: &Context,
    report: &SafetyReport,
    zone: &TimeZone,
    view: &SafetyView,
    asked: &mut Asked,
) {
    let is_verifying = view.awaits == Some(true);
    let verify = if is_verifying { "Reading every byte…" } else { "Verify everything" };
    let buttons = [ModalButton::plain(verify).enabled(!is_verifying), ModalButton::primary("Close")];
    let (outcome, ()) = ModalFrame::new("Data safety").width(660.0).buttons(&buttons).show(ctx, |ui| {
        let tokens = tokens(ui);
        let seen = view.at.map(|at| local_time(at, zone)).unwrap_or_default();
        let words = match (is_verifying, report.is_verified) {
            (true, _) => "Every copy is being read and compared with its sum…".to_owned(),
            (false, true) => format!("Every byte was read and compared with its sum at {seen}."),
            (false, false) => format!("Looked at {seen}; what the files hold was not read."),
        };
        sentence(ui, &words, fonts::ui(size::TEXT_SMALL), tokens.muted);
        ui.add_space(size::GAP);
        for row in &report.rows {
            safety_row(ui, row, tokens);
        }
        if report.rows.is_empty() {
            sentence(ui, "No project is open.", fonts::ui(size::TEXT), tokens.text);
        }
        ui.add_space(size::GAP_LARGE);
        section_label(ui, "What Claimdesk promises, and what it cannot");
        ui.add_space(2.0);
        for promise in PROMISES {
            sentence(ui, promise, fonts::ui(size::TEXT_SMALL), tokens.text);
            ui.add_space(2.0);
        }
    });
    match outcome {
        ModalOutcome::Open => {}
        ModalOutcome::Pressed(0) => asked.commands.push(Command::LookAtSafety { verify: true }),
        ModalOutcome::Pressed(_) | ModalOutcome::Cancelled => asked.commands.push(Command::CloseSafety),
    }
}

/// The mark and its colours: a sign and a word, never a colour alone.
fn mark(trust: Trust, tokens: &Tokens) -> (&'static str, Color32, Color32) {
    match trust {
        Trust::Verified => ("✓ Verified", tokens.sourced_fill, tokens.sourced),
        Trust::Fine => ("– Not checked", tokens.untagged_fill, tokens.untagged),
        Trust::Doubtful => ("! Look at this", tokens.unconfirmed_fill, tokens.unconfirmed),
        Trust::Broken => ("× Broken", tokens.disputed_fill, tokens.disputed),
    }
}

fn safety_row(ui: &mut Ui, row: &SafetyRow, tokens: &Tokens) {
    let (label, fill, ink) = mark(row.trust, tokens);
    let spoken = format!("{}: {label}", row.what);
    let group =
        UiBuilder::new().id_salt(&row.what).accessibility_role(Role::Group).accessibility_label(spoken);
    ui.scope_builder(group, |ui| {
        ui.horizontal_top(|ui| {
            ui.allocate_ui(vec2(MARKS, size::TAG_HEIGHT), |ui| {
                ui.set_width(MARKS);
                ui.add(Tag::new(label, fill, ink));
            });
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                sentence(ui, &row.what, fonts::ui_semibold(size::TEXT), tokens.text);
                if !row.state.is_empty() {
                    sentence(ui, &row.state, fonts::ui(size::TEXT_SMALL), tokens.text);
                }
                if !row.place.is_empty() {
                    sentence(ui, &row.place, fonts::ui(size::TEXT_SMALL), tokens.muted);
                }
            });
        });
        ui.add_space(size::GAP_SMALL);
        let under = ui.cursor().top();
        ui.painter().hline(ui.max_rect().x_range(), under, Stroke::new(size::LINE, tokens.line));
        ui.add_space(size::GAP_SMALL);
    });
}
