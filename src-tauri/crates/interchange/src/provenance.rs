//! Under what name a list knows a book.

use std::fmt::Write as _;

use library::{BookFields, Provenance};
use sha2::{Digest, Sha256};

/// A name for a row whose list gives it none, made of its title and first person: the same file imported again is known
/// again.
pub(crate) fn of_work(source: &str, fields: &BookFields) -> Provenance {
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
    let mut id = "title:".to_owned();
    for byte in &digest.finalize()[..16] {
        // Writing to a string does not fail.
        let _ = write!(id, "{byte:02x}");
    }
    Provenance {
        source: source.to_owned(),
        id,
    }
}
