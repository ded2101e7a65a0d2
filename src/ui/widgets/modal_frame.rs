//! A question over the window: title, body, answers at the lower right; Enter gives the default, Esc none.

use egui::{
    Align, Context, CornerRadius, Frame, Id, Key, Label, LayerId, Layout, Margin, Modifiers, RichText, Role,
    ScrollArea, Stroke, Ui, vec2,
};

use super::push_button::{ButtonKind, PushButton};
use crate::ui::theme::{fonts, size, tokens};

/// One answer.
#[derive(Clone, Copy, Debug)]
pub struct ModalButton<'a> {
    label: &'a str,
    kind: ButtonKind,
    enabled: bool,
}

impl<'a> ModalButton<'a> {
    /// An answer like any other.
    pub fn plain(label: &'a str) -> Self {
        Self { label, kind: ButtonKind::Plain, enabled: true }
    }

    /// The expected answer; Enter gives it.
    pub fn primary(label: &'a str) -> Self {
        Self { label, kind: ButtonKind::Primary, enabled: true }
    }

    /// The answer that destroys something; never given by Enter.
    pub fn danger(label: &'a str) -> Self {
        Self { label, kind: ButtonKind::Danger, enabled: true }
    }

    /// Whether it can be given now.
    #[must_use]
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    fn widget(&self) -> PushButton<'a> {
        PushButton::new(self.label).kind(self.kind).enabled(self.enabled)
    }
}

/// What became of the question in this frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModalOutcome {
    /// No answer yet.
    Open,
    /// Esc: leave everything as it is.
    Cancelled,
    /// The answer at this place in the row of buttons.
    Pressed(usize),
}

/// Room for what stands around the body, in points: title, buttons, frame, and the window's own edges.
const AROUND_BODY: f32 = 150.0;

/// The dialog: `ModalFrame::new("Unsaved changes").buttons(&[..]).show(ctx, |ui| ..)`.
#[derive(Clone, Debug)]
#[must_use = "a dialog is seen only when it is shown"]
pub struct ModalFrame<'a> {
    title: &'a str,
    width: f32,
    buttons: &'a [ModalButton<'a>],
    is_from_the_right: bool,
}

impl<'a> ModalFrame<'a> {
    /// Without buttons: only Esc closes it. The title also tells one dialog from another.
    pub fn new(title: &'a str) -> Self {
        Self { title, width: size::DIALOG_WIDTH, buttons: &[], is_from_the_right: false }
    }

    /// How wide, in points; never wider than the window.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// The answers, from left to right; they stand at the right.
    pub fn buttons(mut self, buttons: &'a [ModalButton<'a>]) -> Self {
        self.buttons = buttons;
        self
    }

    /// The last answer, at the right, has the keyboard at first, and Tab goes from there to the left: for a
    /// question that has the answer nearly everybody gives there.
    pub fn from_the_right(mut self) -> Self {
        self.is_from_the_right = true;
        self
    }

    /// Shows it over a dimmed window that takes no clicks; a click beside the dialog does nothing.
    pub fn show<R>(self, ctx: &Context, body: impl FnOnce(&mut Ui) -> R) -> (ModalOutcome, R) {
        let tokens = tokens(ctx);
        let area = egui::Modal::default_area(Id::unique(("modal", self.title)))
            .accessible_name(self.title)
            .role(Role::Dialog);
        let layer = area.layer();
        // The key that opened the dialog must not answer it.
        let was_open = ctx.memory(|memory| memory.areas().visible_last_frame(&layer));
        let frame = Frame::new()
            .fill(tokens.chrome)
            .stroke(Stroke::new(size::LINE, tokens.line))
            .corner_radius(CornerRadius::same(size::CORNER_LARGE))
            .shadow(ctx.global_style().visuals.window_shadow)
            .inner_margin(Margin::same(size::DIALOG_PAD));
        let window = ctx.content_rect().width();
        let shown =
            egui::Modal { area, backdrop_color: tokens.backdrop, frame: Some(frame) }.show(ctx, |ui| {
                ui.set_width(self.width.min(window - 4.0 * f32::from(size::DIALOG_PAD)));
                let title = RichText::new(self.title).font(fonts::ui_semibold(16.0)).color(tokens.text);
                ui.add(Label::new(title).wrap().selectable(false));
                ui.add_space(size::GAP);
                // At least as high as well: a dialog offers no more room than it needed the frame before.
                let room = (ctx.content_rect().height() - AROUND_BODY).max(60.0);
                let body_area = ScrollArea::vertical().max_height(room).min_scrolled_height(room);
                let inner = body_area.auto_shrink([false, true]).show(ui, body).inner;
                let pressed = self.button_row(ui, layer);
                (pressed, inner)
            });
        let (pressed, inner) = shown.inner;

        let takes_keys = was_open && shown.is_top_modal && !shown.any_popup_open;
        let key = |key| takes_keys && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        // A focused button answers Enter itself, and a field of several lines writes it; a field of one
        // line has given up the focus by now.
        let enter = self.default_button().filter(|_| nothing_focused(ctx) && key(Key::Enter));
        let outcome = if let Some(index) = pressed.or(enter) {
            ModalOutcome::Pressed(index)
        } else if key(Key::Escape) {
            ModalOutcome::Cancelled
        } else {
            ModalOutcome::Open
        };
        (outcome, inner)
    }

    fn default_button(&self) -> Option<usize> {
        self.buttons.iter().position(|button| button.kind == ButtonKind::Primary && button.enabled)
    }

    fn button_row(&self, ui: &mut Ui, layer: LayerId) -> Option<usize> {
        if self.buttons.is_empty() {
            return None;
        }
        ui.add_space(size::GAP_LARGE);
        let mut pressed = None;
        if self.is_from_the_right {
            let row = vec2(ui.available_width(), size::CONTROL_HEIGHT);
            ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
                for (index, button) in self.buttons.iter().enumerate().rev() {
                    let response = ui.add(button.widget());
                    if index + 1 == self.buttons.len() && is_settling(ui, layer) {
                        response.request_focus();
                    }
                    if response.clicked() {
                        pressed = Some(index);
                    }
                }
            });
            return pressed;
        }
        // Laid out from left to right, so that Tab goes that way too; the space before pushes them to the right.
        ui.horizontal(|ui| {
            let gap = ui.spacing().item_spacing.x;
            let row: f32 = self.buttons.iter().map(|button| button.widget().width(ui) + gap).sum();
            ui.add_space((ui.available_width() - row).max(0.0));
            for (index, button) in self.buttons.iter().enumerate() {
                if ui.add(button.widget()).clicked() {
                    pressed = Some(index);
                }
            }
        });
        pressed
    }
}

