//! One way to write what means the same: what is kept never differs only by blanks or by how accents are encoded.

use std::collections::HashSet;

use unicode_normalization::{UnicodeNormalization, is_nfc_quick};

use super::{BookFields, Format, Role};

impl BookFields {
    /// The same book with outer blanks cut, accents composed, and blank or doubled items left out.
    #[must_use]
    pub fn normalised(&self) -> Self {
        Self {
            title: line(&self.title),
            subtitle: optional_line(self.subtitle.as_deref()),
            sort_title: optional_line(self.sort_title.as_deref()),
            original_title: optional_line(self.original_title.as_deref()),
            contributors: distinct(self.contributors.iter().filter_map(|person| {
                let mut person = person.clone();
                person.name = optional_line(Some(&person.name))?;
                if let Role::Other(text) = &person.role {
                    person.role = Role::from(line(text));
                }
                Some(person)
            })),
            series: distinct(self.series.iter().filter_map(|place| {
                let mut place = place.clone();
                place.name = optional_line(Some(&place.name))?;
                place.number = optional_line(place.number.as_deref());
                Some(place)
            })),
            publisher: optional_line(self.publisher.as_deref()),
            published: self.published,
            first_published: self.first_published,
            isbn: self.isbn,
            identifiers: distinct(self.identifiers.iter().filter_map(|identifier| {
                let mut identifier = identifier.clone();
                identifier.value = optional_line(Some(&identifier.value))?;
                identifier.scheme =
                    optional_line(Some(&identifier.scheme)).unwrap_or_else(|| "other".to_owned());
                Some(identifier)
            })),
            language: optional_line(self.language.as_deref()).map(language),
            format: match &self.format {
                Some(Format::Other(text)) => optional_line(Some(text)).map(Format::from),
                known => known.clone(),
            },
            pages: self.pages,
            minutes: self.minutes,
            price: self.price.clone(),
            status: self.status,
            rating: self.rating,
            favourite: self.favourite,
            tags: tags(&self.tags),
            description: optional_text(self.description.as_deref()),
            review: optional_text(self.review.as_deref()),
            notes: optional_text(self.notes.as_deref()),
            custom: distinct(self.custom.iter().filter_map(|value| {
                let mut value = value.clone();
                value.value = optional_line(Some(&value.value))?;
                Some(value)
            })),
        }
    }
}

/// Text of one line: every run of blanks and line ends becomes one space.
pub(crate) fn line(text: &str) -> String {
    let is_odd_blank =
        |c: char| c != ' ' && (c.is_whitespace() || c.is_control()) && c != '\0' && c != '\u{a0}';
    if text.contains(is_odd_blank) || text.contains("  ") {
        let words: Vec<&str> = text
            .split(|c| c == ' ' || is_odd_blank(c))
            .filter(|word| !word.is_empty())
            .collect();
        composed(words.join(" ").trim())
    } else {
        composed(text.trim())
    }
}

/// Text of many lines: only its outer blanks are cut.
pub(crate) fn text(text: &str) -> String {
    composed(text.trim())
}

fn composed(text: &str) -> String {
    if text.is_ascii() || is_nfc_quick(text.chars()) == unicode_normalization::IsNormalized::Yes {
        text.to_owned()
    } else {
        text.nfc().collect()
    }
}

pub(crate) fn optional_line(given: Option<&str>) -> Option<String> {
    given.map(line).filter(|text| !text.is_empty())
}

pub(crate) fn optional_text(given: Option<&str>) -> Option<String> {
    given.map(text).filter(|text| !text.is_empty())
}

fn distinct<T: Eq + std::hash::Hash + Clone>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = HashSet::new();
    items.filter(|item| seen.insert(item.clone())).collect()
}

/// The first spelling of a tag wins.
fn tags(given: &[String]) -> Vec<String> {
    let mut seen = HashSet::new();
    let tags = given.iter().filter_map(|tag| optional_line(Some(tag)));
    tags.filter(|tag| seen.insert(tag.to_lowercase())).collect()
}

/// A BCP 47 tag in lower case; anything else as it was typed.
fn language(given: String) -> String {
    let mut parts = given.split('-');
    let is_tag = parts.next().is_some_and(|part| {
        matches!(part.len(), 2 | 3) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    }) && parts.all(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    if is_tag {
        given.to_ascii_lowercase()
    } else {
        given
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Contributor, Identifier};

    #[test]
    fn cuts_composes_and_leaves_out() {
        let book = BookFields {
            title: " The\u{301}  Title\n of\tit ".into(),
            subtitle: Some("  ".into()),
            notes: Some("\n one\n\n two \n".into()),
            contributors: vec![
                Contributor {
                    name: " A  B".into(),
                    role: Role::Author,
                },
                Contributor {
                    name: "A B".into(),
                    role: Role::Author,
                },
                Contributor {
                    name: " ".into(),
                    role: Role::Editor,
                },
            ],
            tags: vec![
                "Sci-Fi".into(),
                " sci-fi ".into(),
                String::new(),
                "x".into(),
            ],
            identifiers: vec![Identifier {
                scheme: " ".into(),
                value: "12".into(),
            }],
            ..BookFields::default()
        };
        let book = book.normalised();
        assert_eq!(book.title, "Th\u{e9} Title of it");
        assert_eq!(book.subtitle, None);
        assert_eq!(book.notes.as_deref(), Some("one\n\n two"));
        assert_eq!(book.contributors.len(), 1);
        assert_eq!(book.tags, ["Sci-Fi", "x"]);
        assert_eq!(book.identifiers[0].scheme, "other");
        assert_eq!(book, book.normalised());
    }

    #[test]
    fn lowers_language_tags_only() {
        assert_eq!(language("EN-GB".into()), "en-gb");
        assert_eq!(language("Old English".into()), "Old English");
        assert_eq!(language("English".into()), "English");
        assert_eq!(language("zh-Hant-TW".into()), "zh-hant-tw");
    }
}
