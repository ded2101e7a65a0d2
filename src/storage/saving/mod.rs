//! The one way in which files of the person are written: whole beside the old one, synced, read back, put
//! in its place in one step; and nothing that stood there is lost.

mod answers;
mod commit;
mod in_place;
mod keeper;
mod leftovers;
mod moving;
mod names;
mod part;
mod record;
mod recover;
mod replace;
mod save;
mod saved;
mod settle;
mod target;

pub use leftovers::{Leftover, tidy_leftovers, tidy_leftovers_on};
pub(in crate::storage) use moving::copy_to_new;
pub(in crate::storage) use names::companion_name;
pub(in crate::storage) use record::open_or_make;
pub use recover::{PutRight, RightOrNot, recover_in_place, recover_in_place_on};
pub use save::{save, save_on};
pub(in crate::storage) use save::{text_of, write_file, write_own_file};
pub use saved::{Certainty, Expected, Saved};
pub(in crate::storage) use target::Target;
