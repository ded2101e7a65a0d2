//! `Action`: every menu entry, shortcut and palette line, in one table that menus, palette,
//! keyboard and the sheet of keys all read.

use super::Answer;
use crate::{
    model::{Kind, Status},
    workspace::Column,
};
use egui::{Key, KeyboardShortcut, Modifiers};

/// Something a person can ask for by menu, key or palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// A new project made of a text file.
    NewFromFile,
    /// A new project made of the clipboard's text.
    NewFromClipboard,
    /// Open a project file.
    Open,
    /// Open the sample project.
    OpenSample,
    /// Save the project.
    Save,
    /// Save it to another file.
    SaveAs,
    /// Answer what waits above the article.
    Answer(Answer),
    /// See what changed since the project was saved.
    CompareWithFile,
    /// Look through earlier versions.
    Backups,
    /// See where each copy of the work is.
    DataSafety,
    /// Write the summary as Markdown.
    ExportMarkdown,
    /// Write the summary as CSV.
    ExportCsv,
    /// Title of the project, what the article states about itself.
    ProjectDetails,
    /// Back to the start page.
    CloseProject,
    /// End the program.
    Quit,
    /// Take the last step back.
    Undo,
    /// Make the step undone last again.
    Redo,
    /// Copy the selected words of the article.
    Copy,
    /// Select the whole article.
    SelectArticle,
    /// Select every shown claim.
    SelectAllClaims,
    /// Find in the article.
    Find,
    /// The next match.
    FindNext,
    /// The previous match.
    FindPrevious,
    /// Select the next hidden character of the article.
    NextHidden,
    /// Type into the filter of the table.
    FilterTable,
    /// A new claim of the selected words.
    NewClaim,
    /// Pin the selected claim to the selected words as well.
    AddPassage,
    /// Tag the selected claims, or take the tag off.
    Tag(Option<Status>),
    /// Say what kind the selected claims are.
    SetKind(Kind),
    /// Edit the statement of the selected claim in the table.
    EditClaim,
    /// List a source for the selected claim.
    AddSource,
    /// Delete the selected claims.
    DeleteClaims,
    /// Select the next row.
    NextClaim,
    /// Select the previous row.
    PreviousClaim,
    /// Show the selected claim's passage in the article.
    ShowInArticle,
    /// Show the selected claim's row in the table.
    ShowInTable,
    /// Select the next of the claims at the caret.
    CycleClaims,
    /// Move the start of the selected passage back by a word.
    StartBack,
    /// Move the start of the selected passage on by a word.
    StartOn,
    /// Move the end of the selected passage back by a word.
    EndBack,
    /// Move the end of the selected passage on by a word.
    EndOn,
    /// Make the whole interface larger.
    ZoomIn,
    /// Make the whole interface smaller.
    ZoomOut,
    /// The interface in its own size.
    ZoomReset,
    /// Larger article text.
    ReadingLarger,
    /// Smaller article text.
    ReadingSmaller,
    /// The article text in its own size.
    ReadingReset,
    /// Light colours.
    ThemeLight,
    /// Dark colours.
    ThemeDark,
    /// Colours as the system has them.
    ThemeSystem,
    /// Show or hide the list of steps.
    History,
    /// Show or hide a column of the table.
    ToggleColumn(Column),
    /// Go to the next pane.
    NextPane,
    /// Panes and columns as they were at first.
    ResetLayout,
    /// Run a command by name.
    Palette,
    /// The sheet of all keys.
    Keys,
    /// What this program is.
    About,
}

/// A menu of the menu bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    /// Projects and their files.
    File,
    /// Undo, find, select.
    Edit,
    /// What is done to claims.
    Claim,
    /// How the window looks.
    View,
    /// How to work with it.
    Help,
}

impl Menu {
    /// The menus from left to right.
    pub const ALL: [Self; 5] = [Self::File, Self::Edit, Self::Claim, Self::View, Self::Help];

    /// What stands in the menu bar.
    pub const fn name(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Claim => "Claim",
            Self::View => "View",
            Self::Help => "Help",
        }
    }
}

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// What is asked for.
    pub action: Action,
    /// Where it stands.
    pub menu: Menu,
    /// Entries of a menu with different sections have a line between them.
    pub section: u8,
    /// What it is called.
    pub label: &'static str,
    /// Its keys; menus show the first.
    pub shortcuts: &'static [KeyboardShortcut],
}

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;
const ALT: Modifiers = Modifiers::ALT;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

