//! The summary of a project in the forms in which it leaves. The same project gives the same bytes.

mod csv;
mod markdown;
mod markdown_text;
mod summary;

pub use summary::export;
