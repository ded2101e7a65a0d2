//! Transcripts of comparing and merging, by hand and by git.

use crate::{
    cli::{Desk, desk},
    conflicts::git_is_here,
};
use std::process::Command;

#[test]
fn compare_tells_each_difference_in_a_line() {
    let desk = desk();
    desk.write("later.ron", desk.read("bridge.ron"));
    assert_eq!(desk.types("compare bridge.ron later.ron"), "no difference\nexit 0");
    desk.types("tag later.ron C05 unconfirmed");
    desk.types("tag later.ron C01 disputed");
    assert_eq!(
        desk.types("compare bridge.ron later.ron"),
        "C01: status Sourced → Disputed\nC05: status Not tagged → Unconfirmed\n2 claims changed\nexit 1"
    );
    assert!(desk.types("compare bridge.ron gone.ron").ends_with("exit 2"));
}

#[test]
fn merge_takes_over_what_one_changed_and_tells_what_both_did() {
    let desk = desk();
    for copy in ["ours.ron", "theirs.ron"] {
        desk.write(copy, desk.read("bridge.ron"));
    }
    desk.types("tag ours.ron C05 unconfirmed");
    desk.types("tag theirs.ron C01 disputed");
    assert_eq!(
        desk.types("merge ours.ron theirs.ron --base bridge.ron -o merged.ron"),
        "! Merged: nothing is left to decide. (merged.ron)\nexit 0"
    );
    assert_eq!(
        desk.types("compare bridge.ron merged.ron"),
        "C01: status Sourced → Disputed\nC05: status Not tagged → Unconfirmed\n2 claims changed\nexit 1"
    );
    assert_eq!(
        desk.types("merge ours.ron theirs.ron --base bridge.ron -o merged.ron"),
        "! error: The file is there already. Give --force to replace it, or choose another name. (merged.ron)\nexit 2"
    );
    desk.types("tag ours.ron C01 unconfirmed");
    assert_eq!(
        desk.types("merge ours.ron theirs.ron --base bridge.ron -o ours.ron"),
        "C01: status was changed in both versions. Here it is “Unconfirmed”; in the other version it is “Disputed”, which is kept in the note.\n\
         ! Merged: 1 thing left to decide. (ours.ron)\nexit 1"
    );
    assert!(desk.read("ours.ron").contains("In the other version: status Disputed"));
    assert!(desk.0.path().join("ours.claimdesk/backups").is_dir(), "what was replaced is a backup");
    let before = desk.read("ours.ron");
    desk.write("empty.ron", "");
    assert!(desk.types("merge ours.ron theirs.ron --base gone.ron -o ours.ron").ends_with("exit 2"));
    assert_eq!(desk.read("ours.ron"), before);
    let seen = desk.types("merge ours.ron theirs.ron --base empty.ron -o other.ron");
    assert!(seen.ends_with("exit 1"), "{seen}");
}

impl Desk {
    /// Runs git in a repository of this folder, with nobody's settings but its own.
    fn git(&self, arguments: &[&str]) -> std::process::Output {
        Command::new("git")
            .current_dir(self.0.path())
            .env("HOME", self.0.path())
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .args(["-c", "user.name=Analyst", "-c", "user.email=analyst@example.org"])
            .args(arguments)
            .output()
            .expect("git starts")
    }

    /// A repository in which one claim was changed in each of two branches; merges them.
    fn merge_branches(&self, ours: &str, theirs: &str) -> std::process::Output {
        let driver =
            format!("{} merge %A %B --base %O -o %A --no-backup", env!("CARGO_BIN_EXE_claimdesk-cli"));
        self.write(".gitattributes", "*.ron merge=claimdesk\n");
        self.git(&["init", "-q", "-b", "main"]);
        self.git(&["config", "merge.claimdesk.driver", &driver]);
        self.types("tag bridge.ron C03 none");
        self.git(&["add", "bridge.ron", ".gitattributes"]);
        self.git(&["commit", "-qm", "Bridge"]);
        self.git(&["checkout", "-qb", "other"]);
        self.types(theirs);
        self.git(&["commit", "-qam", "Theirs"]);
        self.git(&["checkout", "-q", "main"]);
        self.types(ours);
        self.git(&["commit", "-qam", "Ours"]);
        self.git(&["merge", "--no-edit", "other"])
    }
}

#[test]
fn git_merges_projects_with_it() {
    if !git_is_here() {
        return;
    }
    let desk = desk();
    let output = desk.merge_branches("tag bridge.ron C05 unconfirmed", "tag bridge.ron C01 disputed");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let merged = desk.read("bridge.ron");
    assert!(merged.contains("Some(Unconfirmed)") && merged.contains("Some(Disputed)"));
    let seen = desk.types("check bridge.ron");
    assert!(seen.contains("The sum fits"), "{seen}");
    let status = desk.git(&["status", "--porcelain"]);
    let left: Vec<String> = String::from_utf8_lossy(&status.stdout).lines().map(ToOwned::to_owned).collect();
    assert!(left.iter().all(|line| line.contains("bridge.claimdesk")), "{left:?}");
}

#[test]
fn git_is_told_when_something_is_left_to_decide() {
    if !git_is_here() {
        return;
    }
    let desk = desk();
    let output = desk.merge_branches("tag bridge.ron C01 unconfirmed", "tag bridge.ron C01 disputed");
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        told.contains("C01: status was changed in both versions.") && told.contains("CONFLICT"),
        "{told}"
    );
    assert!(desk.read("bridge.ron").contains("In the other version: status Disputed"));
    assert!(desk.types("list bridge.ron").starts_with("C01\tUnconfirmed\t"));
}
