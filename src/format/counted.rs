//! How many of something there are, in words.

/// "1 claim", "2 claims": the number and the thing, which takes a plain s.
pub fn counted(number: usize, thing: &str) -> String {
    if number == 1 { format!("1 {thing}") } else { format!("{number} {thing}s") }
}
