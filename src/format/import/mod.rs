//! Articles that come from elsewhere.

mod plain_text;

pub use plain_text::{ImportError, import_plain_text, suggest_title};
