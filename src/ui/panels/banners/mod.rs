//! What waits for an answer, one calm row each, above article and claims and never over them.

mod banner;
mod bar;
mod concerns;

pub use bar::BannersView;

pub(in crate::ui) use bar::ui;
