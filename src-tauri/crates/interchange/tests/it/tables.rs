//! The law of every reader, for the tables: rows in are rows out, whatever their cells hold, and no text vanishes.

use interchange::FileFormat;
use proptest::prelude::*;

use crate::lists;

/// The columns of each format, the one that is always a text of the reader's own first.
const TABLES: [(FileFormat, &str); 9] = [
    (
        FileFormat::StoryGraph,
        "Tags,Title,Authors,Contributors,ISBN/UID,Format,Read Status,Date Added,Last Date Read,Dates Read,Read Count,Star Rating,Review,Owned?",
    ),
    (
        FileFormat::LibraryThing,
        "Tags,Book Id,Title,Sort Character,Primary Author,Secondary Author,Secondary Author Roles,Publication,Date,Review,Rating,Summary,Media,Page Count,Acquired,Date Started,Date Read,Collections,Languages,ISBN,ISBNs,Copies,Entry Date,Lending Patron,Lending Status,Lending End,List Price,Purchase Price",
    ),
    (
        FileFormat::Openreads,
        "tags,title,author,status,favourite,deleted,rating,pages,publication_year,isbn,my_review,notes,book_format,readings,date_added,date_modified,start_date,reading_time",
    ),
    (
        FileFormat::BookLogr,
        "description,title,isbn,reading_status,current_page,total_pages,author,rating,notes",
    ),
    (
        FileFormat::BookWyrm,
        "review_cw,title,author_text,remote_id,isbn_10,isbn_13,start_date,finish_date,stopped_date,rating,review_name,review_content,shelf,shelf_name,shelf_date",
    ),
    (
        FileFormat::Jelu,
        "tags,Title,Author,ISBN,Publisher,Date Read,Shelves,Bookshelves,read_dates,authors,isbn10,owned,dropped_dates,currently_reading",
    ),
    (
        FileFormat::OpenLibrary,
        "Subjects,Work ID,Title,Authors,First Publish Year,Edition ID,Bookshelf,My Ratings",
    ),
    (
        FileFormat::CalibreCsv,
        "tags,title,title_sort,authors,author_sort,comments,formats,identifiers,isbn,languages,pubdate,rating,series,series_index,timestamp,uuid,#x",
    ),
    (
        FileFormat::BookplateCsv,
        "Tags,Bookplate Id,Title,Sort title,Authors,Other people,Series,Published,ISBN,Identifiers,Format,Pages,Price,Status,Rating,Favourite,Readings,Shelves,Copies,Wish,Wish price,Wished since,Quotes,Review,Private notes,Added,Changed,Weight (own number)",
    ),
];

/// Cells that people, programs and the devil write.
fn cell() -> impl Strategy<Value = String> {
    const KNOWN: [&str; 39] = [
        "",
        "0",
        "1",
        "-1",
        "4.25",
        "99999999999999999999",
        "9780000000019",
        "080442957X",
        "9.78E+12",
        "[0000000019]",
        "0000000019, 9780000000330",
        "2024/02/29",
        "2023-01-02T00:00:00.000|2023-01-15T00:00:00.000|5400000;||",
        "2023/01/02-2023/01/15, 2024/02/20-",
        "0101-01-01T00:00:00+00:00",
        "1970/01/01,1970/01/01",
        "2/5/21",
        "True",
        "true",
        "read",
        "to-read",
        "in_progress",
        "Currently reading",
        "Your library, Wishlist, Read but unowned, Cosy",
        "Example House (2001), Paperback, 123 pages",
        "Doyle, Arthur Conan & Zoë, Émile",
        "Ada|Ben||",
        "T (S, #1-3; Other #2)",
        "isbn:9780000000019,:,goodreads:900001",
        "$9.99",
        "[{\"content\":\"x\",\"quote_page\":4294967295}]",
        "[Return]",
        "<b>bold</b> &amp; <x",
        "\u{301}",
        "|||||",
        "? (did not finish) | x; 2024-03/; /",
        "words | p. 1 | | 2024-01-31; (a)(b; #;:",
        "high",
        "éTé",
    ];
    prop_oneof![
        6 => proptest::sample::select(&KNOWN[..]).prop_map(str::to_owned),
        1 => "[^\u{0}\\t\\r\\n\"\u{fffd}]{0,12}",
        1 => "[0-9TZ:./+, -]{0,26}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn every_row_arrives(cells in proptest::collection::vec(cell(), 28 * 2), mark in "[a-z]{12}") {
        for (format, header) in TABLES {
            let delimiter = if format == FileFormat::LibraryThing { b'\t' } else { b',' };
            let columns: Vec<&str> = header.split(',').collect();
            let mut writer = csv::WriterBuilder::new().delimiter(delimiter).quote_style(
                if delimiter == b'\t' { csv::QuoteStyle::Never } else { csv::QuoteStyle::Necessary },
            ).from_writer(vec![]);
            writer.write_record(&columns).unwrap();
            for row in cells.chunks(28) {
                let mut row: Vec<String> = row[..columns.len()].to_vec();
                row[0] = mark.clone();
                writer.write_record(&row).unwrap();
            }
            let rows = lists::read(format, &writer.into_inner().unwrap());
            prop_assert_eq!(rows.len(), 2, "{:?}", format);
            for row in rows {
                let told = format!("{:?}", (&row.fields, &row.extras));
                prop_assert!(told.contains(&mark), "{:?}: {}", format, told);
            }
        }
    }

    #[test]
    fn bytes_never_panic(at in 0..TABLES.len(), bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let (format, header) = TABLES[at];
        let header = if format == FileFormat::LibraryThing { header.replace(',', "\t") } else { header.to_owned() };
        let mut file = header.into_bytes();
        file.push(b'\n');
        file.extend(bytes);
        if let Ok((_, rows)) = lists::try_read(&file) {
            for row in rows {
                row.fields.normalised().check().unwrap();
            }
        }
    }
}