/// Whether the dialog was opened just now: its first frames only measure, and lose the focus again.
fn is_settling(ui: &Ui, layer: LayerId) -> bool {
    let was_open = ui.memory(|memory| memory.areas().visible_last_frame(&layer));
    let now = ui.ctx().cumulative_pass_nr();
    let opened = ui.data_mut(|data| {
        let opened = data.get_temp_mut_or(layer.id.with("opened"), now);
        if !was_open {
            *opened = now;
        }
        *opened
    });
    now - opened < 3
}

fn nothing_focused(ctx: &Context) -> bool {
    ctx.memory(egui::Memory::focused).is_none()
}

#[cfg(test)]
mod tests {
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::theme;
    use crate::ui::widgets::TextField;

    #[derive(Default)]
    struct Dialog {
        is_open: bool,
        note: String,
        outcome: Option<ModalOutcome>,
    }

    fn dialog() -> Harness<'static, Dialog> {
        let mut harness = Harness::builder().with_context_setup(theme::install).build_ui_state(
            |ui, dialog: &mut Dialog| {
                if !dialog.is_open {
                    return;
                }
                let buttons = [ModalButton::danger("Discard"), ModalButton::primary("Save")];
                let (outcome, ()) = ModalFrame::new("Unsaved changes").buttons(&buttons).show(ui, |ui| {
                    TextField::new("Note", &mut dialog.note).rows(2).show(ui);
                });
                if outcome != ModalOutcome::Open {
                    dialog.outcome = Some(outcome);
                    dialog.is_open = false;
                }
            },
            Dialog::default(),
        );
        harness.state_mut().is_open = true;
        harness.run();
        harness
    }

    #[test]
    fn enter_gives_the_primary_answer() {
        let mut harness = dialog();
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(harness.state().outcome, Some(ModalOutcome::Pressed(1)));
    }

    #[test]
    fn the_enter_that_opens_the_dialog_does_not_answer_it() {
        let mut harness = dialog();
        harness.state_mut().is_open = false;
        harness.run();
        harness.state_mut().is_open = true;
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(harness.state().outcome, None);
    }

    #[test]
    fn escape_leaves_everything_as_it_is() {
        let mut harness = dialog();
        harness.key_press(Key::Escape);
        harness.run();
        assert_eq!(harness.state().outcome, Some(ModalOutcome::Cancelled));
    }

    #[test]
    fn a_click_gives_the_answer_clicked() {
        let mut harness = dialog();
        harness.get_by_label("Discard").click();
        harness.run();
        assert_eq!(harness.state().outcome, Some(ModalOutcome::Pressed(0)));
    }

    #[test]
    fn enter_in_a_field_of_several_lines_starts_a_new_line() {
        let mut harness = dialog();
        harness.get_by_label("Note").focus();
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!((harness.state().outcome, harness.state().note.as_str()), (None, "\n"));
    }
}
