//! Transcripts: what is typed, what is seen, and the exit code.

use claimdesk::{
    edit::{Edit, History},
    format::journal::Sitting,
    model::{ClaimField, ClaimId, Project, Status, Timestamp},
    storage::{StateFolder, journal::Journal},
};
use std::{
    fs,
    io::Read,
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
};
use tempfile::TempDir;

/// A folder to work in, with a copy of the kept project of version 1 as `bridge.ron`.
pub(crate) struct Desk(pub(crate) TempDir);

pub(crate) fn desk() -> Desk {
    let folder = TempDir::new().expect("there is a place for temporary files");
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("saves/earlier-versions/v1.ron");
    fs::copy(kept, folder.path().join("bridge.ron")).expect("copied");
    Desk(folder)
}

impl Desk {
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimdesk-cli"));
        command.current_dir(self.0.path()).args(arguments);
        command
    }

    /// Standard output, standard error, exit code, as one text.
    pub(crate) fn types(&self, typed: &str) -> String {
        self.types_each(&typed.split(' ').collect::<Vec<_>>())
    }

    fn types_each(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments).output().expect("the program starts");
        let (seen, told) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        let told = told.lines().map(|line| format!("! {line}\n")).collect::<Vec<_>>().concat();
        format!("{seen}{told}exit {}", output.status.code().expect("it was not killed"))
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).expect("the file is there")
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.0.path().join(name), content).expect("written");
    }

    fn change(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{from}");
        self.write(name, text.replacen(from, to, 1));
    }
}

#[test]
fn help_and_version_are_results() {
    let desk = desk();
    let help = desk.types("--help");
    for command in ["new", "check", "list", "tag", "export", "compare", "merge", "history", "Exit codes: 0"] {
        assert!(help.contains(command), "{help}");
    }
    assert!(help.ends_with("exit 0") && !help.contains("\n! "));
    assert_eq!(desk.types("--version"), format!("claimdesk-cli {}\nexit 0", env!("CARGO_PKG_VERSION")));
    for wrong in ["", "paint", "tag bridge.ron C01 true", "tag bridge.ron 1 sourced", "export bridge.ron"] {
        let seen = desk.types(wrong);
        assert!(seen.starts_with("! ") && seen.ends_with("exit 2"), "{wrong}: {seen}");
    }
}

#[test]
fn new_makes_a_project_and_never_replaces_one_unasked() {
    let desk = desk();
    desk.write("The_bridge.txt", "One.\r\n\r\nTwo.\r\n");
    assert_eq!(
        desk.types("new The_bridge.txt -o new.ron"),
        "! Made “The bridge” of 2 paragraphs: new.ron\nexit 0"
    );
    let made = desk.read("new.ron");
    assert!(made.contains("title: \"The bridge\"") && made.contains("next_claim: \"C01\""));
    desk.write("short.txt", "One.");
    assert_eq!(desk.types("new short.txt -o short.ron"), "! Made “short” of 1 paragraph: short.ron\nexit 0");
    assert_eq!(
        desk.types("new The_bridge.txt -o bridge.ron"),
        "! error: The file is there already. Give --force to replace it, or choose another name. (bridge.ron)\nexit 2"
    );
    assert_eq!(
        desk.types("new The_bridge.txt -o bridge.ron --force --title Bridges"),
        "! Made “Bridges” of 2 paragraphs: bridge.ron\nexit 0"
    );
    assert_eq!(
        desk.types("new gone.txt -o other.ron"),
        "! error: The article could not be read. There is no such file. Was it moved or renamed? (gone.txt)\nexit 2"
    );
    assert!(!desk.0.path().join("other.ron").exists());
}

#[test]
fn check_tells_what_is_wrong_by_its_exit_code() {
    let desk = desk();
    let no_sum = "The file has no sum, so whether it was changed outside Claimdesk cannot be told.";
    assert_eq!(
        desk.types("check bridge.ron"),
        format!(
            "error: C03 is pinned to words that are not in the article\n\
             warning: C05: 2 hidden characters in the statement\n\
             {no_sum}\n4 claims, 1 error, 1 warning\nexit 1"
        )
    );
    desk.change("bridge.ron", "\\u{202e}21\\u{202c}", "21");
    desk.change(
        "bridge.ron",
        "(quote: \"because of the work\", prefix: \"Traffic fell by 40 % \", suffix: \".\\n\"),",
        "",
    );
    assert_eq!(desk.types("check bridge.ron"), format!("{no_sum}\n4 claims, 0 errors, 0 warnings\nexit 0"));
    desk.change("bridge.ron", "The contract says 14 million.", "");
    assert_eq!(
        desk.types("check bridge.ron"),
        format!(
            "warning: C02 is disputed, and no reason is given\n{no_sum}\n4 claims, 0 errors, 1 warning\nexit 0"
        )
    );
    desk.change("bridge.ron", "\"The work cost", "\"The works cost");
    let before = desk.read("bridge.ron");
    let seen = desk.types("check bridge.ron");
    assert!(
        seen.contains("error: C02: the words “The work cost €12 million” are not in the article."),
        "{seen}"
    );
    assert!(!seen.contains("C02 is pinned"), "told twice: {seen}");
    assert!(seen.ends_with("4 claims, 3 errors, 1 warning\nexit 1"), "{seen}");
    assert_eq!(desk.read("bridge.ron"), before, "checking changes nothing");
}

