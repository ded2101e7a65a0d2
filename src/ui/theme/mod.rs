//! How the window looks: colours, sizes, fonts, and how a status is shown. May use `model::Status` and egui.

pub mod fonts;
mod status_style;
mod tokens;
mod underline;
mod visuals;

pub use status_style::{StatusStyle, status_style};
pub use tokens::{Tokens, size, tokens};
pub use underline::{LineStyle, paint_slim_underline, paint_underline};
pub use visuals::{install, menu_style};
