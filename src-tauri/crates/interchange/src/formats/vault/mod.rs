//! Notes for Obsidian and its like: a folder with one Markdown file a book, and their covers beside them.
//!
//! What is short stands in the properties at the head of a note (`front.rs`), where programs look for it; what is long, or
//! comes several times, stands below (`body.rs`).

mod body;
mod front;
mod name;
mod plain;

use std::fs;
use std::path::Path;

use library::{Contributor, Role, WholeBook};

use crate::export::{ExportError, Surroundings};
use crate::{money, told};
use front::Front;
use name::Names;

/// The folder of the covers within the folder.
const COVERS: &str = "covers";

/// The people whose part has a property of its own.
const PEOPLE: [(&str, Role); 5] = [
    ("authors", Role::Author),
    ("editors", Role::Editor),
    ("translators", Role::Translator),
    ("illustrators", Role::Illustrator),
    ("narrators", Role::Narrator),
];

/// Writes notes.
#[derive(Debug, Default)]
pub(crate) struct Vault {
    names: Names,
}

impl Vault {
    /// Writes the note of a book into the folder, and its cover.
    pub(crate) fn book(
        &mut self,
        folder: &Path,
        whole: &WholeBook,
        around: &Surroundings<'_>,
    ) -> Result<(), ExportError> {
        let name = self.names.of(whole);
        let cover = cover(folder, &name, whole, around)?;
        let mut note = front(&name, cover.as_deref(), whole, around).finish();
        body::write(&mut note, cover.as_deref(), whole);
        Ok(fs::write(folder.join(format!("{name}.md")), note)?)
    }
}

/// Writes the cover of a book, and gives its path within the folder.
fn cover(
    folder: &Path,
    name: &str,
    whole: &WholeBook,
    around: &Surroundings<'_>,
) -> Result<Option<String>, ExportError> {
    let Some(cover) = &whole.book.cover else {
        return Ok(None);
    };
    let picture = around.library.picture(&cover.hash)?;
    let ending = match picture.media.as_str() {
        "image/png" => "png",
        "image/webp" => "webp",
        "image/gif" => "gif",
        _ => "jpg",
    };
    fs::create_dir_all(folder.join(COVERS))?;
    let path = format!("{COVERS}/{name}.{ending}");
    fs::write(folder.join(&path), picture.bytes)?;
    Ok(Some(path))
}

fn front(name: &str, cover: Option<&str>, whole: &WholeBook, around: &Surroundings<'_>) -> Front {
    let mut front = Front::new();
    let fields = &whole.book.fields;
    front.text("title", Some(&fields.title));
    front.text("subtitle", fields.subtitle.as_deref());
    front.text("sort_title", fields.sort_title.as_deref());
    front.text("original_title", fields.original_title.as_deref());
    // What the name of the file cannot say, and what the book is called elsewhere: a link may use these too.
    let other_names = [Some(&fields.title), fields.original_title.as_ref()];
    let other_names = other_names.into_iter().flatten();
    front.list(
        "aliases",
        other_names.filter(|other| *other != name).cloned(),
    );
    people(&mut front, &fields.contributors);
    front.list(
        "series",
        fields.series.iter().map(|place| match &place.number {
            Some(number) => format!("{} #{number}", place.name),
            None => place.name.clone(),
        }),
    );
    front.text("publisher", fields.publisher.as_deref());
    front.date("published", fields.published);
    front.date("first_published", fields.first_published);
    let isbn = fields.isbn.as_ref().map(ToString::to_string);
    front.text("isbn", isbn.as_deref());
    let codes = fields.identifiers.iter();
    front.list(
        "identifiers",
        codes.map(|code| format!("{}:{}", code.scheme, code.value)),
    );
    front.text("language", fields.language.as_deref());
    front.text("format", fields.format.as_ref().map(told::format));
    front.bare("pages", fields.pages);
    front.bare("minutes", fields.minutes);
    front.text("price", fields.price.as_ref().map(money::told).as_deref());
    front.text("status", fields.status.map(told::status));
    front.bare("rating", fields.rating.map(told::stars));
    front.bare("favourite", fields.favourite.then_some(true));
    tags(&mut front, &fields.tags);
    let shelves = whole.book.shelves.iter();
    front.list("shelves", shelves.map(|shelf| shelf.name.clone()));
    owning_and_reading(&mut front, whole);
    front.text("cover", cover);
    for value in &fields.custom {
        if let Some(field) = around.fields.iter().find(|field| field.id == value.field) {
            front.own(&field.name, field.kind, &value.value);
        }
    }
    front.stamp("added", &whole.book.added);
    front.stamp("changed", &whole.book.changed);
    front.text("bookplate_id", Some(&format!("B{}", whole.book.id)));
    front
}

fn people(front: &mut Front, people: &[Contributor]) {
    for (name, role) in PEOPLE {
        let here = people.iter().filter(|person| person.role == role);
        front.list(name, here.map(|person| person.name.clone()));
    }
    let is_other = |person: &&Contributor| !PEOPLE.iter().any(|(_, role)| *role == person.role);
    let others = people.iter().filter(is_other);
    front.list(
        "people",
        others.map(|person| format!("{} ({})", person.name, person.role.name())),
    );
}

/// Obsidian's tags are of letters, digits, lines and strokes, and not of digits alone. Where that changes one, all of them
/// stand once more as they are.
fn tags(front: &mut Front, tags: &[String]) {
    let safe: Vec<String> = tags.iter().map(|tag| tag_of(tag)).collect();
    let are_same = safe == tags;
    front.list("tags", safe.into_iter().filter(|tag| !tag.is_empty()));
    if !are_same {
        front.list("tags_as_written", tags.iter().cloned());
    }
}

fn tag_of(tag: &str) -> String {
    let is_sign = |c: char| {
        c.is_alphanumeric() || matches!(c, '_' | '/') || !c.is_ascii() && !c.is_whitespace()
    };
    let parts = tag.split(|c| !is_sign(c)).filter(|part| !part.is_empty());
    let tag = parts.collect::<Vec<_>>().join("-");
    if !tag.is_empty() && tag.chars().all(|c| c.is_ascii_digit()) {
        format!("_{tag}")
    } else {
        tag
    }
}

/// Of the readings the last, of the copies how many, and who has them.
fn owning_and_reading(front: &mut Front, whole: &WholeBook) {
    let last = whole.book.readings.last().map(|reading| &reading.facts);
    front.date("started", last.and_then(|facts| facts.started));
    front.date("finished", last.and_then(|facts| facts.finished));
    let copies = &whole.book.copies;
    front.bare("copies", (!copies.is_empty()).then_some(copies.len()));
    let loans = copies.iter().flat_map(|copy| &copy.loans);
    let out = loans.filter(|loan| !loan.back);
    front.list("lent_to", out.map(|loan| loan.person.clone()));
    let wish = whole.book.wish.as_ref();
    front.text("wish", wish.map(|wish| told::priority(wish.priority)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_as_obsidian_knows_them() {
        for (tag, expected) in [
            ("crime", "crime"),
            ("Science fiction", "Science-fiction"),
            ("to-read", "to-read"),
            ("a/b_c", "a/b_c"),
            ("1984", "_1984"),
            ("C++ & more!", "C-more"),
            ("été 本", "été-本"),
            ("??", ""),
        ] {
            assert_eq!(tag_of(tag), expected);
        }
    }
}