#[test]
fn check_writes_json() {
    let desk = desk();
    let seen = desk.types("check bridge.ron --json");
    let json: serde_json::Value =
        serde_json::from_str(seen.trim_end_matches("exit 1")).expect("the result is JSON");
    assert_eq!(json["claims"], 4);
    assert_eq!(json["errors"], 1);
    assert_eq!(json["findings"][0]["claim"], "C03");
    assert_eq!(json["findings"][0]["severity"], "error");
    assert_eq!(json["sum"], "missing");
}

#[test]
fn what_cannot_be_read_is_told_with_its_place() {
    let desk = desk();
    desk.change("bridge.ron", "note: \"Two", "nota: \"Two");
    let expected = "! error: The project could not be opened. Line 30, column 13: a claim has no field “nota”; its fields are id, status, kind, text, passages, attribution, reason, note, sources, lost_passages, changed. Correct it in a text editor, or open a backup copy. (bridge.ron)\nexit 2";
    for typed in
        ["check bridge.ron", "list bridge.ron", "tag bridge.ron C01 none", "export bridge.ron --as csv"]
    {
        assert_eq!(desk.types(typed), expected, "{typed}");
    }
    assert!(desk.types("check gone.ron").ends_with("exit 2"));
}

#[test]
fn list_shows_claims_and_filters_them() {
    let desk = desk();
    assert_eq!(
        desk.types("list bridge.ron"),
        "C01\tSourced\tThe bridge will open in May.\n\
         C02\tDisputed\tThe work cost 12 million euros.\n\
         C03\tUnconfirmed\tTraffic fell because of the work.\n\
         C05\tNot tagged\tHidden characters are escaped: [U+202E]21[U+202C] and \u{a0}.\nexit 0"
    );
    assert_eq!(
        desk.types("list bridge.ron --status disputed"),
        "C02\tDisputed\tThe work cost 12 million euros.\nexit 0"
    );
    assert!(desk.types("list bridge.ron --status none").starts_with("C05\t"));
}

#[test]
fn no_text_of_a_project_and_no_name_of_a_file_commands_the_terminal() {
    let desk = desk();
    let sly = "\\u{1b}]0;owned\\u{7}\\u{9b}31m\\u{202e}";
    desk.change("bridge.ron", "The bridge will open in May.", sly);
    desk.change("bridge.ron", "\"The work cost", &format!("\"{sly} work cost"));
    let name = "sly\u{1b}[2J\u{202e}.ron";
    std::fs::rename(desk.0.path().join("bridge.ron"), desk.0.path().join(name)).expect("renamed");
    for arguments in [
        &["list", name][..],
        &["list", name, "--json"],
        &["check", name],
        &["check", name, "--json"],
        &["export", name, "--as", "markdown"],
        &["export", name, "--as", "csv"],
        &["tag", name, "C77", "sourced"],
        &["list", "not\u{1b}[2Jthere.ron"],
    ] {
        let seen = desk.types_each(arguments).replace("\r\n", "\n");
        let hidden: Vec<(usize, char)> = claimdesk::model::hidden_in(&seen).collect();
        assert_eq!(hidden, [], "{arguments:?}: {seen}");
    }
    assert!(
        desk.types_each(&["list", name])
            .starts_with("C01\tSourced\t[U+001B]]0;owned[U+0007][U+009B]31m[U+202E]\n")
    );
    let json = desk.types_each(&["list", name, "--json"]);
    let json: serde_json::Value =
        serde_json::from_str(json.split("! ").next().unwrap_or_default().trim_end_matches("exit 0"))
            .expect("JSON");
    assert_eq!(json[0]["claim"], "\u{1b}]0;owned\u{7}\u{9b}31m\u{202e}", "it reads back as it is");
}

