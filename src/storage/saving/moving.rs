//! Gives a file another name that nobody uses, whatever the file system is able to do.

use super::{
    answers::{cannot_link, has_no_such_call, is_taken},
    part::Part,
};
use crate::storage::{Cause, Disk};
use std::{ffi::OsStr, io};

/// Renames, and never over anything: `false` when there is something at the new name.
pub(in crate::storage) fn move_to_new<D: Disk>(
    disk: &D,
    from: &D::Folder,
    name: &OsStr,
    to: &D::Folder,
    new_name: &OsStr,
) -> Result<bool, Cause> {
    let error = match disk.rename_to_new(from, name, to, new_name) {
        Ok(()) => return Ok(true),
        Err(error) => error,
    };
    if is_taken(&error) {
        return Ok(false);
    }
    if !has_no_such_call(&error) && error.kind() != io::ErrorKind::CrossesDevices {
        return Err(error.into());
    }
    let linked = link_to_new(disk, from, name, to, new_name)?;
    if linked {
        // The new name must be on the disk before the old one goes.
        disk.sync_folder(to)?;
        disk.remove(from, name)?;
    }
    Ok(linked)
}

/// Gives the file one more name, or makes a copy of it where files have only one: `false` when there is
/// something at the new name.
pub(in crate::storage) fn link_to_new<D: Disk>(
    disk: &D,
    from: &D::Folder,
    name: &OsStr,
    to: &D::Folder,
    new_name: &OsStr,
) -> Result<bool, Cause> {
    match disk.link(from, name, to, new_name) {
        Ok(()) => Ok(true),
        Err(error) if is_taken(&error) => Ok(false),
        Err(error) if cannot_link(&error) => {
            let bytes = disk.read(from, name, u64::MAX)?;
            copy_to_new(disk, &bytes, to, new_name)
        }
        Err(error) => Err(error.into()),
    }
}

/// Writes the bytes under a name that nobody uses: `false` when there is something at it.
pub(in crate::storage) fn copy_to_new<D: Disk>(
    disk: &D,
    bytes: &[u8],
    to: &D::Folder,
    new_name: &OsStr,
) -> Result<bool, Cause> {
    let mut part = Part::write(disk, to, new_name, bytes, None, &mut Vec::new())?;
    let error = match disk.rename_to_new(to, &part.name, to, new_name) {
        Ok(()) => {
            part.stays();
            return Ok(true);
        }
        Err(error) => error,
    };
    if is_taken(&error) {
        return Ok(false);
    }
    if !has_no_such_call(&error) {
        return Err(error.into());
    }
    match disk.link(to, &part.name, to, new_name) {
        Ok(()) => Ok(true),
        Err(error) if is_taken(&error) => Ok(false),
        Err(error) if cannot_link(&error) => {
            if disk.entry(to, new_name)?.is_some() {
                return Ok(false);
            }
            disk.rename_over(to, &part.name, new_name)?;
            part.stays();
            Ok(true)
        }
        Err(error) => Err(error.into()),
    }
}