const fn key(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

const fn entry(
    menu: Menu,
    section: u8,
    action: Action,
    label: &'static str,
    shortcuts: &'static [KeyboardShortcut],
) -> Entry {
    Entry { action, menu, section, label, shortcuts }
}

/// What waits above the article is answered in the menu of files too, while it waits.
const fn answer(answer: Answer, label: &'static str) -> Entry {
    entry(Menu::File, 2, Action::Answer(answer), label, &[])
}

/// Every action there is, in the order of the menus.
pub const ACTIONS: &[Entry] = &[
    entry(Menu::File, 0, Action::NewFromFile, "New project from text file…", &[key(CTRL, Key::N)]),
    entry(Menu::File, 0, Action::NewFromClipboard, "New project from clipboard", &[key(CTRL_SHIFT, Key::N)]),
    entry(Menu::File, 0, Action::Open, "Open project…", &[key(CTRL, Key::O)]),
    entry(Menu::File, 0, Action::OpenSample, "Open the sample project", &[]),
    entry(Menu::File, 1, Action::Save, "Save", &[key(CTRL, Key::S)]),
    entry(Menu::File, 1, Action::SaveAs, "Save as…", &[key(CTRL_SHIFT, Key::S)]),
    answer(Answer::CompareRecovered, "Recovered work: compare"),
    answer(Answer::KeepRecovered, "Recovered work: keep it"),
    answer(Answer::UseRecovered, "Recovered work: use it"),
    answer(Answer::MergeRecovered, "Recovered work: merge it with the file"),
    answer(Answer::DiscardRecovered, "Recovered work: discard it"),
    answer(Answer::CompareOutside, "Changed file: compare"),
    answer(Answer::MergeOutside, "Changed file: merge both versions"),
    answer(Answer::KeepBoth, "Changed file: keep both versions"),
    answer(Answer::TakeTheirs, "Changed file: take theirs"),
    answer(Answer::TakeMine, "Changed file: take mine"),
    answer(Answer::SaveThereAgain, "Save the project there again"),
    answer(Answer::ReplaceUnreadable, "Replace the file that can't be opened"),
    answer(Answer::ShowOtherWindow, "Show the window that has this project"),
    answer(Answer::TakeOver, "Take this project over"),
    entry(Menu::File, 3, Action::CompareWithFile, "Compare with the saved version", &[]),
    entry(Menu::File, 3, Action::Backups, "Backups…", &[]),
    entry(Menu::File, 4, Action::ExportMarkdown, "Export summary as Markdown…", &[key(CTRL, Key::E)]),
    entry(Menu::File, 4, Action::ExportCsv, "Export summary as CSV…", &[key(CTRL_SHIFT, Key::E)]),
    entry(Menu::File, 5, Action::ProjectDetails, "Project details…", &[key(CTRL, Key::I)]),
    entry(Menu::File, 6, Action::CloseProject, "Close project", &[key(CTRL, Key::W)]),
    entry(Menu::File, 6, Action::Quit, "Quit", &[key(CTRL, Key::Q)]),
    entry(Menu::Edit, 0, Action::Undo, "Undo", &[key(CTRL, Key::Z)]),
    entry(Menu::Edit, 0, Action::Redo, "Redo", &[key(CTRL_SHIFT, Key::Z), key(CTRL, Key::Y)]),
    entry(Menu::Edit, 0, Action::History, "History of steps", &[key(CTRL, Key::H)]),
    entry(Menu::Edit, 1, Action::Copy, "Copy selected words", &[key(CTRL, Key::C)]),
    entry(Menu::Edit, 1, Action::SelectArticle, "Select whole article", &[]),
    entry(Menu::Edit, 1, Action::SelectAllClaims, "Select all shown claims", &[key(CTRL_SHIFT, Key::A)]),
    entry(Menu::Edit, 2, Action::Find, "Find in article…", &[key(CTRL, Key::F)]),
    entry(Menu::Edit, 2, Action::FindNext, "Find next", &[key(NONE, Key::F3), key(CTRL, Key::G)]),
    entry(
        Menu::Edit,
        2,
        Action::FindPrevious,
        "Find previous",
        &[key(SHIFT, Key::F3), key(CTRL_SHIFT, Key::G)],
    ),
    entry(Menu::Edit, 2, Action::NextHidden, "Next hidden character", &[]),
    entry(Menu::Edit, 2, Action::FilterTable, "Filter claims…", &[key(NONE, Key::Slash)]),
    entry(Menu::Claim, 0, Action::NewClaim, "New claim", &[key(NONE, Key::N)]),
    entry(Menu::Claim, 0, Action::AddPassage, "Add passage", &[key(SHIFT, Key::N)]),
    entry(Menu::Claim, 0, Action::EditClaim, "Edit claim", &[key(NONE, Key::Enter), key(NONE, Key::F2)]),
    entry(Menu::Claim, 0, Action::AddSource, "Add source", &[key(NONE, Key::E)]),
    entry(Menu::Claim, 0, Action::DeleteClaims, "Delete claim", &[key(NONE, Key::Delete)]),
    entry(Menu::Claim, 1, Action::Tag(Some(Status::Sourced)), "Tag as sourced", &[key(NONE, Key::S)]),
    entry(Menu::Claim, 1, Action::Tag(Some(Status::Disputed)), "Tag as disputed", &[key(NONE, Key::D)]),
    entry(Menu::Claim, 1, Action::Tag(Some(Status::Unconfirmed)), "Tag as unconfirmed", &[key(NONE, Key::U)]),
    entry(Menu::Claim, 1, Action::Tag(None), "Clear tag", &[key(NONE, Key::Num0)]),
    entry(Menu::Claim, 2, Action::SetKind(Kind::Number), "Kind: number", &[key(CTRL, Key::Num1)]),
    entry(Menu::Claim, 2, Action::SetKind(Kind::Event), "Kind: event", &[key(CTRL, Key::Num2)]),
    entry(Menu::Claim, 2, Action::SetKind(Kind::Quote), "Kind: quote", &[key(CTRL, Key::Num3)]),
    entry(Menu::Claim, 2, Action::SetKind(Kind::Attribution), "Kind: attribution", &[key(CTRL, Key::Num4)]),
    entry(Menu::Claim, 2, Action::SetKind(Kind::Assessment), "Kind: assessment", &[key(CTRL, Key::Num5)]),
    entry(Menu::Claim, 2, Action::SetKind(Kind::Causal), "Kind: causal", &[key(CTRL, Key::Num6)]),
    entry(Menu::Claim, 3, Action::NextClaim, "Next claim", &[key(NONE, Key::J)]),
    entry(Menu::Claim, 3, Action::PreviousClaim, "Previous claim", &[key(NONE, Key::K)]),
    entry(Menu::Claim, 3, Action::ShowInArticle, "Show in article", &[key(NONE, Key::G)]),
    entry(Menu::Claim, 3, Action::ShowInTable, "Show in table", &[key(NONE, Key::T)]),
    entry(Menu::Claim, 3, Action::CycleClaims, "Next claim at the caret", &[key(NONE, Key::C)]),
    entry(Menu::Claim, 4, Action::StartBack, "Passage: start a word earlier", &[key(NONE, Key::OpenBracket)]),
    entry(Menu::Claim, 4, Action::StartOn, "Passage: start a word later", &[key(NONE, Key::CloseBracket)]),
    entry(
        Menu::Claim,
        4,
        Action::EndBack,
        "Passage: end a word earlier",
        &[key(NONE, Key::OpenCurlyBracket)],
    ),
    entry(Menu::Claim, 4, Action::EndOn, "Passage: end a word later", &[key(NONE, Key::CloseCurlyBracket)]),
    entry(Menu::View, 0, Action::ZoomIn, "Larger interface", &[key(CTRL, Key::Plus), key(CTRL, Key::Equals)]),
    entry(Menu::View, 0, Action::ZoomOut, "Smaller interface", &[key(CTRL, Key::Minus)]),
    entry(Menu::View, 0, Action::ZoomReset, "Interface at 100 %", &[key(CTRL, Key::Num0)]),
    entry(
        Menu::View,
        1,
        Action::ReadingLarger,
        "Larger article text",
        &[key(ALT, Key::Plus), key(ALT, Key::Equals)],
    ),
    entry(Menu::View, 1, Action::ReadingSmaller, "Smaller article text", &[key(ALT, Key::Minus)]),
    entry(Menu::View, 1, Action::ReadingReset, "Article text in its own size", &[key(ALT, Key::Num0)]),
    entry(Menu::View, 2, Action::ThemeLight, "Light", &[]),
    entry(Menu::View, 2, Action::ThemeDark, "Dark", &[]),
    entry(Menu::View, 2, Action::ThemeSystem, "As the system", &[]),
    entry(Menu::View, 3, Action::ToggleColumn(Column::Id), "Column: number", &[]),
    entry(Menu::View, 3, Action::ToggleColumn(Column::Status), "Column: status", &[]),
    entry(Menu::View, 3, Action::ToggleColumn(Column::Claim), "Column: claim", &[]),
    entry(Menu::View, 3, Action::ToggleColumn(Column::Kind), "Column: kind", &[]),
    entry(Menu::View, 3, Action::ToggleColumn(Column::Attribution), "Column: attribution", &[]),
    entry(Menu::View, 3, Action::ToggleColumn(Column::Sources), "Column: sources", &[]),
    entry(Menu::View, 3, Action::ToggleColumn(Column::Note), "Column: note", &[]),
    entry(Menu::View, 3, Action::ToggleColumn(Column::Changed), "Column: changed", &[]),
    entry(Menu::View, 4, Action::NextPane, "Next pane", &[key(NONE, Key::F6)]),
    entry(Menu::View, 4, Action::ResetLayout, "Reset panes and columns", &[]),
    entry(Menu::Help, 0, Action::Palette, "Run a command…", &[key(CTRL, Key::K)]),
    entry(Menu::Help, 0, Action::Keys, "All keys", &[key(NONE, Key::F1)]),
    entry(Menu::Help, 1, Action::DataSafety, "Data safety", &[]),
    entry(Menu::Help, 1, Action::About, "About Claimdesk", &[]),
];

impl Action {
    /// Its line of the table.
    pub fn entry(self) -> &'static Entry {
        // Every action stands in the table, which a test makes sure of.
        ACTIONS.iter().find(|entry| entry.action == self).unwrap_or(&ACTIONS[0])
    }

    /// Whether the key types a character, so that it acts only while nobody is typing.
    pub fn is_plain_key(shortcut: &KeyboardShortcut) -> bool {
        let plain = !shortcut.modifiers.command && !shortcut.modifiers.ctrl && !shortcut.modifiers.alt;
        plain && !matches!(shortcut.logical_key, Key::F1 | Key::F2 | Key::F3 | Key::F6)
    }
}

