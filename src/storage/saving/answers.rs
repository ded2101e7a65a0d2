//! What an error says about what a file system can do.

use std::io;

/// The system, or this file system, has no such call.
pub(super) fn has_no_such_call(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported)
}

/// A file cannot have a second name here.
pub(super) fn cannot_link(error: &io::Error) -> bool {
    has_no_such_call(error)
        || matches!(
            error.kind(),
            io::ErrorKind::PermissionDenied | io::ErrorKind::TooManyLinks | io::ErrorKind::CrossesDevices
        )
}

/// The file cannot be replaced: it is mounted there by itself, or its folder is not to be changed. Its
/// content may still be.
pub(super) fn has_to_stay(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices | io::ErrorKind::PermissionDenied
    )
}

/// Nothing may be made in the folder, while the file itself may still be written to.
pub(super) fn folder_is_closed(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

/// There is nothing at the name that was given.
pub(super) fn is_missing(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotFound
}

/// There is something at the new name.
pub(super) fn is_taken(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::AlreadyExists
}
