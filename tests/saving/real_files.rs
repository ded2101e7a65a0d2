//! Saving on the file system of this machine.
