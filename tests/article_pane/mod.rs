//! The article's pane, driven as a person drives it: with the mouse, the keys, and by its labels.

mod claims;
mod finding;
mod hidden;
mod pictures;
mod scrolling;
mod selecting;
mod sitting;
