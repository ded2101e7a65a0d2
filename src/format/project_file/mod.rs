//! Our own file: reads the version first, and says so plainly when the file is newer than we are.

mod conflict;
mod decode;
mod explain;
mod glance;
mod moment;
mod newer;
mod read;
mod read_error;
mod scan;
mod sum;
mod v1;
mod write;

pub use conflict::{Sides, is_conflict_copy, split_conflict};
pub use glance::claims_at_a_glance;
pub use moment::{read_timestamp, show_timestamp};
#[doc(hidden)]
pub use read::parse_plainly;
pub use read::{MAX_FILE_BYTES, NEWEST_VERSION, Opened, read, read_newer};
pub use read_error::{Place, ReadCause, ReadError};
pub use sum::{Conversion, Sum};
pub use write::{WriteError, write};
