//! `Attribution`: who says so, as a chain, nearest to the fact first.

use std::fmt;

/// Who says so, nearest to the fact first: Commander "Puls" > Sky News > this article.
///
/// Written and typed with " > " between the links; no link is empty or has space at its ends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Attribution(Vec<String>);

impl Attribution {
    /// The chain with these links; empty ones are left out, space at their ends is dropped.
    ///
    /// A `>` inside a link would read back as two links, so it splits here already.
    pub fn from_links<S: AsRef<str>>(links: impl IntoIterator<Item = S>) -> Self {
        let mut kept = Vec::new();
        for link in links {
            for part in link.as_ref().split('>') {
                let part = part.trim();
                if !part.is_empty() {
                    kept.push(part.to_owned());
                }
            }
        }
        Self(kept)
    }

    /// Reads what a person typed: links with `>` between them.
    pub fn parse(typed: &str) -> Self {
        Self::from_links([typed])
    }

    /// The links, nearest to the fact first.
    pub fn links(&self) -> &[String] {
        &self.0
    }

    /// Whether nobody is named.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Attribution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(" > "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_reads_back_as_the_same_chain() {
        let chain = Attribution::parse("  Commander “Puls”>Sky News  > > this article ");
        assert_eq!(chain.links(), ["Commander “Puls”", "Sky News", "this article"]);
        assert_eq!(Attribution::parse(&chain.to_string()), chain);
    }
}
