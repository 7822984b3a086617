//! Quotes: what a reader copies out of a book.

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::book::{
    self, Book, FieldErrors, check_optional, check_room, check_text, optional_line, optional_text,
    stamp,
};
use crate::change::Change;
use crate::error::LibraryError;
use crate::history::{Label, PartAct, short_title};
use crate::library::Library;
use crate::values::{BookId, QuoteId, Revision, Stamp};

/// What a reader copied out of a book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Quote {
    /// Its name among the quotes of its book.
    pub id: QuoteId,
    /// The words.
    pub text: String,
    /// Where they stand: a page, a chapter, a minute.
    pub place: Option<String>,
    /// What the reader thinks of them.
    pub note: Option<String>,
    /// When they were copied.
    pub added: Stamp,
}

/// A quote as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct QuoteForm {
    /// The words. Needed.
    pub text: String,
    /// Where they stand.
    pub place: Option<String>,
    /// What the reader thinks of them.
    pub note: Option<String>,
}

/// The quotes of a book, in the order in which they were copied.
pub(crate) fn of_book(db: &Connection, book: BookId) -> Result<Vec<Quote>, LibraryError> {
    let mut statement = db.prepare_cached(
        "SELECT position, text, place, note, added FROM quote WHERE book = ?1 ORDER BY position",
    )?;
    let rows = statement.query_map([book.raw()], |row| {
        Ok(Quote {
            id: QuoteId::from_raw(row.get(0)?),
            text: row.get(1)?,
            place: row.get(2)?,
            note: row.get(3)?,
            added: stamp(row, 4)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl QuoteForm {
    /// The quote that was typed, or what is wrong with it, field by field.
    fn check(&self) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        if self.text.trim().is_empty() {
            errors.push("text", "a quote needs its words");
        }
        check_text(&mut errors, || "text".to_owned(), &self.text);
        check_optional(&mut errors, "", "place", self.place.as_deref());
        check_optional(&mut errors, "", "note", self.note.as_deref());
        errors.into_result()?;
        Ok(Self {
            text: book::text(&self.text),
            place: optional_line(self.place.as_deref()),
            note: optional_text(self.note.as_deref()),
        })
    }
}

impl Library {
    /// Writes a quote: a new one, or the one named.
    pub fn save_quote(
        &self,
        book: BookId,
        base: Revision,
        quote: Option<QuoteId>,
        form: &QuoteForm,
    ) -> Result<Change<Book>, LibraryError> {
        self.change_part(book, base, |writer, before| {
            let quote_now = form.check()?;
            let act = if let Some(quote) = quote {
                find(before, quote)?;
                let mut update = writer.db().prepare_cached(
                    "UPDATE quote SET text = ?3, place = ?4, note = ?5 WHERE book = ?1 AND position = ?2",
                )?;
                update.execute(params![
                    book.raw(),
                    quote.raw(),
                    quote_now.text,
                    quote_now.place,
                    quote_now.note
                ])?;
                PartAct::Edited
            } else {
                check_room("quotes", before.quotes.len())?;
                let mut insert = writer.db().prepare_cached(
                    "INSERT INTO quote (book, position, text, place, note, added)
                     SELECT ?1, coalesce(max(position), 0) + 1, ?2, ?3, ?4, ?5 FROM quote WHERE book = ?1",
                )?;
                insert.execute(params![
                    book.raw(),
                    quote_now.text,
                    quote_now.place,
                    quote_now.note,
                    writer.stamp().as_str()
                ])?;
                PartAct::Added
            };
            Ok(label(act, before))
        })
    }

    /// Deletes a quote.
    pub fn delete_quote(
        &self,
        book: BookId,
        base: Revision,
        quote: QuoteId,
    ) -> Result<Change<Book>, LibraryError> {
        self.change_part(book, base, |writer, before| {
            find(before, quote)?;
            let mut delete = writer
                .db()
                .prepare_cached("DELETE FROM quote WHERE book = ?1 AND position = ?2")?;
            delete.execute([book.raw(), quote.raw()])?;
            Ok(label(PartAct::Removed, before))
        })
    }
}

fn find(book: &Book, quote: QuoteId) -> Result<&Quote, LibraryError> {
    let mut quotes = book.quotes.iter();
    quotes
        .find(|candidate| candidate.id == quote)
        .ok_or(LibraryError::NotFound)
}

fn label(act: PartAct, book: &Book) -> Label {
    Label::Quote {
        act,
        title: short_title(&book.fields.title),
    }
}
