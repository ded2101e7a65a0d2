//! Somebody else writes to the file in the middle of a save.
