//! A disk that forgets: what a power cut may leave of it is every state the rules of file systems allow.

mod after_a_cut;
mod meddled;
mod sim_disk;
mod world;

pub(crate) use meddled::{Call, Meddled, Meddling};
pub(crate) use sim_disk::{Abilities, SimDisk};
pub(crate) use world::World;
