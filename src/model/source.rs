//! `Source`: a thing consulted for a claim.

/// Something that was consulted, or should be, for one claim.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Source {
    /// What it is called: "Sky News interview".
    pub title: String,
    /// Where it can be found; empty when it has no address.
    pub url: String,
    /// What it says, and what about it matters.
    pub note: String,
}

impl Source {
    /// Whatever is known of it, with dots between: "Sky News interview · Undated".
    pub fn on_one_line(&self) -> String {
        let parts: Vec<&str> = [&self.title, &self.url, &self.note]
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        parts.join(" · ")
    }
}
