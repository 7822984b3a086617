//! In what form a book comes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// In what form a book comes: one of the usual ones, or any other in the reader's words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(from = "String", into = "String")]
#[ts(
    export,
    type = "\"hardcover\" | \"paperback\" | \"massMarket\" | \"ebook\" | \"audiobook\" | (string & Record<never, never>)"
)]
pub enum Format {
    /// Bound in boards.
    Hardcover,
    /// Bound in paper.
    Paperback,
    /// The small, cheap paperback.
    MassMarket,
    /// A file to read.
    Ebook,
    /// A file to hear.
    Audiobook,
    /// Any other form, as it was written.
    Other(String),
}

impl Format {
    const KNOWN: [(Self, &'static str); 5] = [
        (Self::Hardcover, "hardcover"),
        (Self::Paperback, "paperback"),
        (Self::MassMarket, "massMarket"),
        (Self::Ebook, "ebook"),
        (Self::Audiobook, "audiobook"),
    ];

    /// The name under which the library keeps it.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Other(text) => text,
            known => Self::KNOWN
                .iter()
                .find(|(format, _)| format == known)
                .map_or("", |(_, name)| name),
        }
    }
}

impl From<&str> for Format {
    fn from(name: &str) -> Self {
        let name = name.trim();
        let known = Self::KNOWN
            .into_iter()
            .find(|(_, known)| known.eq_ignore_ascii_case(name));
        known.map_or_else(|| Self::Other(name.to_owned()), |(format, _)| format)
    }
}

impl From<String> for Format {
    fn from(name: String) -> Self {
        Self::from(name.as_str())
    }
}

impl From<Format> for String {
    fn from(format: Format) -> Self {
        format.name().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_usual_forms_and_keeps_the_others() {
        assert_eq!(Format::from("massmarket"), Format::MassMarket);
        assert_eq!(Format::from("Clay tablet").name(), "Clay tablet");
        assert_eq!(serde_json::to_string(&Format::Ebook).unwrap(), "\"ebook\"");
        assert_eq!(
            serde_json::from_str::<Format>("\"paperback\"").unwrap(),
            Format::Paperback
        );
    }
}
