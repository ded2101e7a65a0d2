//! The file the settings are kept in: `claimdesk/settings.ron` below the system's folder for such.

use super::{Cause, Settings, StorageError, Undertaking, read_file::read_file, saving::write_own_file};
use etcetera::BaseStrategy;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Settings are small; anything larger is not ours.
const MAX_SETTINGS_BYTES: usize = 1_000_000;

/// Settings as they were found.
#[derive(Clone, Debug, PartialEq)]
pub struct LoadedSettings {
    /// The settings; defaults where there are none to be read.
    pub settings: Settings,
    /// What the person should be told, when something was wrong with the file.
    pub notice: Option<String>,
}

/// Where the settings are kept; `None` when the system names no folder for it.
pub fn settings_path() -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    Some(folders.config_dir().join("claimdesk").join("settings.ron"))
}

/// Reads the settings. A file that cannot be read is put aside under the name `….broken`, and the
/// defaults are used; a missing file is nothing to speak of.
pub fn load_settings(path: &Path) -> LoadedSettings {
    let why = match read_file(path, MAX_SETTINGS_BYTES) {
        Ok(bytes) => match ron::de::from_bytes::<Settings>(&bytes) {
            Ok(settings) => {
                return LoadedSettings { settings: settings.within_bounds(), notice: None };
            }
            Err(error) => error.to_string(),
        },
        Err(Cause::System(error)) if error.kind() == io::ErrorKind::NotFound => {
            return LoadedSettings { settings: Settings::default(), notice: None };
        }
        Err(cause) => {
            let error = StorageError { path: path.to_path_buf(), what: Undertaking::Open, cause };
            let notice = format!(
                "The settings could not be read, so the usual ones are used. {}",
                error.explanation(false)
            );
            return LoadedSettings { settings: Settings::default(), notice: Some(notice) };
        }
    };
    let mut aside = path.as_os_str().to_owned();
    aside.push(".broken");
    let kept = match fs::rename(path, &aside) {
        Ok(()) => format!("The broken file was kept as {}.", Path::new(&aside).display()),
        Err(error) => format!("It could not be put aside: {error}."),
    };
    let notice = format!("The settings were damaged ({why}), so the usual ones are used. {kept}");
    LoadedSettings { settings: Settings::default(), notice: Some(notice) }
}

/// Keeps the settings, and makes the folder for them when it is not there.
pub fn save_settings(path: &Path, settings: &Settings) -> Result<(), StorageError> {
    let result = (|| {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let layout = ron::ser::PrettyConfig::new().new_line("\n");
        let text = ron::ser::to_string_pretty(&settings.clone().within_bounds(), layout)
            .map_err(|error| Cause::System(io::Error::other(error)))?;
        write_own_file(path, format!("{text}\n").as_bytes()).map(drop)
    })();
    result.map_err(|cause| StorageError { path: path.to_path_buf(), what: Undertaking::KeepSettings, cause })
}
