//! What of a book the index holds, column by column.

use super::document::Document;
use super::mark::{Mark, custom_mark};
use super::names_of::{format_names, language_names};
use crate::book::{Role, StoredBook};
use crate::derived::Particulars;

/// What of a book is found by words: the index's columns, in its order.
#[derive(Debug, Default)]
pub(crate) struct Entry {
    columns: [Document; 14],
}

impl Entry {
    /// The columns' words.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(Document::as_str)
    }

    /// Composes the entry of a book.
    pub(crate) fn of(book: &StoredBook, parts: &Particulars) -> Self {
        let mut entry = Self::default();
        let [
            title,
            authors,
            people,
            series,
            publisher,
            tags,
            isbn,
            identifiers,
            description,
            review,
            notes,
            quotes,
            owning,
            custom,
        ] = &mut entry.columns;
        let fields = &book.fields;
        title.add_name(&fields.title);
        for text in [&fields.subtitle, &fields.original_title, &fields.sort_title]
            .into_iter()
            .flatten()
        {
            title.add_name(text);
        }
        for person in &fields.contributors {
            if person.role == Role::Author {
                authors.add_name(&person.name);
                continue;
            }
            people.add_name(&person.name);
            if let Some(mark) = mark_of(&person.role) {
                people.add_marked(&person.name, mark);
            }
        }
        for place in &fields.series {
            series.add_name(&place.name);
            series.add(place.number.as_deref().unwrap_or_default());
        }
        publisher.add_name(fields.publisher.as_deref().unwrap_or_default());
        for tag in &fields.tags {
            tags.add_name(tag);
        }
        if let Some(number) = fields.isbn {
            isbn.add(&number.to_string());
            isbn.add(&number.isbn10().unwrap_or_default());
        }
        for identifier in &fields.identifiers {
            identifiers.add_name(&identifier.value);
        }
        description.add(fields.description.as_deref().unwrap_or_default());
        review.add(fields.review.as_deref().unwrap_or_default());
        notes.add(fields.notes.as_deref().unwrap_or_default());
        for quote in &parts.quotes {
            quotes.add(quote);
        }
        for copy in &parts.copies {
            for (text, mark) in [
                (&copy.location, Mark::LOCATION),
                (&copy.condition, Mark::CONDITION),
                (&copy.source, Mark::SOURCE),
            ] {
                if let Some(text) = text {
                    owning.add(text);
                    owning.add_marked(text, mark);
                }
            }
        }
        for loan in parts.open_loans() {
            owning.add(&loan.person);
            owning.add_marked(&loan.person, Mark::LENT);
        }
        // Not found by plain words: "english" would find half of a library.
        for name in fields.language.iter().flat_map(|tag| language_names(tag)) {
            owning.add_marked(&name, Mark::LANGUAGE);
        }
        for name in fields.format.iter().flat_map(format_names) {
            owning.add_marked(name, Mark::FORMAT);
        }
        // By id: the index of a book must not depend on the order of the fields, which changes without it.
        let mut values: Vec<_> = fields.custom.iter().collect();
        values.sort_unstable_by_key(|value| value.field);
        for value in values {
            custom.add(&value.value);
            custom.add_marked(&value.value, Mark::custom(&custom_mark(value.field)));
        }
        entry
    }
}

fn mark_of(role: &Role) -> Option<Mark<'static>> {
    Some(match role {
        Role::Translator => Mark::TRANSLATOR,
        Role::Editor => Mark::EDITOR,
        Role::Illustrator => Mark::ILLUSTRATOR,
        Role::Narrator => Mark::NARRATOR,
        _ => return None,
    })
}
