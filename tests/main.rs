#[cfg(feature = "ui")]
mod text_layout;
