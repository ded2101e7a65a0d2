//! Gives a file the owner, permissions, access list and extended attributes of the one it replaces,
//! and never lets more people in than that one did.

use rustix::{
    fs::{Gid, Mode, RawMode, Stat, Uid, fchmod, fchown, fstat},
    io::{Errno, retry_on_intr},
};
use std::{io, os::fd::OwnedFd};

/// Copies what can be copied; names what could not be.
pub(super) fn take_attributes(from: &OwnedFd, to: &OwnedFd) -> io::Result<Vec<String>> {
    let (source, mut new) = (fstat(from)?, fstat(to)?);
    let mut lost = Vec::new();
    take_owner_and_group(&source, to, &new);
    new = fstat(to)?;
    let group_kept = new.st_gid == source.st_gid;
    if new.st_uid != source.st_uid {
        lost.push("its owner".to_owned());
    }
    if !group_kept {
        lost.push("its group".to_owned());
    }
    let access = extended::take_access_list(from, to, group_kept);
    if access == AccessList::Lost {
        lost.push("its access list".to_owned());
    }
    let mode = permissions(source.st_mode & 0o7777, &source, &new, access);
    if mode != new.st_mode & 0o7777 && retry_on_intr(|| fchmod(to, Mode::from_raw_mode(mode))).is_err() {
        lost.push("its permissions".to_owned());
    }
    extended::take_attributes(from, to, &mut lost);
    Ok(lost)
}

/// What became of the access list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AccessList {
    /// The new file has the same one, or neither has any.
    Same,
    /// The new file has none, or one that is not to count.
    Lost,
}

fn take_owner_and_group(source: &Stat, to: &OwnedFd, new: &Stat) {
    // Each on its own: often the group may be given, while the owner may not. What it came to is seen
    // afterwards.
    if source.st_gid != new.st_gid {
        let _seen_afterwards = retry_on_intr(|| fchown(to, None, Some(Gid::from_raw(source.st_gid))));
    }
    if source.st_uid != new.st_uid {
        let _seen_afterwards = retry_on_intr(|| fchown(to, Some(Uid::from_raw(source.st_uid)), None));
    }
}

/// The permissions that let in nobody who was kept out before.
fn permissions(mode: RawMode, source: &Stat, new: &Stat, list: AccessList) -> RawMode {
    let mut mode = mode;
    if new.st_uid != source.st_uid || new.st_gid != source.st_gid {
        // Marks that make a program run as the file's owner or group mean somebody else now.
        mode &= 0o777;
    }
    if list == AccessList::Lost {
        // Who was let in or kept out by name cannot be told any more.
        return mode & 0o7700;
    }
    if new.st_gid != source.st_gid {
        // The members of the one group count as others now, and the other way round.
        let both = (mode >> 3) & mode & 0o7;
        mode = (mode & 0o7700) | (both << 3) | both;
    }
    mode
}

#[cfg(target_os = "linux")]
mod extended {
    use super::{AccessList, Errno, OwnedFd, retry_on_intr};
    use rustix::fs::{XattrFlags, fgetxattr, flistxattr, fremovexattr, fsetxattr};

    const ACCESS_LIST: &str = "system.posix_acl_access";
    /// More than the system allows a value to be long.
    const LONGEST_VALUE: usize = 65_536;

    pub(super) fn take_access_list(from: &OwnedFd, to: &OwnedFd, group_kept: bool) -> AccessList {
        match value_of(from, ACCESS_LIST) {
            Ok(list) if group_kept && set(to, ACCESS_LIST, &list).is_ok() => AccessList::Same,
            Ok(_) => {
                // One inherited from the folder would come into force with the permissions.
                let _counts_as_lost_anyway = retry_on_intr(|| fremovexattr(to, ACCESS_LIST));
                AccessList::Lost
            }
            Err(Errno::NODATA | Errno::OPNOTSUPP) => match retry_on_intr(|| fremovexattr(to, ACCESS_LIST)) {
                Ok(()) | Err(Errno::NODATA | Errno::OPNOTSUPP) => AccessList::Same,
                Err(_) => AccessList::Lost,
            },
            Err(_) => AccessList::Lost,
        }
    }

    pub(super) fn take_attributes(from: &OwnedFd, to: &OwnedFd, lost: &mut Vec<String>) {
        let mut names = vec![0_u8; LONGEST_VALUE];
        let length = match retry_on_intr(|| flistxattr(from, &mut names[..])) {
            Ok(length) => length,
            Err(Errno::OPNOTSUPP) => return,
            Err(_) => {
                lost.push("its extended attributes".to_owned());
                return;
            }
        };
        for name in names[..length].split(|byte| *byte == 0) {
            let Ok(name) = std::str::from_utf8(name) else { continue };
            if !name.starts_with("user.") && name != "security.selinux" {
                continue;
            }
            let value = value_of(from, name);
            if value.is_ok() && value == value_of(to, name) {
                continue;
            }
            match value.and_then(|value| set(to, name, &value)) {
                Ok(()) | Err(Errno::OPNOTSUPP) => {}
                Err(_) => lost.push(format!("its attribute {name}")),
            }
        }
    }

    fn value_of(file: &OwnedFd, name: &str) -> Result<Vec<u8>, Errno> {
        let mut value = vec![0_u8; LONGEST_VALUE];
        let length = retry_on_intr(|| fgetxattr(file, name, &mut value[..]))?;
        value.truncate(length);
        Ok(value)
    }

    fn set(file: &OwnedFd, name: &str, value: &[u8]) -> Result<(), Errno> {
        retry_on_intr(|| fsetxattr(file, name, value, XattrFlags::empty()))
    }
}

#[cfg(not(target_os = "linux"))]
mod extended {
    use super::{AccessList, OwnedFd};

    pub(super) fn take_access_list(_from: &OwnedFd, _to: &OwnedFd, _group_kept: bool) -> AccessList {
        AccessList::Same
    }

    pub(super) fn take_attributes(_from: &OwnedFd, _to: &OwnedFd, _lost: &mut Vec<String>) {}
}
