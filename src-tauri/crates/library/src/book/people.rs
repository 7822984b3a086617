//! What a person did for a book.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a person did for a book: one of the usual parts, or any other in the reader's words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(from = "String", into = "String")]
#[ts(
    export,
    type = "\"author\" | \"translator\" | \"editor\" | \"illustrator\" | \"narrator\" | \"foreword\" | \"afterword\" | \"contributor\" | (string & Record<never, never>)"
)]
pub enum Role {
    /// Wrote it.
    Author,
    /// Brought it into another language.
    Translator,
    /// Put it together.
    Editor,
    /// Drew for it.
    Illustrator,
    /// Reads it aloud.
    Narrator,
    /// Wrote its foreword.
    Foreword,
    /// Wrote its afterword.
    Afterword,
    /// Had a part that is not known more closely.
    Contributor,
    /// Any other part, as it was written.
    Other(String),
}

impl Role {
    const KNOWN: [(Self, &'static str); 8] = [
        (Self::Author, "author"),
        (Self::Translator, "translator"),
        (Self::Editor, "editor"),
        (Self::Illustrator, "illustrator"),
        (Self::Narrator, "narrator"),
        (Self::Foreword, "foreword"),
        (Self::Afterword, "afterword"),
        (Self::Contributor, "contributor"),
    ];

    /// The name under which the library keeps it.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Other(text) => text,
            known => Self::KNOWN
                .iter()
                .find(|(role, _)| role == known)
                .map_or("contributor", |(_, name)| name),
        }
    }
}

impl From<&str> for Role {
    fn from(name: &str) -> Self {
        let name = name.trim();
        let known = Self::KNOWN
            .into_iter()
            .find(|(_, known)| known.eq_ignore_ascii_case(name));
        match known {
            Some((role, _)) => role,
            None if name.is_empty() => Self::Contributor,
            None => Self::Other(name.to_owned()),
        }
    }
}

impl From<String> for Role {
    fn from(name: String) -> Self {
        Self::from(name.as_str())
    }
}

impl From<Role> for String {
    fn from(role: Role) -> Self {
        role.name().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_usual_parts_and_keeps_the_others() {
        assert_eq!(Role::from("Translator "), Role::Translator);
        assert_eq!(Role::from("Letterer"), Role::Other("Letterer".into()));
        assert_eq!(Role::from(""), Role::Contributor);
        assert_eq!(
            serde_json::to_string(&Role::Afterword).unwrap(),
            "\"afterword\""
        );
        assert_eq!(
            serde_json::from_str::<Role>("\"Letterer\"").unwrap().name(),
            "Letterer"
        );
    }
}
