//! `InspectorView`: what is being typed into the inspector.

use crate::model::{Claim, ClaimField, ClaimId, Source, show_visibly};
use std::borrow::Cow;

/// A text as it is being typed, and the value it was last known to have in the project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) text: String,
    known: String,
}

impl Typed {
    /// Follows the project when its value was changed from elsewhere: by undo, in the table.
    pub(super) fn follow(&mut self, value: &str) {
        if value != self.known {
            value.clone_into(&mut self.text);
            value.clone_into(&mut self.known);
        }
    }

    /// What was typed is in the project now, where it reads as `value`.
    pub(super) fn agree(&mut self, value: String) {
        self.known = value;
    }
}

/// A field that shall have the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// The statement, all of it selected so that typing replaces it.
    ClaimText,
    /// The title of the source listed last.
    LastSource,
}

/// What the inspector remembers from frame to frame.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each says something of its own about the fields")]
pub struct InspectorView {
    claim: Option<ClaimId>,
    pub(super) text: Typed,
    pub(super) attribution: Typed,
    pub(super) reason: Typed,
    pub(super) note: Typed,
    /// The source that is open for typing, and its fields.
    pub(super) open_source: Option<usize>,
    pub(super) source: [Typed; 3],
    pub(super) wanted: Option<Wanted>,
    /// A right-to-left text that was clicked to be typed into.
    pub(super) opened_field: Option<ClaimField>,
    /// Whether passages, addresses and texts stand with what is hidden written as code points.
    pub(super) as_code_points: bool,
    /// The project can only be looked at.
    pub(super) is_read_only: bool,
    is_typing: bool,
    was_typing: bool,
}

impl InspectorView {
    /// Whether one of its fields has the keyboard. What is typed there is in the project at once.
    pub fn is_typing(&self) -> bool {
        self.is_typing
    }

    /// Gives the statement the keyboard, all of it selected.
    pub fn focus_claim_text(&mut self) {
        self.wanted = Some(Wanted::ClaimText);
    }

    /// Opens the source listed last and gives its title the keyboard.
    pub fn focus_last_source(&mut self) {
        self.wanted = Some(Wanted::LastSource);
    }

    /// Shows this claim from now on.
    pub(super) fn follow(&mut self, claim: &Claim) {
        if self.claim != Some(claim.id) {
            let wanted = self.wanted.take();
            *self = Self {
                claim: Some(claim.id),
                wanted,
                as_code_points: self.as_code_points,
                was_typing: self.was_typing,
                is_read_only: self.is_read_only,
                ..Self::default()
            };
        }
        self.text.follow(&claim.text);
        self.attribution.follow(&claim.attribution.to_string());
        self.reason.follow(&claim.reason);
        self.note.follow(&claim.note);
        if self.wanted == Some(Wanted::LastSource) {
            self.open_source = claim.sources.len().checked_sub(1);
            self.source = Default::default();
        }
        self.open_source = self.open_source.filter(|index| *index < claim.sources.len());
        if let Some(source) = self.open_source.and_then(|index| claim.sources.get(index)) {
            let Source { title, url, note } = source;
            let [typed_title, typed_url, typed_note] = &mut self.source;
            typed_title.follow(title);
            typed_url.follow(url);
            typed_note.follow(note);
        }
    }

    /// The text as it is to be read: with marks, which its layout draws, or with code points.
    pub(super) fn as_read<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.as_code_points { show_visibly(text) } else { text.into() }
    }

    /// The text field of the claim, as it is being typed.
    pub(super) fn typed(&mut self, field: ClaimField) -> &mut Typed {
        match field {
            ClaimField::Text => &mut self.text,
            ClaimField::Attribution => &mut self.attribution,
            ClaimField::Reason => &mut self.reason,
            ClaimField::Note => &mut self.note,
        }
    }

    /// Before the fields of a frame are drawn.
    pub(super) fn begin_frame(&mut self) {
        self.was_typing = std::mem::take(&mut self.is_typing);
    }

    /// A field has the keyboard in this frame.
    pub(super) fn note_typing(&mut self) {
        self.is_typing = true;
    }

    /// Whether the keyboard has left the fields since the frame before: the run of typing is over.
    pub(super) fn has_stopped_typing(&self) -> bool {
        self.was_typing && !self.is_typing
    }
}
