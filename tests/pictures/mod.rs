//! Compares what the window looks like with reference pictures kept beside these tests.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test` takes what is drawn now as the new references.

mod compare;
mod other_scripts;
mod safety;
mod window;

pub(crate) use compare::assert_picture;
pub(crate) use other_scripts::add_arabic_and_hebrew;
