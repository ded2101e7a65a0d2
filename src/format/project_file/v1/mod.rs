//! Version 1 of the file: its shape, how it is laid out, and how it becomes the model and comes from it.
//!
//! Offsets are Unicode code points of the article. Once released, this is never edited again.

mod from_model;
mod into_model;
mod layout;
mod passages;
mod types;

pub(super) use from_model::from_model;
pub(super) use into_model::into_model;
pub(super) use layout::lay_out;
pub(super) use types::ProjectFile;
