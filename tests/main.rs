//! Every integration test, in one binary.

#[cfg(feature = "ui")]
mod text_layout;
