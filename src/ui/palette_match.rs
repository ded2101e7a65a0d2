//! How well typed letters match the name of a command.

/// A score for the match, greater is better; `None` when the letters do not occur in this order.
///
/// Letters that begin a word or follow the one before count more, so that "tas" finds "Tag as
/// sourced" first.
pub(super) fn score(typed: &str, name: &str) -> Option<i32> {
    let name: Vec<char> = name.chars().flat_map(char::to_lowercase).collect();
    let wanted = typed.chars().flat_map(char::to_lowercase).filter(|letter| !letter.is_whitespace());
    let (mut at, mut last, mut score) = (0, None, 0);
    for letter in wanted {
        let (place, worth) = best_place(&name, at, last, letter)?;
        score += worth;
        last = Some(place);
        at = place + 1;
    }
    // Of equally good ones the shorter name comes first.
    Some(score * 4 - i32::try_from(name.len()).unwrap_or(i32::MAX).min(100) / 8)
}

/// The next occurrence of the letter, or a later one that begins a word.
fn best_place(name: &[char], from: usize, last: Option<usize>, letter: char) -> Option<(usize, i32)> {
    let begins_word = |place: usize| place == 0 || !name[place - 1].is_alphanumeric();
    let first = (from..name.len()).find(|place| name[*place] == letter)?;
    if last.is_some_and(|last| first == last + 1) || begins_word(first) {
        return Some((first, 3 + i32::from(begins_word(first))));
    }
    match (first..name.len()).find(|place| name[*place] == letter && begins_word(*place)) {
        Some(word) => Some((word, 3)),
        None => Some((first, 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_of_words_win() {
        let names = ["Select all shown claims", "Tag as sourced", "Start a word later"];
        let best = names.iter().max_by_key(|name| score("tas", name)).expect("some");
        assert_eq!(*best, "Tag as sourced");
    }

    #[test]
    fn letters_that_are_not_there_do_not_match() {
        assert_eq!(score("xyz", "Save"), None);
        assert!(score("", "Save").is_some());
        assert!(score("SAVE as", "Save as…").is_some());
    }
}
