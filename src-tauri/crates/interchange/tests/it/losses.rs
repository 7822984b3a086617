//! What an export says it loses, beside what an import of it brings back.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use interchange::{Choices, FileFormat, LostPart, Report, Source, json_book, recognise};
use library::{Library, LibraryError, LibraryKey, SystemClock};
use proptest::prelude::*;
use serde_json::{Map, Value};

use super::own_json::{fill, whole};

/// The parts of a book as JSON that are not as they were where a part is lost.
fn members(lost: LostPart) -> &'static [&'static str] {
    use LostPart as Part;
    match lost {
        Part::FractionsOfStars | Part::Ratings => &["rating"],
        Part::Status | Part::Paused => &["status"],
        Part::FurtherReadings
        | Part::Readings
        | Part::StartDates
        | Part::PartialDates
        | Part::Progress
        | Part::ReadingNotes
        | Part::OpenReading => &["readings"],
        Part::CopyDetails | Part::Copies | Part::Loans | Part::FurtherCopies => &["copies"],
        Part::Wishes => &["wish"],
        Part::Quotes => &["quotes"],
        Part::Shelves => &["shelves", "tags"],
        // Of a library, not of a book.
        Part::ShelfOrder => &[],
        Part::Tags => &["tags"],
        Part::CustomFields => &["custom"],
        Part::Covers => &["cover"],
        Part::Identifiers => &["identifiers"],
        Part::Roles | Part::Names => &["contributors"],
        Part::Series => &["series"],
        Part::Descriptions => &["description"],
        Part::Reviews => &["review"],
        Part::Notes => &["privateNotes"],
        Part::Looks => &["description", "review", "privateNotes"],
        Part::Favourites => &["favourite"],
        Part::Prices => &["price"],
        Part::Titles => &["title"],
        Part::Subtitles => &["title", "subtitle"],
        Part::FurtherTitles => &["originalTitle", "sortTitle"],
        Part::Languages => &["language"],
        Part::Minutes => &["minutes"],
        Part::Provenance => &["provenance"],
        Part::Trash => &["trashed"],
        Part::Publishers => &["publisher"],
        Part::Published => &["published"],
        Part::FirstPublished => &["firstPublished"],
        Part::PublicationDays => &["published", "firstPublished"],
        Part::Isbns => &["isbn13", "isbn10"],
        Part::Formats => &["format"],
        Part::Pages => &["pages"],
        Part::Added | Part::TimesOfDay => &["added"],
    }
}

fn library(folder: &Path, name: &str) -> Library {
    Library::create(
        &folder.join(name),
        &LibraryKey::new(&[7; 32]),
        Arc::new(SystemClock),
    )
    .unwrap()
}

fn import(library: &Library, path: &Path, format: FileFormat) -> Report {
    let source = Source::at(path).unwrap();
    assert_eq!(recognise(&source).unwrap(), format);
    let rows = interchange::rows(&source, format, None).unwrap();
    let (choices, stop) = (Choices::default(), Arc::default());
    interchange::import(library, format.name(), rows, &choices, |_| {}, &stop).unwrap()
}

/// Whether a part of a book is not what it was. An import says where the book came from now beside where it came from before.
fn differs(name: &str, before: &Map<String, Value>, after: &Map<String, Value>) -> bool {
    let (before, after) = (before.get(name), after.get(name));
    match name {
        "id" | "changed" => false,
        "provenance" => {
            let listed = |value: Option<&Value>| {
                value.and_then(Value::as_array).cloned().unwrap_or_default()
            };
            let after = listed(after);
            !listed(before).iter().all(|known| after.contains(known))
        }
        _ => before != after,
    }
}

/// The only book of a library.
fn book(library: &Library) -> Map<String, Value> {
    let fields = library.custom_fields().unwrap();
    let mut found = Map::new();
    library
        .each_whole(&library.all_ids().unwrap(), |book| {
            let json = json_book(&book, &fields);
            found.clone_from(json.as_object().unwrap());
            Ok::<_, LibraryError>(())
        })
        .unwrap();
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_differs_was_told_and_what_was_told_differs(
        given in whole(),
        format in prop::sample::select(vec![
            FileFormat::Goodreads, FileFormat::StoryGraph, FileFormat::Bibtex, FileFormat::Ris,
        ]),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (library(folder.path(), "from.db"), library(folder.path(), "to.db"));
        fill(&from, &[given]);
        let ids = from.all_ids().unwrap();
        let losses = interchange::losses(&from, &ids, format, &AtomicBool::default()).unwrap();
        let path = folder.path().join("list");
        interchange::export(&from, &ids, format, &path, |_| {}, &Arc::default()).unwrap();
        prop_assert_eq!(import(&to, &path, format).tally.added, 1);

        let (before, after) = (book(&from), book(&to));
        let names: BTreeSet<&str> = before.keys().chain(after.keys()).map(String::as_str).collect();
        let differing: BTreeSet<&str> = names
            .into_iter()
            .filter(|name| differs(name, &before, &after))
            .collect();
        let told: Vec<LostPart> = losses.iter().map(|loss| loss.what).collect();
        for name in &differing {
            prop_assert!(
                told.iter().any(|lost| members(*lost).contains(name)),
                "{format:?} {name}: {:?} became {:?}, told: {told:?}", before.get(*name), after.get(*name)
            );
        }
        for lost in told {
            // What came in without a date was added at this very moment, as the import of it is; and pictures are not looked at.
            prop_assert!(
                [LostPart::Added, LostPart::Covers].contains(&lost)
                    || members(lost).iter().any(|name| differing.contains(name)),
                "{format:?} {lost:?} of {before:?}"
            );
        }
        // The same list says nothing new.
        let again = import(&to, &path, format);
        let now = book(&to);
        prop_assert_eq!(again.entry, None, "{:?}: {:?} became {:?}", again.tally, after, now);
    }
}
