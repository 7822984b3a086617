//! Our JSON: out of one library, into an empty one, and out again.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use interchange::{Choices, FileFormat, Report, Source, recognise};
use library::{
    BookExtras, BookFields, BookId, Contributor, CopyRecord, CoverPicture, CustomFieldForm,
    FieldKind, Format, Identifier, Isbn, Label, Library, LibraryError, LibraryKey, LoanRecord,
    Money, NamedValue, Outcome, OwnedCopy, PartialDate, Priority, ProgressRecord, ProgressUnit,
    Provenance, QuoteRecord, Rating, ReadingFacts, ReadingRecord, Role, SeriesPlace, ShelfForm,
    SortName, Stamp, Status, SystemClock, WishRecord,
};
use proptest::prelude::*;

struct Shelf {
    library: Library,
    folder: tempfile::TempDir,
}

impl Shelf {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let library =
            Library::create(&path, &LibraryKey::new(&[7; 32]), Arc::new(SystemClock)).unwrap();
        Self { library, folder }
    }

    fn export(&self) -> String {
        let path = self.folder.path().join("books.json");
        let ids = self.library.all_ids().unwrap();
        let stop = Arc::default();
        let format = FileFormat::BookplateJson;
        let done = interchange::export(&self.library, &ids, format, &path, |_| {}, &stop).unwrap();
        assert_eq!(usize::try_from(done.books).unwrap(), ids.len());
        fs::read_to_string(path).unwrap()
    }

    fn import(&self, path: &Path) -> Report {
        let source = Source::at(path).unwrap();
        assert_eq!(recognise(&source).unwrap(), FileFormat::BookplateJson);
        let rows = interchange::rows(&source, FileFormat::BookplateJson, None).unwrap();
        let choices = Choices::default();
        interchange::import(
            &self.library,
            "json",
            rows,
            &choices,
            |_| {},
            &Arc::default(),
        )
        .unwrap()
    }

    fn import_text(&self, text: &str) -> Report {
        let path = self.folder.path().join("to-import.json");
        fs::write(&path, text).unwrap();
        self.import(&path)
    }
}

pub(super) const PIXEL: &[u8] = &[
    0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 0x01, 0x00, 0x01, 0x00, 0x80, 0x00, 0x00, 0x00, 0x00, 0x00,
    0xff, 0xff, 0xff, 0x21, 0xf9, 0x04, 0x01, 0x00, 0x00, 0x00, 0x00, 0x2c, 0x00, 0x00, 0x00, 0x00,
    0x01, 0x00, 0x01, 0x00, 0x00, 0x02, 0x02, 0x44, 0x01, 0x00, 0x3b,
];

/// A book with everything that a library can hold of it.
#[derive(Debug, Clone)]
pub(super) struct Whole {
    fields: BookFields,
    extras: BookExtras,
    added: Option<Stamp>,
    provenance: Option<Provenance>,
    custom: Vec<(usize, u8)>,
    has_cover: bool,
}

fn text() -> impl Strategy<Value = String> {
    "[a-zA-Zé \"\\\\,;|()#:=+@<&\u{2028}本\u{5d0}]{1,12}"
}

fn optional_text() -> impl Strategy<Value = Option<String>> {
    prop::option::of("[-=+@]?[a-z\"\\\\\n;|()#:*é本 ]{1,20}")
}

fn date() -> impl Strategy<Value = PartialDate> {
    (
        -800_i32..2_030,
        prop::option::of(1_u8..13),
        prop::option::of(1_u8..29),
    )
        .prop_filter_map("there is no year 0", |(year, month, day)| {
            PartialDate::new(year, month, month.and(day)).ok()
        })
}

fn stamp() -> impl Strategy<Value = Stamp> {
    (2_000_i16..2_026, 1_i8..13, 1_i8..29, any::<bool>()).prop_map(|(year, month, day, exact)| {
        let time = if exact { "T10:20:30Z" } else { "" };
        format!("{year:04}-{month:02}-{day:02}{time}")
            .parse()
            .unwrap()
    })
}

fn money() -> impl Strategy<Value = Option<Money>> {
    prop::option::of((
        0_i64..100_000,
        prop::sample::select(vec!["EUR", "JPY", "KWD"]),
    ))
    .prop_map(|money| money.map(|(amount, currency)| Money::new(amount, currency).unwrap()))
}

