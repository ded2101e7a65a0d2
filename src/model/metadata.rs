//! `Metadata`: what the article says about itself, and nothing that it does not say.

/// How a field that the article does not state is shown.
pub const NOT_STATED: &str = "not stated";

/// What the article states about itself. `None` is shown as "not stated", never filled by guessing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The headline as printed.
    pub headline: Option<String>,
    /// The byline.
    pub author: Option<String>,
    /// The publication.
    pub outlet: Option<String>,
    /// The date as stated, in the article's own form.
    pub date: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
}

/// One field of the metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MetadataField {
    /// The headline as printed.
    Headline,
    /// The byline.
    Author,
    /// The publication.
    Outlet,
    /// The date as stated.
    Date,
    /// The address it was published under.
    Url,
}

impl MetadataField {
    /// Every field, in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::Headline, Self::Author, Self::Outlet, Self::Date, Self::Url];

    /// The label of the field.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Headline => "Headline",
            Self::Author => "Author",
            Self::Outlet => "Outlet",
            Self::Date => "Date",
            Self::Url => "URL",
        }
    }
}

impl Metadata {
    /// What the field states; `None` also when that is nothing but space, as in a file edited by hand.
    pub fn get(&self, field: MetadataField) -> Option<&str> {
        self.as_written(field).filter(|stated| !stated.trim().is_empty())
    }

    /// What stands in the field, even if it is nothing but space.
    pub fn as_written(&self, field: MetadataField) -> Option<&str> {
        match field {
            MetadataField::Headline => &self.headline,
            MetadataField::Author => &self.author,
            MetadataField::Outlet => &self.outlet,
            MetadataField::Date => &self.date,
            MetadataField::Url => &self.url,
        }
        .as_deref()
    }

    /// Puts what a person typed into a field; nothing but space means "not stated".
    pub fn set(&mut self, field: MetadataField, typed: &str) {
        let typed = typed.trim();
        let stated = (!typed.is_empty()).then(|| typed.to_owned());
        match field {
            MetadataField::Headline => self.headline = stated,
            MetadataField::Author => self.author = stated,
            MetadataField::Outlet => self.outlet = stated,
            MetadataField::Date => self.date = stated,
            MetadataField::Url => self.url = stated,
        }
    }
}
