//! Questions and sheets in front of the window, one file each.

mod about;
mod damaged;
mod data_safety;
mod details;
mod dialog;
mod keys;
mod palette;
mod path;
mod unsaved;

pub use damaged::DamagedView;
pub use data_safety::SafetyView;
pub use details::Details;
pub use dialog::Dialog;
pub(super) use dialog::ui;
pub use palette::Palette;
pub use path::PathDialog;
