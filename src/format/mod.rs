//! What a fact-check looks like as text: our own file, imports and exports. Pure.
//!
//! May use `model`.

mod names;

pub use names::ExportFormat;