fn fields() -> impl Strategy<Value = BookFields> {
    let people = prop::collection::vec((text(), 0_u8..4), 0..3).prop_map(|people| {
        let role = |number| match number {
            0 => Role::Author,
            1 => Role::Translator,
            2 => Role::Other("Letterer".into()),
            _ => Role::Contributor,
        };
        people
            .into_iter()
            .map(|(name, number)| Contributor {
                name,
                role: role(number),
            })
            .collect::<Vec<_>>()
    });
    let series = prop::collection::vec((text(), prop::option::of("[0-9]{1,2}(\\.5)?")), 0..3)
        .prop_map(|series| {
            series
                .into_iter()
                .map(|(name, number)| SeriesPlace { name, number })
                .collect::<Vec<_>>()
        });
    let words = (
        text(),
        optional_text(),
        optional_text(),
        people,
        series,
        optional_text(),
    );
    let edition = (
        prop::option::of(date()),
        prop::option::of(date()),
        any::<bool>(),
        prop::option::of(prop::sample::select(vec!["hardcover", "ebook", "Leaflet"])),
        prop::option::of(1_u32..2_000),
        money(),
    );
    let reader = (
        prop::option::of(prop::sample::select(vec![
            Status::WantToRead,
            Status::Reading,
            Status::Paused,
            Status::Read,
            Status::DidNotFinish,
        ])),
        prop::option::of(0_i64..=20),
        any::<bool>(),
        prop::collection::vec("[a-z]{1,5}", 0..4),
        optional_text(),
        optional_text(),
        optional_text(),
    );
    (words, edition, reader).prop_map(|(words, edition, reader)| {
        let (title, subtitle, original_title, contributors, series, house) = words;
        let (published, first_published, has_isbn, format, pages, price) = edition;
        let (status, rating, favourite, tags, description, review, notes) = reader;
        BookFields {
            title: format!("T{title}"),
            subtitle,
            original_title,
            contributors,
            series,
            publisher: house,
            published,
            first_published,
            isbn: has_isbn.then(|| Isbn::parse("9780000000019").unwrap()),
            identifiers: has_isbn
                .then(|| Identifier {
                    scheme: "asin".into(),
                    value: "B0".into(),
                })
                .into_iter()
                .collect(),
            language: favourite.then(|| "de".to_owned()),
            format: format.map(Format::from),
            pages,
            minutes: pages,
            price,
            status,
            rating: rating.and_then(|quarters| Rating::from_quarters(quarters).ok()),
            favourite,
            tags,
            description,
            review,
            notes,
            ..BookFields::default()
        }
    })
}

fn reading() -> impl Strategy<Value = ReadingRecord> {
    let progress =
        (stamp(), 0_u8..3, 0_u32..90, optional_text()).prop_map(|(at, unit, value, note)| {
            ProgressRecord {
                at: Some(at),
                unit: [
                    ProgressUnit::Page,
                    ProgressUnit::Percent,
                    ProgressUnit::Minute,
                ][usize::from(unit)],
                value,
                note,
            }
        });
    (
        prop::option::of(date()),
        prop::option::of(date()),
        prop::option::of(any::<bool>()),
        optional_text(),
        prop::collection::vec(progress, 0..3),
    )
        .prop_map(|(started, finished, outcome, note, mut progress)| {
            progress.sort_by(|one, other| one.at.cmp(&other.at));
            ReadingRecord {
                facts: ReadingFacts {
                    started,
                    finished,
                    outcome: outcome.map(|finished| {
                        if finished {
                            Outcome::Finished
                        } else {
                            Outcome::Abandoned
                        }
                    }),
                    note,
                },
                progress,
            }
        })
}

fn extras() -> impl Strategy<Value = BookExtras> {
    let loan = (
        text(),
        prop::option::of(date()),
        any::<bool>(),
        optional_text(),
    )
        .prop_map(|(person, since, back, note)| LoanRecord {
            person: format!("P{person}"),
            since,
            back,
            note,
            ..LoanRecord::default()
        });
    let copy = (optional_text(), money(), prop::collection::vec(loan, 0..3)).prop_map(
        |(location, price, loans)| CopyRecord {
            facts: OwnedCopy {
                location,
                price,
                ..OwnedCopy::default()
            },
            loans,
        },
    );
    let wish = (money(), optional_text(), stamp()).prop_map(|(price, note, added)| WishRecord {
        priority: Priority::High,
        price,
        note,
        added: Some(added),
    });
    let quote = (text(), optional_text(), stamp()).prop_map(|(text, place, added)| QuoteRecord {
        text: format!("Q{text}"),
        place,
        note: None,
        added: Some(added),
    });
    (
        prop::collection::vec(reading(), 0..3),
        prop::collection::vec(copy, 0..3),
        prop::option::of(wish),
        prop::collection::vec(quote, 0..3),
        prop::collection::vec(prop::sample::select(vec!["Zeta", "Alpha", "Mid"]), 0..3),
        stamp(),
        prop::option::of(stamp()),
    )
        .prop_map(
            |(readings, copies, wish, quotes, shelves, changed, trashed)| BookExtras {
                id: None,
                readings,
                copies,
                wish,
                quotes,
                shelves: shelves.into_iter().map(str::to_owned).collect(),
                changed: Some(changed),
                trashed,
            },
        )
}

