//! A notice at the bottom of the window that covers nothing for long and can be put away.

use egui::accesskit::Live;
use egui::{Align2, Area, Context, CornerRadius, Frame, Id, Margin, Order, Role, Stroke, Ui, vec2};

use super::any_script::sentence;
use super::push_button::{ButtonKind, PushButton};
use crate::model::show_visibly;
use crate::ui::theme::{fonts, size, tokens};

/// What a notice is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ToastKind {
    /// Something went as it should.
    #[default]
    Message,
    /// Something was guessed or left out.
    Warning,
    /// Something did not happen.
    Error,
}

/// What became of a notice in this frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToastOutcome {
    /// It is still there.
    Shown,
    /// The person put it away.
    Dismissed,
    /// The person pressed the button in it.
    Pressed,
}

/// The notice: `Toast::new("Deleted C12").action("Undo").show(ctx)`. How long it stays is for the caller to say.
#[derive(Clone, Debug)]
#[must_use = "a notice is seen only when it is shown"]
pub struct Toast<'a> {
    text: &'a str,
    kind: ToastKind,
    action: Option<&'a str>,
    above_bottom: f32,
}

impl<'a> Toast<'a> {
    /// A message without a button, just above the status bar.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            kind: ToastKind::Message,
            action: None,
            above_bottom: size::STATUS_BAR + size::GAP_LARGE,
        }
    }

    /// What it is about: colours its mark, and how urgently a screen reader says it.
    pub fn kind(mut self, kind: ToastKind) -> Self {
        self.kind = kind;
        self
    }

    /// A button in it, such as "Undo".
    pub fn action(mut self, action: &'a str) -> Self {
        self.action = Some(action);
        self
    }

    /// How far its lower edge stands above that of the window, in points; for several notices at a time.
    pub fn above_bottom(mut self, points: f32) -> Self {
        self.above_bottom = points;
        self
    }

    /// Shows it at the bottom, in the middle.
    pub fn show(self, ctx: &Context) -> ToastOutcome {
        let (role, live) = match self.kind {
            ToastKind::Message => (Role::Status, Live::Polite),
            ToastKind::Warning | ToastKind::Error => (Role::Alert, Live::Assertive),
        };
        let id = Id::unique(("toast", self.above_bottom.to_bits()));
        let shown = Area::new(id)
            .order(Order::Foreground)
            .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -self.above_bottom))
            .accessible_name(show_visibly(self.text))
            .role(role)
            .show(ctx, |ui| self.content(ui));
        ctx.accesskit_node_builder(shown.response.id, |node| node.set_live(live));
        shown.inner
    }

    fn content(&self, ui: &mut Ui) -> ToastOutcome {
        let tokens = tokens(ui);
        let mark = match self.kind {
            ToastKind::Message => tokens.accent,
            ToastKind::Warning => tokens.unconfirmed,
            ToastKind::Error => tokens.disputed,
        };
        let frame = Frame::new()
            .fill(tokens.chrome)
            .stroke(Stroke::new(size::LINE, tokens.line_strong))
            .corner_radius(CornerRadius::same(size::CORNER_LARGE))
            .shadow(ui.visuals().popup_shadow)
            .inner_margin(Margin { left: 14, right: 6, top: 6, bottom: 6 });
        let mut outcome = ToastOutcome::Shown;
        let shown = frame.show(ui, |ui| {
            ui.horizontal(|ui| {
                let room = size::TOAST_WIDTH.min(ui.ctx().content_rect().width() - 160.0);
                ui.scope(|ui| {
                    ui.set_max_width(room);
                    sentence(ui, self.text, fonts::ui(size::TEXT), tokens.text);
                });
                if let Some(action) = self.action
                    && ui.add(PushButton::new(action).kind(ButtonKind::Plain)).clicked()
                {
                    outcome = ToastOutcome::Pressed;
                }
                let close =
                    PushButton::new("×").kind(ButtonKind::Quiet).accessible_name("Put the notice away");
                if ui.add(close).clicked() {
                    outcome = ToastOutcome::Dismissed;
                }
            });
        });
        // A bar at the left edge, clear of the round corners.
        let rect = shown.response.rect;
        let bar = egui::Rect::from_min_max(rect.min, egui::pos2(rect.left() + size::MARKER, rect.bottom()));
        ui.painter().rect_filled(bar.shrink2(vec2(0.0, size::GAP)), 1.0, mark);
        outcome
    }
}