#[test]
fn list_writes_json_with_everything_a_claim_has() {
    let desk = desk();
    let seen = desk.types("list bridge.ron --json");
    let json: serde_json::Value =
        serde_json::from_str(seen.trim_end_matches("exit 0")).expect("the result is JSON");
    let first = &json[0];
    assert_eq!(first["id"], "C01");
    assert_eq!(first["status"], "sourced");
    assert_eq!(first["kind"], "quote");
    assert_eq!(first["attribution"][1], "this article");
    assert_eq!(first["passages"][1]["start"], 35);
    assert_eq!(first["passages"][1]["end"], 64);
    assert_eq!(first["passages"][1]["paragraph"], 1);
    assert_eq!(first["passages"][1]["quote"], "the bridge “will open in May”");
    assert_eq!(first["sources"][0]["url"], "https://example.org/video");
    assert_eq!(first["changed"], "2026-11-24T12:04:00Z");
    assert_eq!(json[2]["lost_passages"][0]["quote"], "because of the work");
    assert!(json[3]["status"].is_null());
}

#[test]
fn tag_changes_one_claim_and_nothing_else() {
    let desk = desk();
    let before = desk.read("bridge.ron");
    assert_eq!(desk.types("tag bridge.ron c05 unconfirmed"), "! C05 is now: Unconfirmed\nexit 0");
    let after = desk.read("bridge.ron");
    let changed: Vec<(&str, &str)> =
        before.lines().zip(after.lines()).filter(|(before, after)| before != after).collect();
    // The kept file is from before there were sums.
    assert_eq!(before.lines().count() + 1, after.lines().count());
    assert!(after.lines().last().is_some_and(|line| line.starts_with("// claimdesk-sum 1 ")));
    assert_eq!(changed[0], ("            status: None,", "            status: Some(Unconfirmed),"));
    assert!(changed[1].1.starts_with("            changed: Some(\"2"));
    assert_eq!(changed.len(), 2);

    let told = desk.types_each(&["tag", "bridge.ron", "C05", "disputed", "--reason", "Two figures"]);
    assert_eq!(told, "! C05 is now: Disputed\nexit 0");
    assert!(desk.read("bridge.ron").contains("reason: \"Two figures\""));
    assert_eq!(desk.types("tag bridge.ron C05 none"), "! C05 is now: Not tagged\nexit 0");
    let before = desk.read("bridge.ron");
    assert_eq!(desk.types("tag bridge.ron C05 none"), "! C05 is that already; nothing was changed\nexit 0");
    let refused = desk.types("tag bridge.ron C99 disputed");
    assert!(
        refused.starts_with("! error: ") && refused.contains("C99") && refused.ends_with("exit 2"),
        "{refused}"
    );
    assert_eq!(desk.read("bridge.ron"), before);
}

#[test]
fn export_gives_the_same_bytes_on_the_screen_and_in_a_file() {
    let desk = desk();
    for (form, start) in [("markdown", "# Fact-check: A bridge\n"), ("csv", "id,status,kind,claim,")] {
        let seen = desk.types(&format!("export bridge.ron --as {form}"));
        assert!(seen.starts_with(start) && seen.ends_with("exit 0"));
        assert_eq!(desk.types(&format!("export bridge.ron --as {form} -o out")), "! Wrote out\nexit 0");
        assert_eq!(desk.read("out"), seen.trim_end_matches("exit 0"));
    }
}

#[test]
fn export_does_not_replace_the_project_by_its_summary() {
    let desk = desk();
    let before = desk.read("bridge.ron");
    assert_eq!(
        desk.types("export bridge.ron --as csv -o ./bridge.ron"),
        "! error: The summary was not written. This is the project itself: choose another name. (./bridge.ron)\nexit 2"
    );
    assert_eq!(desk.read("bridge.ron"), before);
}

#[test]
fn history_tells_what_the_journals_of_a_project_hold() {
    let desk = desk();
    let state = desk.0.path().join("state");
    let types = |typed: &str| {
        let mut command = desk.command(&typed.split(' ').collect::<Vec<_>>());
        let output = command.env("XDG_STATE_HOME", &state).output().expect("the program starts");
        let (seen, told) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        format!("{seen}{told}exit {}", output.status.code().expect("it was not killed"))
    };
    assert_eq!(
        types("history bridge.ron"),
        "This machine knows nothing of how the project came about: it was never changed here, or too long ago. (bridge.ron)\nexit 0"
    );
    let home = StateFolder::at(&state.join("claimdesk")).expect("it is ours");
    let path = desk.0.path().canonicalize().expect("it is there").join("bridge.ron");
    let at = Timestamp::from_unix_seconds(1_790_000_000);
    let sitting =
        Sitting { who: "maria\u{1b}[31m".into(), at, path: Some(path), fingerprint: None, unsaved: 0 };
    let mut history = History::new(Arc::new(Project::new("Bridge", String::new())));
    let mut journal = Journal::begin(&home, sitting, history.now()).expect("there is room");
    let first = ClaimId::FIRST;
    for edit in [
        Edit::AddClaim { text: "It opens.".into(), passages: Vec::new() },
        Edit::SetStatus { claims: vec![first], status: Some(Status::Disputed) },
        Edit::SetField { claim: first, field: ClaimField::Reason, typed: "Two dates".into() },
    ] {
        history.apply(edit, at).expect("it fits");
    }
    let recorded = history.take_recorded();
    journal.append(&recorded, history.now(), at).expect("there is room");
    drop(journal);
    assert_eq!(
        types("history bridge.ron"),
        "2026-09-21T14:13:20Z\tmaria[U+001B][31m\topen the project\n\
         2026-09-21T14:13:20Z\tmaria[U+001B][31m\tnew claim C01\n\
         2026-09-21T14:13:20Z\tmaria[U+001B][31m\ttag C01 disputed\tTwo dates\n\
         2026-09-21T14:13:20Z\tmaria[U+001B][31m\tedit why this status of C01\nexit 0"
    );
    assert!(types("history gone.ron").ends_with("(gone.ron)\nexit 0"));
}

