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
