//! Every target for a moment, on samples that are damaged the same way every time.

use std::collections::HashSet;

use super::damage::Chance;
use super::{TARGETS, Target};

macro_rules! samples {
    ($($name:literal),* $(,)?) => {
        [$(include_bytes!(concat!("../../tests/samples/", $name)).to_vec()),*]
    };
}

/// So many damaged files a target is given: all targets together take some seconds.
const FILES: u64 = 1_500;
/// A file on the disk takes longer.
const FILES_ON_DISK: u64 = 400;

#[track_caller]
fn withstands(target: Target, files: u64, samples: &[Vec<u8>]) {
    for sample in samples {
        target(sample);
    }
    for seed in 0..files {
        let bytes = Chance::new(seed).damaged(samples);
        // What the failed file was is told by its seed.
        let withstood = std::panic::catch_unwind(|| target(&bytes)).is_ok();
        assert!(
            withstood,
            "seed {seed}: {:?}",
            String::from_utf8_lossy(&bytes)
        );
    }
}

macro_rules! withstand {
    ($($name:ident, $files:expr, $samples:expr;)*) => {
        $(
            #[test]
            fn $name() {
                withstands(super::$name, $files, &$samples);
            }
        )*

        #[test]
        fn no_target_is_forgotten() {
            let tried: HashSet<&str> = [$(stringify!($name)),*].into();
            let all: HashSet<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
            assert_eq!(tried, all);
        }
    };
}

withstand! {
    goodreads, FILES, samples!["goodreads_24col.csv", "goodreads_31col.csv", "goodreads_23col_excel_resaved.csv"];
    storygraph, FILES, samples!["storygraph_23col.csv"];
    librarything, FILES, samples!["librarything_49col.tsv", "librarything_54col.tsv"];
    librarything_json, FILES, samples!["librarything.json"];
    openreads, FILES, samples!["openreads.csv"];
    openreads_backup, FILES_ON_DISK, samples!["Openreads-2026_1_7-22_24_41.backup"];
    openreads_list, FILES, samples!["openreads_books.backup"];
    booklogr, FILES, samples!["booklogr.csv"];
    bookwyrm, FILES, samples!["bookwyrm.csv"];
    jelu, FILES, samples!["jelu.csv"];
    openlibrary, FILES, samples!["openlibrary_reading_log_v1.csv", "openlibrary_reading_log_v2.csv"];
    calibre, FILES_ON_DISK, [metadata_db()];
    calibre_csv, FILES_ON_DISK, samples!["calibre_catalog.csv"];
    calibre_json, FILES, samples!["calibredb_list_all_for_machine.json"];
    tellico, FILES_ON_DISK, samples!["tellico.xml"];
    bibtex, FILES, samples!["references.bib"];
    ris, FILES, samples!["references.ris"];
    bookplate_csv, FILES, samples!["bookplate.csv"];
    bookplate_json, FILES, samples!["bookplate.json"];
    table_suggested, FILES, tables();
    table_mapped, FILES, tables();
    table_kept, FILES, tables();
    any_file, FILES_ON_DISK, any();
    html, FILES, [reviews()];
    dates, FILES, [b"2024/02/29\n31/01/2024\n6/15/20\n2/5/21 0:00\n2024-01-31T00:00:00Z\n1887\n-700\nMay 2001\n##\n".to_vec()];
    money, FILES, [b"$9.99\n4,50 EUR\n12.50 CHF\nR$ 1.234,56\n1 200 JPY\n9.78E+12\n=\"0000000019\"\n4.25\n".to_vec()];
    names, FILES, [people()];
}

fn tables() -> [Vec<u8>; 5] {
    samples![
        "bookwyrm.csv",
        "jelu.csv",
        "calibre_catalog.csv",
        "librarything_49col.tsv",
        "storygraph_23col.csv"
    ]
}

fn any() -> Vec<Vec<u8>> {
    let all = samples![
        "Openreads-2026_1_7-22_24_41.backup",
        "bookplate.json",
        "calibredb_list_all_for_machine.json",
        "goodreads_24col.csv",
        "librarything.json",
        "librarything_54col.tsv",
        "openlibrary_reading_log_v2.csv",
        "references.bib",
        "references.ris",
        "tellico.xml",
    ];
    all.into_iter().chain([metadata_db()]).collect()
}

fn reviews() -> Vec<u8> {
    "<b>bold <i>both</i></b><br/><p class='a'>one &amp; <a href=\"https://e.org/?a=1\">two</a></p><ul><li>x<ol><li>y</ol></ul>\
     <blockquote>q<pre>a\n b</pre></blockquote><spoiler>s</spoiler> <h2>h</h2> **m** [l](a) || \\* <y> &eacute;"
        .into()
}

fn people() -> Vec<u8> {
    "Le Guin, Ursula K.\nKing, Martin, Jr.\nÉmile Zoë-Translator, Jane  Doe\n夏目 漱石\nA Study in Scarlet (Sherlock Holmes, #1)\n\
     T (A, #1; B #2-3)\nDoe (Illustrator); Roe & Poe\n"
        .into()
}

/// A library of Calibre.
fn metadata_db() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("metadata.db");
    let db = rusqlite::Connection::open(&path).unwrap();
    db.execute_batch(include_str!("../../tests/samples/calibre.sql"))
        .unwrap();
    drop(db);
    std::fs::read(path).unwrap()
}
