//! What can be understood of a file that a newer Claimdesk wrote: everything but the fields it added.

use super::{
    scan::{Scan, Sort, Token},
    v1,
};
use ron::error::Error;
use std::ops::Range;

/// So many different fields are passed over at most; each takes one more reading of the file.
const FIELDS_PASSED_OVER: usize = 32;

/// The text with blanks where the fields stood that are not known here.
#[derive(Debug)]
pub(super) struct UnderstoodText {
    pub(super) text: String,
    /// The fields, and in what they stand.
    passed_over: Vec<(String, String)>,
}

impl UnderstoodText {
    /// Why the project must not be saved over its file.
    pub(super) fn why(&self, version: &str) -> String {
        let shown = |(field, within): &(String, String)| {
            let article = if within.starts_with('a') { "an" } else { "a" };
            format!("“{field}” of {article} {within}")
        };
        let fields: Vec<String> = self.passed_over.iter().map(shown).collect();
        let not_shown = match &fields[..] {
            [] => String::new(),
            [one] => format!(" Not shown: the field {one}."),
            several => format!(" Not shown: the fields {}.", several.join(", ")),
        };
        format!(
            "A newer Claimdesk made this file: its format version is {version}.{not_shown} It can be looked at, but not changed here, for saving would lose what this version does not know. Install the newest Claimdesk to work on it."
        )
    }
}

/// `None` when the file differs by more than fields that were added.
pub(super) fn pass_over_unknown_fields(text: &str) -> Option<UnderstoodText> {
    let mut understood = UnderstoodText { text: text.to_owned(), passed_over: Vec::new() };
    for _ in 0..=FIELDS_PASSED_OVER {
        let Err(error) = ron::from_str::<v1::ProjectFile<'_>>(&understood.text) else {
            return Some(understood);
        };
        let Error::NoSuchStructField { found, outer: Some(outer), .. } = error.code else { return None };
        let places = places_of_field(&understood.text, &outer, &found);
        if places.is_empty() {
            return None;
        }
        understood.text = blank_out(understood.text, &places)?;
        understood.passed_over.push((found, outer));
    }
    None
}

/// The text with spaces in these places; lines stay where they are.
fn blank_out(text: String, places: &[Range<usize>]) -> Option<String> {
    let mut bytes = text.into_bytes();
    for place in places {
        for byte in &mut bytes[place.clone()] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    }
    String::from_utf8(bytes).ok()
}

/// What stands between two brackets.
#[derive(Debug)]
struct Level<'a> {
    /// What the fields in it belong to: "claim"; of a list, what the list belongs to.
    within: &'static str,
    /// Lists and `Some(…)` have no fields; what is in them belongs to the field they are the value of.
    has_fields: bool,
    field: Option<&'a str>,
    /// Where the field that is looked for began.
    began: Option<usize>,
}

/// Every place where such a part has this field: name, value, and the comma behind.
fn places_of_field(text: &str, within: &str, name: &str) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let mut levels: Vec<Level<'_>> = Vec::new();
    let mut last: Option<Token> = None;
    for token in Scan::of(text).filter(|token| token.sort != Sort::Comment) {
        match token.sort {
            Sort::Mark(b'(' | b'[' | b'{') => {
                let before = last.as_ref().map(|last| &text[last.bytes.clone()]);
                let level = opened(levels.last(), text.as_bytes()[token.bytes.start], before);
                levels.push(level);
            }
            Sort::Mark(b')' | b']' | b'}') => {
                let began = levels.pop().and_then(|level| level.began);
                places.extend(began.map(|began| began..token.bytes.start));
            }
            Sort::Mark(b',') => {
                let began = levels.last_mut().and_then(|level| level.began.take());
                places.extend(began.map(|began| began..token.bytes.end));
            }
            Sort::Mark(b':') => {
                if let (Some(level), Some(word)) = (levels.last_mut(), &last)
                    && level.has_fields
                    && word.sort == Sort::Word
                {
                    let field = &text[word.bytes.clone()];
                    level.field = Some(field);
                    if level.within == within && field == name {
                        level.began = Some(word.bytes.start);
                    }
                }
            }
            Sort::Word | Sort::Mark(_) | Sort::String | Sort::Comment => {}
        }
        last = Some(token);
    }
    places
}

fn opened<'a>(outer: Option<&Level<'a>>, bracket: u8, before: Option<&str>) -> Level<'a> {
    let Some(outer) = outer else {
        return Level { within: "project", has_fields: bracket == b'(', field: None, began: None };
    };
    if bracket == b'[' || (bracket == b'(' && before == Some("Some")) {
        return Level { within: outer.within, has_fields: false, field: outer.field, began: None };
    }
    let within = match (outer.within, outer.field) {
        ("project", Some("article")) => "article",
        ("project", Some("claims")) => "claim",
        ("claim", Some("passages")) => "passage",
        ("claim", Some("sources")) => "source",
        ("claim", Some("lost_passages")) => "lost passage",
        _ => "",
    };
    Level { within, has_fields: bracket == b'(', field: None, began: None }
}
