//! What a project looks like as text: our own RON file, imports and exports. Pure: bytes in, bytes out.
//!
//! May use model, and edit for the journal; knows no files, no clock and no window.

mod counted;
mod export;
mod hidden;
mod import;
pub mod journal;
mod names;
mod project_file;
mod warning;

pub use counted::counted;
pub use export::export;
pub use import::{ImportError, import_plain_text, suggest_title};
pub use names::{ARTICLE_FILES, ExportFormat, FileFilter, PROJECT_FILES};
#[doc(hidden)]
pub use project_file::parse_plainly;
pub use project_file::{
    Conversion, MAX_FILE_BYTES, NEWEST_VERSION, Opened, Place, ReadCause, ReadError, Sides, Sum, WriteError,
    claims_at_a_glance, is_conflict_copy, read, read_newer, read_timestamp, show_timestamp, split_conflict,
    write,
};
pub use warning::Warning;
