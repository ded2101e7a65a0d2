//! The window, drawn with egui: panels that read the workspace and ask for commands.
//!
//! May use `model`, `edit`, `format`, `workspace` and `jobs`. The only module that knows egui; it
//! knows no windowing system.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a widget answers the few keys, events and actions it knows; egui's enums are long"
)]

mod action;
mod answer;
mod app;
mod availability;
mod desktop;
pub mod dialogs;
mod keyboard;
mod local_time;
mod palette_match;
pub mod panels;
mod perform;
mod safety;
mod table_settings;
pub mod text;
pub mod theme;
mod view_state;
mod web_address;
pub mod widgets;

pub use action::{ACTIONS, Action, Entry, Menu, key_text};
pub use answer::Answer;
pub use app::{App, Start};
pub use desktop::{Desktop, FileAnswer, FilePurpose, FileRequest};
pub use panels::{ClaimsTableView, ColumnLayout, TableLayout};
pub use view_state::{Asked, ViewState};
pub use web_address::{NotOpened, web_address};
