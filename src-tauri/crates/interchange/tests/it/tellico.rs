//! Collections of Tellico, packed and plain.

use std::fmt::Write as _;
use std::fs;
use std::time::{Duration, Instant};

use interchange::{FileFormat, Row, Source};
use library::{FieldKind, Format, Role, Status};

use crate::openreads_backup::archive;
use crate::problems;
use crate::sources::{error_of_file, rows_of, rows_of_file};

/// A collection with these entries, as Tellico 3 writes it.
fn collection(entries: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tellico PUBLIC '-//Robby Stephenson/DTD Tellico V11.0//EN' 'http://periapsis.org/tellico/dtd/v11/tellico.dtd'>
<tellico xmlns="http://periapsis.org/tellico/" syntaxVersion="11">
 <collection title="My Books" type="2">
  <fields>
   <field title="Title" flags="8" category="General" format="1" type="1" name="title"/>
   <field title="Rating" flags="2" category="Personal" format="4" type="14" name="rating">
    <prop name="maximum">10</prop>
    <prop name="minimum">1</prop>
   </field>
   <field title="Mood" flags="0" category="Personal" format="4" type="3" allowed="Grim;Gay" name="mood"/>
   <field title="Lent often" flags="0" category="Personal" format="4" type="4" name="often"/>
   <field title="Weight" flags="0" category="Personal" format="4" type="6" name="weight"/>
   <field title="Seen on" flags="0" category="Personal" format="3" type="12" name="seen"/>
   <field title="Places" flags="1" category="Personal" format="4" type="1" name="place"/>
   <field title="Long words" flags="0" category="Long" format="4" type="2" name="long"/>
   <field title="Stories" flags="1" category="Stories" format="4" type="8" name="story"><prop name="columns">2</prop></field>
  </fields>
{entries}
  <images>
   <image format="JPEG" id="c.jpeg" width="1" height="1"/>
  </images>
 </collection>
 <borrowers>
  <borrower uid="Z" name="Ashley &amp; Co">
   <loan loanDate="2012-10-12" dueDate="" uid="T1" entryRef="1">take care</loan>
   <loan loanDate="2012-10-12" dueDate="" uid="T1" entryRef="1">take care</loan>
  </borrower>
 </borrowers>
</tellico>
"#
    )
}

const FULL: &str = r#"  <entry id="1">
   <title>A Study in Scarlet</title>
   <subtitle>Being a Reprint</subtitle>
   <authors>
    <author>Doyle, Arthur Conan</author>
    <author>Ada Able</author>
   </authors>
   <translators><translator>Émile Zoë</translator></translators>
   <editors><editor>Le Guin, Ursula K.</editor></editors>
   <binding>Hardback</binding>
   <pur_date>2023-12-25</pur_date>
   <pur_price>€4,50</pur_price>
   <publisher>Example &amp; Sons</publisher>
   <edition>2nd</edition>
   <cr_years><cr_year>1887</cr_year></cr_years>
   <pub_year>2001</pub_year>
   <isbn>0-00-000001-9</isbn>
   <lccn>12345</lccn>
   <pages>123</pages>
   <languages><language>English</language><language>French</language></languages>
   <genres><genre>Crime</genre><genre>Short; sharp</genre></genres>
   <keywords><keyword>london</keyword></keywords>
   <series>Sherlock Holmes</series>
   <series_num>1</series_num>
   <condition>Used</condition>
   <signed>true</signed>
   <read>true</read>
   <loaned>true</loaned>
   <rating>9</rating>
   <cover>c.jpeg</cover>
   <plot>A &lt;b&gt;detective&lt;/b&gt; novel.</plot>
   <comments>Borrowed&#x20;from Ada</comments>
   <id>1</id>
   <cdate calendar="gregorian"><year>2012</year><month>10</month><day>07</day></cdate>
   <mdate calendar="gregorian"><year>2012</year><month>10</month><day>12</day></mdate>
   <mood>Grim</mood>
   <often>true</often>
   <weight>250</weight>
   <seen calendar="gregorian"><year>2020</year><month>5</month></seen>
   <places><place>Desk</place><place>Shelf</place></places>
   <long>one<![CDATA[
two & <three>]]></long>
   <storys><story><column>One</column><column>1887</column></story><story><column>Two</column></story></storys>
  </entry>"#;

