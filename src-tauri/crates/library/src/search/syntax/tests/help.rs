//! What the window's help says of the language is what is read.

use std::path::Path;

use super::{own_fields, read, shown};
use crate::search::syntax::token::Scope;
use crate::search::syntax::{FIELDS, field_named, parse};

/// The English messages, in which the help is written.
fn messages() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/messages/en.ts");
    std::fs::read_to_string(path).unwrap()
}

/// The texts in single quotes that follow `before`.
fn quoted_after<'a>(messages: &'a str, before: &'a str) -> impl Iterator<Item = &'a str> {
    messages.split(before).skip(1).map(|rest| {
        let text = rest.trim_start().strip_prefix('\'').unwrap();
        text.split('\'').next().unwrap()
    })
}

#[test]
fn every_example_is_understood() {
    let messages = messages();
    let examples: Vec<&str> = quoted_after(&messages, "example: ").collect();
    assert!(!examples.is_empty());
    for example in examples {
        let (meaning, problems) = read(example);
        assert_eq!(problems, Vec::<String>::new(), "{example}");
        assert!(
            example == "dragons" || meaning != format!("[{example}]"),
            "{example} is but words"
        );
    }
    // A field of the reader's own is one only for who has it.
    assert_ne!(
        shown(&parse("#signed:yes", &own_fields()).query),
        "[#signed:yes]"
    );
}

#[test]
fn every_field_is_named() {
    let messages = messages();
    let (_, help) = messages.split_once("fieldsTitle: ").unwrap();
    let named: Vec<&str> = quoted_after(help, " fields:\n")
        .next()
        .unwrap()
        .trim_end_matches('.')
        .split([',', ';'])
        .map(str::trim)
        .collect();
    for name in &named {
        assert!(
            field_named(Scope::Every, name, &[]).is_some(),
            "{name} is no field"
        );
    }
    for field in FIELDS {
        let name = field.names[0];
        let is_shown = quoted_after(&messages, "example: ")
            .any(|example| example.starts_with(&format!("{name}:")));
        assert!(
            is_shown || named.contains(&name),
            "{name} is not in the help"
        );
    }
}
