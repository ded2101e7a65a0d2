//! The window, drawn with egui. May use `model`, `edit`, `format::names`, `workspace` and `jobs`.

pub mod panels;
pub mod text;
pub mod theme;
pub mod widgets;
