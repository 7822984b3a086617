//! A catalogue: one file that needs nothing beside it, in which whatever a book holds is text.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use interchange::{FileFormat, LostPart};
use library::{
    BookExtras, BookFields, Contributor, CoverPicture, Format, Label, Library, LibraryError,
    LibraryKey, Rating, Role, SeriesPlace, Status, SystemClock,
};
use proptest::strategy::{Strategy, ValueTree};
use sha2::{Digest, Sha256};

use super::own_json::{PIXEL, fill, whole};

const HTML: FileFormat = FileFormat::Html;

fn library(folder: &Path) -> Library {
    let (path, key) = (folder.join("library.db"), LibraryKey::new(&[7; 32]));
    Library::create(&path, &key, Arc::new(SystemClock)).unwrap()
}

fn add(library: &Library, fields: &BookFields, extras: &BookExtras) {
    let label = Label::Imported {
        source: "test".into(),
        count: 1,
    };
    library
        .commit(label, |writer| {
            let id = writer.add_book(fields, None, None, extras)?;
            if fields.favourite {
                writer.add_cover(id, &CoverPicture::of(PIXEL.to_vec())?)?;
            }
            Ok::<_, LibraryError>(())
        })
        .unwrap();
}

/// The catalogue of all books, the last one first.
fn export(library: &Library, folder: &Path) -> String {
    let path = folder.join("books.html");
    let mut ids = library.all_ids().unwrap();
    ids.reverse();
    interchange::export(library, &ids, HTML, &path, |_| {}, &Arc::default()).unwrap();
    fs::read_to_string(path).unwrap()
}

fn between<'a>(text: &'a str, before: &str, behind: &str) -> &'a str {
    let (_, rest) = text.split_once(before).unwrap();
    rest.split_once(behind).unwrap().0
}

/// A text that would do something if it were not one.
const EVIL: &str = "</h2><img src=x onerror=\"alert(1)\">&amp;'";
const EVIL_AS_TEXT: &str = "&lt;/h2&gt;&lt;img src=x onerror=\"alert(1)\"&gt;&amp;amp;'";

fn evil() -> (BookFields, BookExtras) {
    let person = |role| Contributor {
        name: EVIL.into(),
        role,
    };
    let fields = BookFields {
        title: EVIL.into(),
        subtitle: Some(EVIL.into()),
        contributors: vec![person(Role::Author), person(Role::Other(EVIL.into()))],
        series: vec![SeriesPlace {
            name: EVIL.into(),
            number: Some(EVIL.into()),
        }],
        publisher: Some(EVIL.into()),
        language: Some("en\" onload=\"alert(1)".into()),
        format: Some(Format::Other(EVIL.into())),
        tags: vec![EVIL.into()],
        ..BookFields::default()
    };
    let extras = BookExtras {
        shelves: vec![EVIL.into()],
        ..BookExtras::default()
    };
    (fields, extras)
}

#[test]
fn whatever_a_book_holds_is_text() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    let (fields, extras) = evil();
    add(&library, &fields, &extras);
    let html = export(&library, folder.path());
    assert_eq!(html.matches("<img").count(), 0, "{html}");
    assert_eq!(html.matches("</h2>").count(), 1);
    assert!(!html.contains(" onload="));
    // The title (and once more on the cover that is made up), the subtitle, the people and the role, the series and its
    // number, the publisher, the form, the tag and the shelf.
    assert_eq!(html.matches(EVIL_AS_TEXT).count(), 12, "{html}");
}

#[test]
fn it_runs_nothing_and_asks_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let given: Vec<_> = (0..20)
        .map(|_| whole().new_tree(&mut runner).unwrap().current())
        .collect();
    fill(&library, &given);
    let html = export(&library, folder.path());
    let policy = between(&html, "Content-Security-Policy\" content=\"", "\"");
    let style = between(&html, "<style>", "</style>");
    let digest = STANDARD.encode(Sha256::digest(style));
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    assert!(
        policy.contains(&format!("style-src 'sha256-{digest}'")),
        "{policy}"
    );
    for foreign in [
        "<script", " style=", "http:", "https:", "url(", "@import", "<link",
    ] {
        assert!(!html.contains(foreign), "{foreign}");
    }
    assert_eq!(html.matches("<article").count(), given.len());
}

#[test]
fn a_book_as_it_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    let (other, extras) = (
        BookFields {
            title: "איש הולך".into(),
            ..BookFields::default()
        },
        BookExtras::default(),
    );
    let fields = BookFields {
        title: "Kim & Co.".into(),
        contributors: vec![
            Contributor {
                name: "Rudyard Kipling".into(),
                role: Role::Author,
            },
            Contributor {
                name: "Émile Zoë".into(),
                role: Role::Translator,
            },
        ],
        publisher: Some("Example House".into()),
        published: Some("2001-05".parse().unwrap()),
        first_published: Some("-0700".parse().unwrap()),
        language: Some("pt-br".into()),
        minutes: Some(65),
        status: Some(Status::DidNotFinish),
        rating: Some(Rating::from_quarters(17).unwrap()),
        favourite: true,
        ..BookFields::default()
    };
    add(&library, &fields, &extras);
    add(&library, &other, &extras);
    let html = export(&library, folder.path());
    for part in [
        "<p>2 books</p>",
        "<h2 lang=\"pt-br\">Kim &amp; Co.</h2>",
        "<bdi>Rudyard Kipling</bdi>, <bdi>Émile Zoë</bdi> <span class=\"role\">(translator)</span>",
        "<bdi>Example House</bdi> · <bdi>2001 (first 700 BC)</bdi> · <bdi>1\u{a0}h\u{a0}05\u{a0}min</bdi>",
        "aria-label=\"4.25 of 5 stars\"><span class=\"q17\">",
        "<span class=\"status\">Did not finish</span>",
        "aria-label=\"Favourite\"",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
    // In the order given.
    assert!(html.find("איש").unwrap() < html.find("Kim").unwrap());
    let picture = STANDARD
        .decode(between(&html, "data:image/jpeg;base64,", "\""))
        .unwrap();
    assert!(picture.starts_with(&[0xff, 0xd8, 0xff]));
}

#[test]
fn what_is_not_shown_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    let (fields, extras) = evil();
    let shown = BookFields {
        status: Some(Status::Paused),
        rating: Some(Rating::from_quarters(0).unwrap()),
        favourite: true,
        minutes: Some(65),
        language: None,
        ..fields
    };
    add(&library, &shown, &extras);
    let ids = library.all_ids().unwrap();
    assert_eq!(
        interchange::losses(&library, &ids, HTML, &AtomicBool::default()).unwrap(),
        []
    );
    let review = BookFields {
        review: Some("Good.".into()),
        ..shown
    };
    add(&library, &review, &extras);
    let ids = library.all_ids().unwrap();
    let losses = interchange::losses(&library, &ids, HTML, &AtomicBool::default()).unwrap();
    assert_eq!(losses.len(), 1);
    assert_eq!((losses[0].what, losses[0].books), (LostPart::Reviews, 1));
}
