//! The claims table: counts, filters, and a row per claim whose cells are edited in place.
//!
//! The grid is our own, drawn with egui's primitives: only the visible rows exist, every row and
//! cell is named to screen readers, and the claim column takes the width the others leave.

mod body;
mod cells;
mod changed;
mod choice;
mod editor;
mod header;
mod keyboard;
mod layout;
mod row_menu;
mod rows;
mod scroll;
mod summary;
mod view;

pub use layout::{ColumnLayout, TableLayout};
pub use view::ClaimsTableView;
