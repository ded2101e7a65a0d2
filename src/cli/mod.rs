//! The headless companion: the same work without a window, for scripts and for far-away machines.
//!
//! May use everything but ui. Results go to standard output, messages to standard error.

mod arguments;
mod check;
mod compare;
mod export;
mod failure;
mod history;
mod list;
mod main;
mod merge;
mod new;
mod output;
mod tag;

pub use main::main;
