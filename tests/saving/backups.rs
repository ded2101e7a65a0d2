//! Backups: each save keeps the version before, and making room never takes the last good one.
