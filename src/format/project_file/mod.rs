//! Our own file: reads the version first, and says so plainly when the file is newer than we are.

mod explain;
mod moment;
mod read;
mod read_error;
mod scan;
mod v1;
mod write;

pub use moment::{read_timestamp, show_timestamp};
#[doc(hidden)]
pub use read::parse_plainly;
pub use read::{MAX_FILE_BYTES, NEWEST_VERSION, Opened, read};
pub use read_error::{Place, ReadCause, ReadError};
pub use write::{WriteError, write};
