//! Under what name a list knows a book.

use std::fmt::Write as _;

use library::Provenance;
use sha2::{Digest, Sha256};

use crate::Row;

/// How a name begins that the list does not give.
const MADE_UP: &str = "title:";

/// A name for a row whose list gives it none, made of its title and first person: the same file imported again is known
/// again. Where there is no title, it is made of all that the row says.
pub(crate) fn of_work(source: &str, row: &Row) -> Provenance {
    let fields = &row.fields;
    if row.is_untitled() {
        let mut fields = fields.clone();
        fields.title.clear();
        let more = &row.extras;
        let of_reader = (&more.readings, &more.copies, &more.wish, &more.quotes);
        // Texts and numbers do not fail to be written.
        let said = serde_json::to_string(&(&fields, of_reader, &more.shelves)).unwrap_or_default();
        return of_texts(source, "", &said);
    }
    let person = fields.contributors.first();
    of_texts(
        source,
        &fields.title,
        person.map_or("", |person| person.name.as_str()),
    )
}

/// The same, of the texts as the list has them.
pub(crate) fn of_texts(source: &str, title: &str, person: &str) -> Provenance {
    let mut digest = Sha256::new();
    digest.update(title);
    digest.update([0]);
    digest.update(person);
    let mut id = MADE_UP.to_owned();
    for byte in &digest.finalize()[..16] {
        // Writing to a string does not fail.
        let _ = write!(id, "{byte:02x}");
    }
    Provenance {
        source: source.to_owned(),
        id,
    }
}

/// Whether a name was made of the title: then it says which work a row is about, and not which of its editions.
pub(crate) fn is_made_up(provenance: &Provenance) -> bool {
    provenance.id.starts_with(MADE_UP)
}
