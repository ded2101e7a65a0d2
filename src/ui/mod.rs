//! The window: everything that is drawn with egui.

pub mod text;