fn own(row: &Row) -> Vec<(&str, FieldKind, &str)> {
    let all = row.custom.iter();
    all.map(|own| (own.field.name.as_str(), own.field.kind, own.value.as_str()))
        .collect()
}

#[test]
fn a_packed_collection_with_everything() {
    let xml = collection(FULL);
    let packed = archive(&[
        ("tellico.xml", xml.as_bytes()),
        ("images/c.jpeg", b"picture"),
    ]);
    let (format, rows) = rows_of_file(&packed);
    assert_eq!((format, rows.len()), (FileFormat::Tellico, 1));
    let (row, fields) = (&rows[0], rows[0].fields.normalised());
    assert_eq!(problems(row), [""; 0]);
    assert_eq!(fields.title, "A Study in Scarlet");
    assert_eq!(fields.subtitle.as_deref(), Some("Being a Reprint"));
    let people: Vec<(&str, &Role)> = fields
        .contributors
        .iter()
        .map(|p| (p.name.as_str(), &p.role))
        .collect();
    assert_eq!(
        people,
        [
            ("Arthur Conan Doyle", &Role::Author),
            ("Ada Able", &Role::Author),
            ("Ursula K. Le Guin", &Role::Editor),
            ("Émile Zoë", &Role::Translator),
        ]
    );
    assert_eq!(fields.format, Some(Format::Hardcover));
    assert_eq!(fields.publisher.as_deref(), Some("Example & Sons"));
    assert_eq!(fields.published, "2001".parse().ok());
    assert_eq!(fields.isbn, "9780000000019".parse().ok());
    assert_eq!(
        (fields.pages, fields.rating.map(u8::from)),
        (Some(123), Some(18))
    );
    assert_eq!(fields.language.as_deref(), Some("English"));
    assert_eq!(fields.tags, ["Crime", "Short", "sharp", "london"]);
    assert_eq!(fields.series[0].number.as_deref(), Some("1"));
    assert_eq!(fields.status, Some(Status::Read));
    assert_eq!(
        fields.description.as_deref(),
        Some("A **detective** novel.")
    );
    let notes = fields.notes.unwrap();
    assert_eq!(
        notes,
        "Borrowed from Ada\n\nedition: 2nd\ncr_year: 1887\nlanguage: French\nLong words: one\ntwo & <three>"
    );
    assert_eq!(
        own(row),
        [
            ("Mood", FieldKind::Choice, "Grim"),
            ("Lent often", FieldKind::YesNo, "yes"),
            ("Weight", FieldKind::Number, "250"),
            ("Seen on", FieldKind::Date, "2020-5"),
            ("Places", FieldKind::Text, "Desk, Shelf"),
            ("Stories", FieldKind::Text, "One – 1887, Two"),
            ("Signed", FieldKind::YesNo, "yes"),
        ]
    );
    let copy = &row.extras.copies[0];
    assert_eq!(copy.facts.condition.as_deref(), Some("Used"));
    assert_eq!(copy.facts.acquired, "2023-12-25".parse().ok());
    assert_eq!(copy.facts.price.as_ref().unwrap().minor_units(), 450);
    assert_eq!(copy.loans.len(), 1, "a loan that stands there twice is one");
    let loan = &copy.loans[0];
    assert_eq!((loan.person.as_str(), loan.back), ("Ashley & Co", false));
    assert_eq!(loan.since, "2012-10-12".parse().ok());
    assert_eq!(loan.note.as_deref(), Some("take care"));
    assert_eq!(row.added.as_ref().unwrap().as_str(), "2012-10-07");
    assert_eq!(row.extras.changed.as_ref().unwrap().as_str(), "2012-10-12");
    assert_eq!(row.cover.as_ref().unwrap().read().unwrap(), b"picture");
    assert!(row.extras.readings.is_empty(), "no reading is made up");
}

