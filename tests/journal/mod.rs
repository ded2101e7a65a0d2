//! The journal: what is written down comes back, whatever happens to the program or to the files.

mod any_sitting;
mod damage;
mod desk;
mod finding;
mod records;
mod sittings;
