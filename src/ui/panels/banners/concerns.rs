//! What of the open project waits for an answer, the most pressing first.

use super::banner::{Banner, Tone};
use crate::{
    format::counted,
    ui::{Action, Answer, answer::may_change, local_time::local_time},
    workspace::{Access, Document, JournalState, Outside, RecoveredWork},
};
use jiff::tz::TimeZone;

/// Everything that waits, in words.
pub(super) fn concerns(document: &Document, zone: &TimeZone) -> Vec<Banner> {
    let journal = journal(document);
    let outside =
        document.outside().filter(|_| may_change(document)).map(|outside| outside_change(outside, document));
    let recovered = document.recovered().map(|work| recovered_work(work, document, zone));
    [journal, access(document), outside, recovered].into_iter().flatten().collect()
}

fn journal(document: &Document) -> Option<Banner> {
    let banner = match document.journal() {
        _ if !may_change(document) => return None,
        JournalState::Beginning | JournalState::On => return None,
        JournalState::OnReserve => {
            let text = "The disk is full. Every change is still written down, in room that was set aside. \
                        Make room on the disk, or save elsewhere.";
            Banner::new("The disk is full", Tone::Warning, text.to_owned())
        }
        JournalState::Off(why) => {
            let is_whole = why.starts_with("Recovery is off");
            let text = if is_whole {
                why.clone()
            } else {
                format!("Recovery is off: {}. Save now.", without_stop(why))
            };
            Banner::new("Recovery is off", Tone::Danger, text)
        }
    };
    Some(banner.with("Save", Action::Save, "Writes the project to its file").with(
        "Save as…",
        Action::SaveAs,
        "Writes the project to another file, on another disk perhaps",
    ))
}

fn access(document: &Document) -> Option<Banner> {
    let (text, name) = match document.access() {
        Access::Full => return None,
        Access::ReadOnly(why) => {
            let text = format!("{}. Here it can only be looked at.", without_stop(why));
            return Some(Banner::new("Only to be looked at", Tone::Calm, text));
        }
        Access::OpenElsewhere => {
            ("Another window has this project; here it can be looked at.", "Open in another window")
        }
        Access::TakenOver => (
            "Another window has taken this project over; here it can be looked at. What was not saved here is \
             offered there.",
            "Taken over by another window",
        ),
    };
    let banner = Banner::new(name, Tone::Calm, text.to_owned())
        .with(
            "Show that window",
            Action::Answer(Answer::ShowOtherWindow),
            "Brings the other window to the front",
        )
        .with(
            "Take over",
            Action::Answer(Answer::TakeOver),
            "Changes are made here from now on; the other window can only look",
        );
    Some(banner)
}

fn outside_change(outside: &Outside, document: &Document) -> Banner {
    let file = document.file_name().unwrap_or_else(|| "The file".to_owned());
    let save_as = "Saves your work to another file";
    match outside {
        Outside::Changed(_) => {
            let text = "Somebody else changed this file. Both versions are kept.";
            Banner::new("Changed by somebody else", Tone::Warning, text.to_owned())
                .with("Compare", Action::Answer(Answer::CompareOutside), "Shows what differs")
                .with("Merge", Action::Answer(Answer::MergeOutside), "Brings both together, claim by claim")
                .with(
                    "Keep both",
                    Action::Answer(Answer::KeepBoth),
                    "Saves yours to a file of its own beside theirs",
                )
                .with(
                    "Take theirs",
                    Action::Answer(Answer::TakeTheirs),
                    "Goes on with the file; undo brings yours back",
                )
                .with(
                    "Take mine",
                    Action::Answer(Answer::TakeMine),
                    "Saves yours; theirs goes to the backups",
                )
        }
        Outside::Gone => {
            let text = format!("{file} is not there any more. Your work is here and in the journal.");
            Banner::new("The file is gone", Tone::Warning, text)
                .with("Save it there again", Action::Answer(Answer::SaveThereAgain), "Writes the file anew")
                .with("Save as…", Action::SaveAs, save_as)
        }
        Outside::Unreadable { failure, .. } => {
            let why = without_stop(&failure.text);
            let detail = if failure.detail.is_empty() {
                String::new()
            } else {
                format!(" ({})", without_stop(&failure.detail))
            };
            let text =
                format!("The file on disk can't be opened any more: {why}{detail}. Your work is here.");
            Banner::new("The file can't be opened", Tone::Warning, text)
                .with(
                    "Replace it",
                    Action::Answer(Answer::ReplaceUnreadable),
                    "Saves your work; what is there goes to the backups",
                )
                .with("Save as…", Action::SaveAs, save_as)
        }
    }
}

fn recovered_work(work: &RecoveredWork, document: &Document, zone: &TimeZone) -> Banner {
    let changes = counted(work.edits, "change");
    let until = work.until.map(|at| local_time(at, zone)).filter(|time| !time.is_empty());
    let until = until.map_or_else(String::new, |time| format!(" until {time}"));
    let mut text = if work.is_on_desk {
        format!("Recovered {changes}{until}, which no file holds.")
    } else {
        format!(
            "Recovered {changes}{until}, made from another version than the file's. They wait beside it; \
             nothing is lost."
        )
    };
    if let Some(damage) = &work.damage {
        text = format!("{text} {damage}");
    }
    let compare = Action::Answer(Answer::CompareRecovered);
    let banner =
        Banner::new("Recovered work", Tone::Calm, text).with("Compare", compare, "Shows what was changed");
    if !may_change(document) {
        return banner;
    }
    let discard = Action::Answer(Answer::DiscardRecovered);
    if work.is_on_desk {
        banner
            .with(
                "Keep",
                Action::Answer(Answer::KeepRecovered),
                "Goes on with it; save to have it in the file",
            )
            .with("Discard", discard, "Goes back to the file's version; a copy goes to the trash")
    } else {
        banner
            .with(
                "Use it",
                Action::Answer(Answer::UseRecovered),
                "Takes the place of the file's version; undo brings that back",
            )
            .with("Merge", Action::Answer(Answer::MergeRecovered), "Brings both together, claim by claim")
            .with("Discard", discard, "It goes to the trash")
    }
}

/// A sentence to go on with.
fn without_stop(sentence: &str) -> &str {
    sentence.trim().trim_end_matches('.')
}
