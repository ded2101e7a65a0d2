//! `RecentFiles`: the projects opened last.

use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// How many files are remembered.
const REMEMBERED: usize = 12;

/// The projects opened last, the newest first.
///
/// Paths that are not UTF-8 are not remembered, for the settings are a text file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RecentFiles(Vec<PathBuf>);

impl RecentFiles {
    /// The paths, the newest first.
    pub fn paths(&self) -> &[PathBuf] {
        &self.0
    }

    /// Puts a path first; the oldest goes when there are too many.
    pub fn add(&mut self, path: &Path) {
        self.remove(path);
        if path.to_str().is_some() {
            self.0.insert(0, path.to_path_buf());
            self.0.truncate(REMEMBERED);
        }
    }

    /// Forgets a path.
    pub fn remove(&mut self, path: &Path) {
        self.0.retain(|known| known != path);
    }

    /// Forgets all of them.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The list as it may stand: no path twice, not too many, even if the file was edited by hand.
    pub(super) fn tidied(self) -> Self {
        let mut tidy = Self::default();
        for path in self.0.iter().rev() {
            tidy.add(path);
        }
        tidy
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_comes_first_once_and_the_oldest_goes() {
        let mut recent = RecentFiles::default();
        for number in 0..20 {
            recent.add(Path::new(&format!("/{number}.ron")));
        }
        recent.add(Path::new("/15.ron"));
        assert_eq!(recent.paths().len(), REMEMBERED);
        assert_eq!(recent.paths()[..2], [PathBuf::from("/15.ron"), PathBuf::from("/19.ron")]);
        recent.remove(Path::new("/15.ron"));
        assert!(!recent.paths().contains(&PathBuf::from("/15.ron")));
        assert_eq!(recent.clone().tidied(), recent);
    }
}