pub(super) fn whole() -> impl Strategy<Value = Whole> {
    (
        fields(),
        extras(),
        prop::option::of(stamp()),
        prop::option::of("[a-z0-9]{1,6}"),
        prop::collection::vec((0_usize..3, 0_u8..100), 0..3),
        any::<bool>(),
    )
        .prop_map(|(fields, extras, added, id, custom, has_cover)| Whole {
            fields,
            extras,
            added,
            provenance: id.map(|id| Provenance {
                source: "goodreads".into(),
                id,
            }),
            custom,
            has_cover,
        })
}

fn own_field(at: usize) -> CustomFieldForm {
    let (name, kind) = [
        ("Spine", FieldKind::Text),
        ("Weight", FieldKind::Number),
        ("Signed", FieldKind::YesNo),
    ][at];
    CustomFieldForm {
        name: name.into(),
        kind,
        ..CustomFieldForm::default()
    }
}

/// Fills a library. The order of its shelves is not that of their names, nor that of their books.
pub(super) fn fill(library: &Library, books: &[Whole]) {
    let label = Label::Imported {
        source: "test".into(),
        count: 0,
    };
    library
        .commit(label, |writer| {
            for at in [2, 0, 1] {
                writer.ensure_field(&own_field(at))?;
            }
            for (name, query) in [("Zeta", None), ("Smart", Some("tag:a")), ("Alpha", None)] {
                writer.ensure_shelf(&ShelfForm {
                    name: name.into(),
                    query: query.map(str::to_owned),
                })?;
            }
            let mut ids: Vec<BookId> = Vec::new();
            for book in books {
                let mut fields = book.fields.clone();
                for (at, number) in &book.custom {
                    let value = match at {
                        2 => "yes".to_owned(),
                        _ => number.to_string(),
                    };
                    let kept = writer.named_value(&NamedValue {
                        field: own_field(*at),
                        value,
                    })?;
                    let kept = kept.unwrap();
                    fields.custom.retain(|value| value.field != kept.field);
                    fields.custom.push(kept);
                }
                let id = writer.add_book(
                    &fields,
                    book.added.clone(),
                    book.provenance.as_ref(),
                    &book.extras,
                )?;
                if book.has_cover {
                    writer.add_cover(id, &CoverPicture::of(PIXEL.to_vec())?)?;
                }
                if let Some(person) = fields.contributors.first() {
                    writer.set_sort_name(&SortName {
                        name: person.name.trim().to_owned(),
                        sort_name: format!("{}, X", person.name.trim()),
                    })?;
                }
                ids.push(id);
            }
            let turned: Vec<BookId> = ids.iter().rev().copied().collect();
            writer.order_on_shelf(
                &ShelfForm {
                    name: "Zeta".into(),
                    query: None,
                },
                &turned,
            )?;
            if let [one, other, ..] = ids[..] {
                writer.keep_pair_apart(one, other)?;
            }
            Ok::<_, LibraryError>(())
        })
        .unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn out_in_and_out_again_is_the_same_to_the_byte(books in prop::collection::vec(whole(), 0..6)) {
        let first = Shelf::new();
        fill(&first.library, &books);
        let written = first.export();
        let second = Shelf::new();
        let report = second.import_text(&written);
        prop_assert_eq!(&report.problems, &[]);
        prop_assert_eq!(usize::try_from(report.tally.added).unwrap(), books.len());
        prop_assert_eq!(second.export(), &written[..]);
        let again = second.import_text(&written);
        prop_assert_eq!(again.entry, None);
        // What was brought in goes with one undo.
        if report.entry.is_some() {
            second.library.undo(report.entry).unwrap();
        }
        prop_assert_eq!(second.library.all_ids().unwrap(), &[]);
    }

    #[test]
    fn damaged_files_never_panic(at in 0_usize..4_000, byte in any::<u8>()) {
        let file = r#"{"bookplate": 1, "shelves": [{"name": "A"}], "books": [{"title": "T", "rating": 4.25,
            "readings": [{"finished": "2024"}], "cover": {"media": "image/png", "data": "AA=="}}, {"title": "U"}]}"#;
        let mut bytes = file.as_bytes().to_vec();
        let at = at % bytes.len();
        bytes[at] = byte;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.json");
        fs::write(&path, bytes).unwrap();
        let source = Source::at(&path).unwrap();
        if let Ok(rows) = interchange::rows(&source, FileFormat::BookplateJson, None) {
            let _ = rows.collect::<Vec<_>>();
        }
    }
}

