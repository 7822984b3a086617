//! Files of JSON, whole and broken.

use serde::de::DeserializeOwned;

use super::Pieces;
use crate::ImportError;

type Told = (Option<String>, String, u64);

fn pieces(json: &str, parted: &'static [&'static str]) -> Result<Vec<Told>, String> {
    let pieces = Pieces::new(std::io::Cursor::new(json.to_owned()), parted);
    pieces
        .map_err(|error| error.to_string())?
        .map(|piece| piece.map(|piece| (piece.key, piece.text, piece.line)))
        .collect::<Result<_, _>>()
        .map_err(|error| error.to_string())
}

fn told(key: &str, text: &str, line: u64) -> Told {
    let key = (!key.is_empty()).then(|| key.to_owned());
    (key, text.to_owned(), line)
}

#[test]
fn parts_arrays_and_objects() {
    assert_eq!(
        pieces("\u{feff} [1,\n {\"a\": [\"]}\\\"\"]} ,\"x\",null]\n", &[]),
        Ok(vec![
            told("", "1", 1),
            told("", "{\"a\": [\"]}\\\"\"]}", 2),
            told("", "\"x\"", 2),
            told("", "null", 2),
        ])
    );
    assert_eq!(
        pieces("{\"a\" : {},\n\"b\\u00e9\":[1,2],}", &[]),
        Ok(vec![told("a", "{}", 1), told("bé", "[1,2]", 2)])
    );
    assert_eq!(pieces("[]", &[]), Ok(vec![]));
    assert_eq!(pieces(" {\n}\n", &[]), Ok(vec![]));
}

#[test]
fn parts_the_arrays_in_an_object() {
    assert_eq!(
        pieces(
            "{\"v\":1,\"books\":[{},\n{\"books\":[3]}],\"shelves\":[],\"books\":2}",
            &["books", "shelves"]
        ),
        Ok(vec![
            told("v", "1", 1),
            told("books", "{}", 1),
            told("books", "{\"books\":[3]}", 2),
            told("books", "2", 2),
        ])
    );
}

#[test]
fn says_where_a_file_is_broken() {
    let cut = "the end of the file (the file may have been cut off)";
    for (json, message) in [
        (
            "[1,\n 2",
            format!("line 2, column 2: expected the end of what begins here, found {cut}"),
        ),
        (
            "[1\n",
            format!("line 2, column 1: expected “,” or “]”, found {cut}"),
        ),
        (
            "[\"a",
            format!("line 1, column 2: expected the end of what begins here, found {cut}"),
        ),
        (
            "[1] x",
            "line 1, column 5: expected the end of the file, found “x”".to_owned(),
        ),
        (
            "[1 2]",
            "line 1, column 4: expected “,” or “]”, found “2]”".to_owned(),
        ),
        (
            "{a:1}",
            "line 1, column 2: expected a name in quotation marks, found “a:1}”".to_owned(),
        ),
        (
            "{\"a\" 1}",
            "line 1, column 6: expected “:”, found “1}”".to_owned(),
        ),
        (
            "[,]",
            "line 1, column 2: expected a value, found “,]”".to_owned(),
        ),
        (
            "",
            "expected a list of books, found an empty file".to_owned(),
        ),
        (
            "12",
            "expected JSON (a list in [ ] or an object in { }), found “12”".to_owned(),
        ),
    ] {
        assert_eq!(pieces(json, &[]), Err(message), "{json}");
    }
}

fn first<T: DeserializeOwned>(json: &str) -> Result<T, ImportError> {
    Pieces::new(std::io::Cursor::new(json.to_owned()), &[])
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .parse()
}

#[test]
fn a_piece_says_where_it_is_broken() {
    let error = first::<serde_json::Value>("[ {\"a\":\n  nil}]").unwrap_err();
    let told = error.to_string();
    assert!(
        told.starts_with("line 2, column 4: expected JSON"),
        "{told}"
    );
    let error = first::<serde_json::Value>("[ {\"a\": nil}]").unwrap_err();
    let told = error.to_string();
    assert!(
        told.starts_with("line 1, column 10: expected JSON"),
        "{told}"
    );
    let deep = format!("[{}{}]", "[".repeat(100_000), "]".repeat(100_000));
    assert!(
        first::<serde_json::Value>(&deep).is_err(),
        "no stack is used up"
    );
}

#[test]
fn half_characters_and_raw_line_ends_are_read_all_the_same() {
    let text: String = first("[\"a\\ud83d \\ud83d\\ude00 \\\\ud83d \\\"\n\tb\"]").unwrap();
    assert_eq!(text, "a\u{fffd} 😀 \\ud83d \"\n\tb");
}

#[test]
fn a_large_file_is_read_in_pieces() {
    let entry = format!("{{\"t\":\"{}\"}}", "é\\\"".repeat(50_000));
    let json = format!("[{}]", vec![entry.as_str(); 40].join(",\n"));
    let all = pieces(&json, &[]).unwrap();
    assert_eq!(all.len(), 40);
    assert!(
        all.iter()
            .enumerate()
            .all(|(at, (_, text, line))| *text == entry && *line == at as u64 + 1)
    );
}

proptest::proptest! {
    #[test]
    fn never_panics(json in "[\\[{][\\[\\]{},:\"\\\\a1 \n]{0,40}") {
        if let Ok(all) = Pieces::new(std::io::Cursor::new(json), &["a"]) {
            for piece in all.flatten() {
                let _ = piece.parse::<serde_json::Value>();
            }
        }
    }
}
