//! Controls with the look of this window; they know nothing of fact-checking, but which characters are hidden.
//! May use `ui::theme`, `ui::text` and egui.

mod any_script;
mod chip;
mod focus_ring;
mod hidden_badge;
mod key_cap;
mod modal_frame;
mod proportion_bar;
mod push_button;
mod search_field;
mod section_label;
mod segmented;
mod tag;
mod text_field;
mod toast;
mod words;

pub use any_script::{quoted_words, sentence, sentence_on_hover};
pub use chip::Chip;
pub use hidden_badge::{hidden_badge, hidden_words};
pub use key_cap::KeyCap;
pub use modal_frame::{ModalButton, ModalFrame, ModalOutcome};
pub use proportion_bar::ProportionBar;
pub use push_button::{ButtonKind, PushButton};
pub use search_field::{SearchField, SearchFieldResponse};
pub use section_label::section_label;
pub use segmented::{Segment, Segmented};
pub use tag::Tag;
pub use text_field::TextField;
pub use toast::{Toast, ToastKind, ToastOutcome};
