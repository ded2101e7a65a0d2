//! Which actions the keys of this frame ask for.

use super::{Action, action::ACTIONS};
use egui::{Context, Event, Key, KeyboardShortcut, Modifiers, Popup};

/// Who has the keyboard in this frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Typing {
    /// A text field has the focus: plain letters are text.
    pub in_field: bool,
    /// It is a field with an undo of its own, whose text is not in the project yet.
    pub with_own_undo: bool,
    /// A widget that Enter presses has the focus.
    pub on_widget: bool,
}

/// Takes the keys that stand for actions out of the frame's input, before any field sees them.
pub(super) fn take_actions(ctx: &Context, typing: Typing) -> Vec<Action> {
    let actions = ctx.input_mut(|input| {
        let mut actions = Vec::new();
        let mut texts = Vec::new();
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, repeat, modifiers, .. } = event else { return true };
            let Some((action, shortcut)) = action_of(*key, *modifiers, typing) else { return true };
            if !*repeat || repeats(action) {
                actions.push(action);
            }
            if Action::is_plain_key(shortcut) {
                texts.push(*key);
            }
            false
        });
        // The letter itself must not land in a field that the action gives the focus to.
        if !texts.is_empty() {
            input.events.retain(|event| !matches!(event, Event::Text(_)));
        }
        actions
    });
    if !actions.is_empty() {
        // A menu left open would show what is no longer so.
        Popup::close_all(ctx);
    }
    actions
}

fn action_of(key: Key, modifiers: Modifiers, typing: Typing) -> Option<(Action, &'static KeyboardShortcut)> {
    let (entry, shortcut) = ACTIONS.iter().find_map(|entry| {
        let shortcut = entry.shortcuts.iter().find(|shortcut| matches(**shortcut, key, modifiers))?;
        Some((entry, shortcut))
    })?;
    let allowed = match entry.action {
        // The pane that has the focus copies.
        Action::Copy => false,
        Action::Undo | Action::Redo => !typing.with_own_undo,
        Action::EditClaim if key == Key::Enter => !typing.in_field && !typing.on_widget,
        _ if Action::is_plain_key(shortcut) => !typing.in_field,
        _ => true,
    };
    allowed.then_some((entry.action, shortcut))
}

fn matches(shortcut: KeyboardShortcut, key: Key, modifiers: Modifiers) -> bool {
    if shortcut.logical_key != key {
        return false;
    }
    // Signs stand on other keys, with or without Shift, on every keyboard.
    let sign = matches!(
        key,
        Key::Slash
            | Key::Plus
            | Key::Minus
            | Key::Equals
            | Key::OpenBracket
            | Key::CloseBracket
            | Key::OpenCurlyBracket
            | Key::CloseCurlyBracket
    );
    let held = if sign { Modifiers { shift: false, ..modifiers } } else { modifiers };
    held.matches_exact(shortcut.modifiers)
}

const fn repeats(action: Action) -> bool {
    matches!(
        action,
        Action::Undo
            | Action::Redo
            | Action::NextClaim
            | Action::PreviousClaim
            | Action::FindNext
            | Action::FindPrevious
            | Action::StartBack
            | Action::StartOn
            | Action::EndBack
            | Action::EndOn
            | Action::ZoomIn
            | Action::ZoomOut
            | Action::ReadingLarger
            | Action::ReadingSmaller
            | Action::CycleClaims
    )
}