#[test]
fn what_cannot_be_understood_is_kept_and_told() {
    let shelf = Shelf::new();
    let report = shelf.import_text(
        r#"{"bookplate": 1, "books": [
            {"title": "Kim", "rating": 7, "mood": "merry", "moods": null, "pages": "many", "price": {"amount": "x", "currency": "EUR"},
             "series": [{"name": "S", "arc": "first"}], "copies": [{"loans": [{"person": "Ada", "by": "post"}]}],
             "contributors": [{"name": "Rudyard Kipling", "role": "author", "born/in": "Bombay"}],
             "identifiers": [{"scheme": "asin", "value": "B01", "shop": ["DE"]}]},
            {"subtitle": "No title"}, 12]}"#,
    );
    assert_eq!(report.tally.added, 3);
    let ids = shelf.library.all_ids().unwrap();
    let book = shelf.library.book(ids[0]).unwrap();
    let notes = book.fields.notes.unwrap();
    for kept in [
        "rating: 7",
        "mood: merry",
        "pages: many",
        "x EUR",
        "series.0.arc: first",
        "copies.0.loans.0.by: post",
        "contributors.0.born/in: Bombay",
        "identifiers.0.shop: DE",
    ] {
        assert!(notes.contains(kept), "{kept} is not in {notes}");
    }
    assert_eq!(book.fields.series[0].name, "S");
    assert_eq!(book.fields.contributors[0].name, "Rudyard Kipling");
    assert_eq!(book.fields.identifiers[0].value, "B01");
    assert!(shelf.export().contains("\"person\":\"Ada\""));
    assert_eq!(book.fields.rating, None);
    let columns: Vec<_> = report
        .problems
        .iter()
        .map(|problem| (problem.row, problem.column.clone().unwrap_or_default()))
        .collect();
    let pages = report.problems.iter();
    let mut pages = pages.filter(|problem| problem.column.as_deref() == Some("pages"));
    assert_eq!(
        pages.next().unwrap().message,
        "found string \"many\", expected a whole number; kept in the notes"
    );
    for (row, column) in [
        (1, "rating"),
        (1, "mood"),
        (1, "pages"),
        (1, "price"),
        (1, "contributors.0.born/in"),
        (2, "title"),
    ] {
        assert!(
            columns.contains(&(row, column.to_owned())),
            "{column}: {columns:?}"
        );
    }
    let other = shelf.library.book(ids[1]).unwrap();
    assert_eq!(other.fields.title, "Untitled (row 2)");
}

#[test]
fn a_bare_list_of_books_is_read_and_what_follows_damage_is_refused() {
    let shelf = Shelf::new();
    let list = r#"[{"title": "Kim", "contributors": [{"name": "Rudyard Kipling", "role": "author"}]},
        {"title": "Emma", "rating": 9}]"#;
    let report = shelf.import_text(list);
    assert_eq!((report.tally.added, report.problems.len()), (2, 1));
    assert!(shelf.export().contains("Rudyard Kipling"));
    assert_eq!(shelf.import_text(list).tally.added, 0);
    let path = shelf.folder.path().join("cut.json");
    fs::write(&path, &list[..list.len() - 20]).unwrap();
    let source = Source::at(&path).unwrap();
    let rows = interchange::rows(&source, FileFormat::BookplateJson, None).unwrap();
    let read: Vec<_> = rows.collect();
    assert_eq!(read.len(), 2);
    assert!(read[0].is_ok() && read[1].is_err());
}

#[test]
fn a_newer_version_is_refused_kindly() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.json");
    fs::write(&path, r#"{"bookplate": 99, "books": []}"#).unwrap();
    let source = Source::at(&path).unwrap();
    let error = interchange::rows(&source, FileFormat::BookplateJson, None).map(|_| ());
    let message = error.unwrap_err().to_string();
    assert!(
        message.contains("version 1") && message.contains("version 99"),
        "{message}"
    );
}
