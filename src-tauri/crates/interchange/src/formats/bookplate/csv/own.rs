//! Columns for fields of the reader's own: `Weight (own number)`, `Mood (own choice: calm; merry)`.

use library::{FieldKind, FieldPart};

use super::list::{guarded, texts};

const KINDS: [(FieldKind, &str); 5] = [
    (FieldKind::Text, "text"),
    (FieldKind::Number, "number"),
    (FieldKind::Date, "date"),
    (FieldKind::YesNo, "yes or no"),
    (FieldKind::Choice, "choice"),
];
const BEGIN: &str = " (own ";

/// What the column of a field is called.
pub(super) fn column(name: &str, kind: FieldKind, choices: &[String]) -> String {
    let word = KINDS.iter().find(|(known, _)| *known == kind);
    let word = word.map_or("text", |(_, word)| word);
    let choices: Vec<String> = choices
        .iter()
        .map(|choice| guarded(choice, &[';', '(']))
        .collect();
    let colon = if choices.is_empty() { "" } else { ": " };
    format!("{name}{BEGIN}{word}{colon}{})", choices.join("; "))
}

/// The field of a column, if it is one for such a field.
pub(super) fn field(column: &str) -> Option<FieldPart> {
    let at = column.rfind(BEGIN)?;
    let inside = column[at + BEGIN.len()..].strip_suffix(')')?;
    let (word, choices) = inside.split_once(": ").unwrap_or((inside, ""));
    let (kind, _) = KINDS.iter().find(|(_, known)| *known == word)?;
    let name = column[..at].trim();
    let choices = texts(choices);
    // A choice among nothing is a text.
    let kind = if choices.is_empty() && *kind == FieldKind::Choice {
        FieldKind::Text
    } else {
        *kind
    };
    (!name.is_empty()).then(|| FieldPart {
        name: name.to_owned(),
        kind,
        choices,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_says_what_field_it_is() {
        for (name, kind, choices) in [
            ("Spine", FieldKind::Text, vec![]),
            ("A (own text) b", FieldKind::YesNo, vec![]),
            ("Mood", FieldKind::Choice, vec!["a; b (own c)", "d\\: e)"]),
        ] {
            let choices: Vec<String> = choices.into_iter().map(str::to_owned).collect();
            let found = field(&column(name, kind, &choices)).unwrap();
            assert_eq!(
                found,
                FieldPart {
                    name: name.into(),
                    kind,
                    choices
                }
            );
        }
        assert_eq!(field("Title"), None);
        assert_eq!(field(" (own text)"), None);
        assert_eq!(field("x (own boat)"), None);
    }
}
