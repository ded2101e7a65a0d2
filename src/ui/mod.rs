//! The window, drawn with egui: panels that read the workspace and ask for commands.
//!
//! May use `model`, `edit`, `format`, `workspace` and `jobs`. The only module that knows egui; it
//! knows no windowing system.

pub mod panels;
pub mod text;
pub mod theme;
pub mod widgets;