#[test]
fn a_reader_that_goes_away_is_no_crash() {
    let desk = desk();
    let article =
        (0..200_000).map(|number| format!("Sentence number {number}.\n")).collect::<Vec<_>>().concat();
    desk.write("long.txt", article);
    assert!(desk.types("new long.txt -o long.ron").ends_with("exit 0"));
    let source = desk.read("bridge.ron");
    let claim = &source[source.find("        (\n            id: \"C02\"").expect("there")..];
    let claim = &claim[..=claim.find("        ),\n").expect("there") + 10];
    let many = (1..3000)
        .map(|number| {
            let plain = claim.replace("C02", &format!("C{number:02}"));
            let passages = plain.find("passages: [").expect("there");
            let end = plain.find("            ],\n").expect("there");
            format!("{}passages: [{}", &plain[..passages], plain[end..].trim_start())
        })
        .collect::<Vec<_>>()
        .concat();
    let long = desk.read("long.ron");
    let long = long[..long.find("// claimdesk-sum").expect("there")]
        .replace("\"C01\",\n    claims: []", &format!("\"C3000\",\n    claims: [\n{many}    ]"));
    desk.write("long.ron", long);
    let mut child = desk
        .command(&["export", "long.ron", "--as", "markdown"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdout = child.stdout.take().expect("it is piped");
    let mut first = [0; 13];
    stdout.read_exact(&mut first).expect("it writes");
    assert_eq!(&first, b"# Fact-check:");
    drop(stdout);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

#[cfg(unix)]
#[test]
fn a_limit_to_the_size_of_files_is_told_and_does_not_end_the_program() {
    let desk = desk();
    desk.write("long.txt", "The bridge was repaired.\n".repeat(10_000));
    let program = desk.command(&["new", "long.txt", "-o", "long.ron"]);
    let mut limited = Command::new("sh");
    limited.args(["-c", "ulimit -f 8; exec \"$0\" \"$@\""]).arg(program.get_program());
    let output =
        limited.args(program.get_args()).current_dir(desk.0.path()).output().expect("a shell is there");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("Not saved") && told.contains("no file of this size"), "{told}");
    assert!(!desk.0.path().join("long.ron").exists());
}

#[test]
fn check_tells_whether_the_file_was_changed_outside() {
    let desk = desk();
    desk.types("tag bridge.ron C03 none");
    let saved = desk.read("bridge.ron");
    let seen = desk.types("check bridge.ron");
    assert!(
        seen.contains("\nThe sum fits: nothing that the file says was changed outside Claimdesk.\n"),
        "{seen}"
    );

    desk.write("bridge.ron", saved.replace('\n', "\r\n"));
    let seen = desk.types("check bridge.ron");
    assert!(
        seen.contains("warning: Another program converted the file: its line ends were converted to those of Windows. Nothing was lost; saving writes it as it was.\n"),
        "{seen}"
    );
    assert!(seen.contains("\nThe sum fits"), "{seen}");
    let seen = desk.types("check bridge.ron --json");
    let json: serde_json::Value = serde_json::from_str(seen.trim_end_matches("exit 1")).expect("JSON");
    assert_eq!(json["sum"], "right");
    assert_eq!(json["conversions"][0], "its line ends were converted to those of Windows");

    desk.write("bridge.ron", saved.replacen("A bridge", "Bridges", 1));
    let seen = desk.types("check bridge.ron");
    assert!(
        seen.contains("warning: The file was changed outside Claimdesk: its sum does not fit."),
        "{seen}"
    );
    assert!(!seen.contains("The sum fits"), "{seen}");
    assert!(desk.types("check bridge.ron --json").contains("\"wrong\""));
}
