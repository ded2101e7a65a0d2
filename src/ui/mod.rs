//! The window, drawn with egui. May use `model`, `edit`, `format::names`, `workspace` and `jobs`.

pub mod theme;
pub mod widgets;
