//! Where Claimdesk keeps what is its own, and what the system calls this person.

use etcetera::BaseStrategy;
use std::path::PathBuf;

/// No more characters of a name are used.
const NAME_LIMIT: usize = 64;

/// Where unsaved work, crash reports and the like are kept: `claimdesk` below the system's folder for
/// state. `None` when the system names no such folder.
pub fn state_folder() -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    Some(folders.state_dir().unwrap_or_else(|| folders.data_dir()).join("claimdesk"))
}

/// Where open windows leave word for others: below the system's folder for what lasts as long as
/// the person is logged in, or else below [`state_folder`].
pub fn locks_folder() -> Option<PathBuf> {
    let runtime = etcetera::choose_base_strategy().ok().and_then(|folders| folders.runtime_dir());
    match runtime {
        Some(folder) if folder.is_dir() => Some(folder.join("claimdesk").join("locks")),
        Some(_) | None => Some(state_folder()?.join("locks")),
    }
}

/// Where reports of crashes are left.
pub fn crashes_folder() -> Option<PathBuf> {
    Some(state_folder()?.join("crashes"))
}

/// What the system calls this person, for "who changed it": what `USER`, `LOGNAME` or `USERNAME`
/// says, else the number of the account. Taken at its word, so it proves nothing.
pub fn user_name() -> String {
    let named = ["USER", "LOGNAME", "USERNAME"].iter().filter_map(|name| std::env::var(name).ok());
    let mut plain = named.map(|name| plain_name(&name)).filter(|name| !name.is_empty());
    plain.next().unwrap_or_else(account)
}

/// A name as it is kept: on one line, without control characters, and not without end.
pub(super) fn plain_name(name: &str) -> String {
    name.trim().chars().filter(|character| !character.is_control()).take(NAME_LIMIT).collect()
}

fn account() -> String {
    #[cfg(unix)]
    return rustix::process::getuid().as_raw().to_string();
    #[cfg(not(unix))]
    return "somebody".to_owned();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_one_short_line() {
        assert_eq!(plain_name(" Vera\n\u{1b}[1m\u{7} "), "Vera[1m");
        assert_eq!(plain_name(&"é".repeat(1000)).chars().count(), NAME_LIMIT);
        assert!(!account().is_empty());
    }
}
