//! One binary for every test that crosses a module's border.

mod architecture;
mod edits;
mod stories;
