//! Version 1 of the records: their shape, and how they become edits and come from them.
//!
//! Passages are bytes of the article as it is at that moment. Once released, this is never edited again.

mod edits;
mod records;
mod types;

pub(super) use records::{of_frame, to_payload};