#[test]
fn a_plain_collection_with_its_pictures_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("books.xml"), collection(FULL)).unwrap();
    fs::create_dir(folder.path().join("books_files")).unwrap();
    fs::write(folder.path().join("books_files/c.jpeg"), b"beside").unwrap();
    let (format, rows) = rows_of(&Source::at(folder.path().join("books.xml")).unwrap());
    assert_eq!(format, FileFormat::Tellico);
    assert_eq!(rows[0].cover.as_ref().unwrap().read().unwrap(), b"beside");
    assert_eq!(rows[0].line, 19);

    let away = collection("<entry id=\"2\"><title>T</title><cover>../secret.jpeg</cover></entry>");
    let (_, rows) = rows_of_file(away.as_bytes());
    assert!(rows[0].cover.is_none());
    assert_eq!(
        rows[0].fields.notes.as_deref(),
        Some("cover: ../secret.jpeg")
    );
}

#[test]
fn what_is_not_said_is_not_made_up() {
    let (_, rows) = rows_of_file(
        collection(
            "<entry id=\"9\"><title>T</title><read>false</read><rating>0</rating></entry><entry/>",
        )
        .as_bytes(),
    );
    assert_eq!(rows.len(), 2);
    let fields = &rows[0].fields;
    assert_eq!(
        (fields.status, fields.rating, &fields.notes),
        (None, None, &None)
    );
    assert!(
        rows[0].extras.copies.is_empty() && rows[0].custom.is_empty() && rows[0].added.is_none()
    );
    assert_eq!(rows[1].fields.title, "Untitled (row 2)");
}

#[test]
fn the_oldest_ratings_are_words() {
    let old = "<bookcase version=\"1\"><collection title=\"Books\" unit=\"book\"><book><title>T</title><rating>4 - Good</rating></book><book><title>U</title><rating>9 - Odd</rating></book></collection></bookcase>";
    let (format, rows) = rows_of_file(old.as_bytes());
    assert_eq!(format, FileFormat::Tellico);
    assert_eq!(rows[0].fields.rating.map(u8::from), Some(16));
    assert_eq!(rows[1].fields.notes.as_deref(), Some("rating: 9 - Odd"));
}

#[test]
fn broken_collections_say_where() {
    let whole = collection(FULL);
    let cut = error_of_file(&whole.as_bytes()[..whole.find("<pages>").unwrap()]);
    assert!(
        cut.starts_with("line 4") || cut.starts_with("line 3"),
        "{cut}"
    );
    assert!(cut.contains("expected"), "{cut}");
    let films = error_of_file(whole.replace("type=\"2\"", "type=\"3\"").as_bytes());
    assert_eq!(
        films,
        "expected a Tellico collection of books, found one of something else (“My Books”)"
    );
    let crossed =
        error_of_file(b"<tellico><collection><entry><title>T</entry></collection></tellico>");
    assert!(
        crossed.starts_with("line 1: expected XML, found something else"),
        "{crossed}"
    );
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE tellico [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;\">]><tellico><collection><entry><title>&b;</title></entry></collection></tellico>";
    assert_eq!(
        rows_of_file(laughs.as_bytes()).1[0].fields.title,
        "&b;",
        "no entity is unfolded"
    );
}

#[test]
fn thousands_of_entries_go_fast() {
    let mut entries = String::new();
    for id in 0..5_000 {
        writeln!(entries, "<entry id=\"{id}\"><title>T {id}</title><authors><author>A {id}</author></authors></entry>").unwrap();
    }
    let start = Instant::now();
    let (_, rows) = rows_of_file(collection(&entries).as_bytes());
    assert_eq!(rows.len(), 5_000);
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "{:?}",
        start.elapsed()
    );
}
