//! The claims table as a person uses it.

mod columns;
mod desk;
mod editing;
mod filtering;
mod selecting;
