//! What a list said of a book, as digests of its parts.
//!
//! A list that is imported again is told from what the reader changed since by comparing three things: what the list said
//! then, what it says now, and what the book holds. The digests are kept beside the book's name in the list; the values
//! themselves would double the library.

use std::io;

use library::{BookExtras, BookFields};
use serde::Serialize;

use super::Part;
use crate::Row;

/// Digests of the parts of which a list says something, by part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Said(Vec<(u8, u32)>);

impl Said {
    /// What a row says, with its fields as a library keeps them.
    pub(super) fn by(row: &Row, fields: &BookFields) -> Self {
        let mut said = Self::default();
        let BookFields {
            title,
            subtitle,
            sort_title,
            original_title,
            contributors,
            series,
            publisher,
            published,
            first_published,
            isbn,
            identifiers,
            language,
            format,
            pages,
            minutes,
            price,
            status,
            rating,
            favourite,
            tags,
            description,
            review,
            notes,
            custom: _,
        } = fields;
        // What a book is called that has none is the program's word.
        said.add(Part::Title, Some(title).filter(|_| !row.is_untitled()));
        said.add(Part::Subtitle, subtitle.as_ref());
        said.add(Part::SortTitle, sort_title.as_ref());
        said.add(Part::OriginalTitle, original_title.as_ref());
        said.add_list(Part::Contributors, contributors);
        said.add_list(Part::Series, series);
        said.add(Part::Publisher, publisher.as_ref());
        said.add(Part::Published, published.as_ref());
        said.add(Part::FirstPublished, first_published.as_ref());
        said.add(Part::Isbn, isbn.as_ref());
        said.add_list(Part::Identifiers, identifiers);
        said.add(Part::Language, language.as_ref());
        said.add(Part::Format, format.as_ref());
        said.add(Part::Pages, pages.as_ref());
        said.add(Part::Minutes, minutes.as_ref());
        said.add(Part::Price, price.as_ref());
        said.add(Part::Status, status.as_ref());
        said.add(Part::Rating, rating.as_ref());
        said.add(Part::Favourite, favourite.then_some(favourite));
        said.add_list(Part::Tags, tags);
        said.add(Part::Description, description.as_ref());
        said.add(Part::Review, review.as_ref());
        said.add(Part::Notes, notes.as_ref());
        let BookExtras {
            id: _,
            readings,
            copies,
            wish,
            quotes,
            shelves,
            changed: _,
            trashed: _,
        } = &row.extras;
        let custom: Vec<(&str, &str)> = row
            .custom
            .iter()
            .map(|value| (value.field.name.as_str(), value.value.as_str()))
            .collect();
        said.add_list(Part::Custom, &custom);
        said.add_list(Part::Readings, readings);
        said.add_list(Part::Copies, copies);
        said.add(Part::Wish, wish.as_ref());
        said.add_list(Part::Quotes, quotes);
        said.add_list(Part::Shelves, shelves);
        said
    }

    fn add(&mut self, part: Part, value: Option<&impl Serialize>) {
        if let Some(value) = value {
            self.0.push((part.code(), digest(value)));
        }
    }

    fn add_list(&mut self, part: Part, values: &[impl Serialize]) {
        if !values.is_empty() {
            self.0.push((part.code(), digest(&values)));
        }
    }

    /// What the list said of a part.
    pub(super) fn of(&self, part: Part) -> Option<u32> {
        let code = part.code();
        self.0
            .iter()
            .find(|(known, _)| *known == code)
            .map(|(_, digest)| *digest)
    }

    /// As it is kept.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.0.len() * 5);
        for (code, digest) in &self.0 {
            bytes.push(*code);
            bytes.extend(digest.to_be_bytes());
        }
        bytes
    }

    /// As it was kept. What a newer version keeps of further parts is carried along.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let parts = bytes.chunks_exact(5);
        Self(
            parts
                .map(|part| {
                    (
                        part[0],
                        u32::from_be_bytes([part[1], part[2], part[3], part[4]]),
                    )
                })
                .collect(),
        )
    }
}

/// The digest of a value: of its JSON, so that it is the same in every version of the program and on every machine.
pub(super) fn digest(value: &(impl Serialize + ?Sized)) -> u32 {
    let mut fnv = Fnv(0xcbf2_9ce4_8422_2325);
    // Neither such values nor this writer can fail.
    let _ = serde_json::to_writer(&mut fnv, value);
    // Both halves count.
    let folded = (fnv.0 >> 32) ^ (fnv.0 & u64::from(u32::MAX));
    u32::try_from(folded).unwrap_or(u32::MAX)
}

/// FNV-1a: the standard library's own hasher may change with its version, and these digests are kept.
struct Fnv(u64);

impl io::Write for Fnv {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_back() {
        let mut row = Row::default();
        row.fields.title = "Kim".into();
        row.fields.tags = vec!["a".into()];
        row.extras.shelves = vec!["x".into()];
        let said = Said::by(&row, &row.fields);
        assert_eq!(Said::read(&said.bytes()), said);
        assert_eq!(said.of(Part::Title), Some(digest("Kim")));
        assert_eq!(said.of(Part::Review), None);
        assert_eq!(Said::read(&[1, 2, 3]), Said::default());
    }

    #[test]
    fn digests_are_the_same_for_ever() {
        assert_eq!(digest("Kim"), digest(&"Kim".to_owned()));
        assert_eq!(digest("Kim"), 2_348_617_742);
    }
}