/// The key as people write it: "Ctrl+Shift+Z", "N", "[".
pub fn key_text(shortcut: &KeyboardShortcut) -> String {
    let KeyboardShortcut { modifiers, logical_key } = *shortcut;
    let mut text = String::new();
    for (held, name) in
        [(modifiers.command || modifiers.ctrl, "Ctrl+"), (modifiers.alt, "Alt+"), (modifiers.shift, "Shift+")]
    {
        if held {
            text.push_str(name);
        }
    }
    text.push_str(match logical_key {
        Key::OpenCurlyBracket => "{",
        Key::CloseCurlyBracket => "}",
        Key::OpenBracket => "[",
        Key::CloseBracket => "]",
        Key::Slash => "/",
        Key::Plus => "+",
        Key::Minus => "−",
        Key::Equals => "=",
        other => other.name(),
    });
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_actions_share_a_key() {
        let mut seen = HashSet::new();
        for entry in ACTIONS {
            for shortcut in entry.shortcuts {
                assert!(seen.insert(key_text(shortcut)), "{} is taken twice", key_text(shortcut));
            }
        }
    }

    #[test]
    fn every_action_stands_in_the_table_once_and_has_a_label() {
        let mut seen = HashSet::new();
        for entry in ACTIONS {
            assert!(seen.insert(entry.action), "{:?} stands twice", entry.action);
            assert_eq!(entry.action.entry().label, entry.label);
            assert!(!entry.label.is_empty());
        }
        for kind in Kind::ALL {
            assert!(seen.contains(&Action::SetKind(kind)));
        }
        for status in Status::ALL_AND_NONE {
            assert!(seen.contains(&Action::Tag(status)));
        }
        for column in Column::ALL {
            assert!(seen.contains(&Action::ToggleColumn(column)));
        }
        for answer in Answer::ALL {
            assert!(seen.contains(&Action::Answer(answer)));
        }
    }

    #[test]
    fn keys_are_written_as_people_know_them() {
        assert_eq!(key_text(&key(CTRL_SHIFT, Key::Z)), "Ctrl+Shift+Z");
        assert_eq!(key_text(&key(NONE, Key::CloseCurlyBracket)), "}");
        assert_eq!(key_text(&key(NONE, Key::Num0)), "0");
    }
}
