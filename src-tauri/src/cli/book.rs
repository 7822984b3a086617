//! One book: show, add, edit, delete.

use std::io::{self, Write};

use interchange::json_book;
use library::{BookFields, BookId, Library, WholeBook};
use serde_json::json;

use super::{
    assignment::{Assignment, assigned},
    book_text,
    print::{Form, Printer},
    refusal::{Outcome, Refusal},
    words::AddWords,
};

/// Prints a book.
pub fn show(library: &Library, id: BookId, printer: Printer) -> Outcome {
    print(library, id, printer, book_text::write)
}

/// Adds a book and prints it.
pub fn add(library: &Library, words: AddWords, printer: Printer) -> Outcome {
    let mut assignments = vec![Assignment::new("title", words.title)];
    let authors = words.author.into_iter();
    assignments.extend(authors.map(|name| Assignment::new("author", name)));
    assignments.extend(words.set);
    let fields = assigned(
        &BookFields::default(),
        &assignments,
        &library.custom_fields()?,
    )?;
    let added = library.add(&fields)?.value;
    acknowledge(library, added.id, printer, "Added")
}

/// Changes a book and prints it.
pub fn edit(
    library: &Library,
    id: BookId,
    assignments: &[Assignment],
    printer: Printer,
) -> Outcome {
    let book = found(library, id)?;
    let fields = assigned(&book.book.fields, assignments, &library.custom_fields()?)?;
    let change = library.update(id, book.book.revision, &fields)?;
    let word = if change.entry.is_some() {
        "Changed"
    } else {
        "Nothing differs in"
    };
    acknowledge(library, id, printer, word)
}

/// What becomes of books that are deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deletion {
    /// They go to the trash.
    ToTrash,
    /// They leave the trash for good.
    ForGood,
}

/// Deletes books: all of them, or none when one is not there.
pub fn delete(library: &Library, ids: &[BookId], how: Deletion, printer: Printer) -> Outcome {
    for id in ids {
        let trashed = found(library, *id)?.book.trashed.is_some();
        match (how, trashed) {
            (Deletion::ToTrash, true) => {
                return Err(Refusal::new(format!(
                    "book {id} lies in the trash already: use --for-good to delete it there"
                )));
            }
            (Deletion::ForGood, false) => {
                return Err(Refusal::new(format!(
                    "book {id} is not in the trash: expected one that was deleted before"
                )));
            }
            _ => {}
        }
    }
    let (change, place) = match how {
        Deletion::ToTrash => (library.trash(ids)?, "put in the trash"),
        Deletion::ForGood => (library.delete_for_good(ids)?, "deleted for good"),
    };
    let count = change.value;
    let books = if count == 1 { "book" } else { "books" };
    printer.confirm(
        &json!({ "deleted": count, "ids": ids }),
        format_args!("{count} {books} {place}."),
    )
}

fn acknowledge(library: &Library, id: BookId, printer: Printer, word: &str) -> Outcome {
    if printer.form == Form::Json {
        return show(library, id, printer);
    }
    let book = found(library, id)?.book;
    printer.confirm(
        &(),
        format_args!("{word} {} ({id}).", super::print::tame(&book.fields.title)),
    )
}

fn print(
    library: &Library,
    id: BookId,
    printer: Printer,
    told: impl FnOnce(&mut dyn Write, &serde_json::Value) -> io::Result<()>,
) -> Outcome {
    let json = json_book(&found(library, id)?, &library.custom_fields()?);
    printer.print(&json, |out| told(out, &json))
}

fn found(library: &Library, id: BookId) -> Outcome<WholeBook> {
    let mut found = None;
    library.each_whole(&[id], |book| {
        found = Some(book);
        Ok::<_, library::LibraryError>(())
    })?;
    found.ok_or_else(|| Refusal::new(format!("there is no book with the id {id}")))
}
