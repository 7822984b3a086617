//! One way to write what means the same, in each kind of field.

use super::{CustomField, FieldKind};
use crate::book::{FieldErrors, check_text, line};
use crate::search::fold;
use crate::values::{PartialDate, decimal};

/// The most digits before the point and after it, so that numbers can be compared as whole millionths.
const MOST_DIGITS: (usize, usize) = (12, 6);

impl FieldKind {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Text, "text"),
        (Self::Number, "number"),
        (Self::Date, "date"),
        (Self::YesNo, "yesNo"),
        (Self::Choice, "choice"),
    ];

    /// The name under which the library keeps it.
    pub(super) fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(kind, _)| *kind == self)
            .map_or("text", |(_, name)| name)
    }

    /// The kind of that name.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        let known = Self::ALL.iter().find(|(_, known)| *known == name);
        known.map(|(kind, _)| *kind)
    }

    /// A value that is not blank as it is kept, or what was expected and what was found.
    pub(super) fn canonical(self, typed: &str, choices: &[String]) -> Result<String, String> {
        let typed = line(typed);
        match self {
            Self::Text => Ok(typed),
            Self::Number => number(&typed),
            Self::Date => PartialDate::parse(&typed)
                .map(|date| date.to_string())
                .map_err(|error| error.to_string()),
            Self::YesNo => yes_or_no(&typed),
            Self::Choice => choice(&typed, choices),
        }
    }
}

impl CustomField {
    /// A value of this field as it is kept, or what is wrong with it.
    pub(crate) fn keep(&self, typed: &str) -> Result<String, String> {
        let mut errors = FieldErrors::default();
        check_text(&mut errors, String::new, typed);
        match errors.0.pop() {
            Some(error) => Err(error.message),
            None => self.kind.canonical(typed, &self.choices),
        }
    }
}

/// Digits, with a point and a fraction where there is one: `12,50` is kept as `12.5`.
fn number(typed: &str) -> Result<String, String> {
    let error = || {
        format!(
            "expected a number such as 12 or -3.5; found {}",
            quoted(typed)
        )
    };
    let (sign, digits) = match typed.strip_prefix(['-', '\u{2212}']) {
        Some(digits) => ("-", digits),
        None => ("", typed.strip_prefix('+').unwrap_or(typed)),
    };
    let (whole, fraction) = decimal::parts(digits).ok_or_else(error)?;
    if decimal::may_be_thousands(digits) {
        return Err(format!(
            "expected {sign}{whole}{fraction} or {sign}{whole}.{fraction}, as it is meant; found {}",
            quoted(typed)
        ));
    }
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    if whole.len() > MOST_DIGITS.0 || fraction.len() > MOST_DIGITS.1 {
        return Err(format!(
            "expected at most {} digits before the point and {} after it; found {}",
            MOST_DIGITS.0,
            MOST_DIGITS.1,
            quoted(typed)
        ));
    }
    Ok(match (whole, fraction) {
        ("", "") => "0".to_owned(),
        ("", fraction) => format!("{sign}0.{fraction}"),
        (whole, "") => format!("{sign}{whole}"),
        (whole, fraction) => format!("{sign}{whole}.{fraction}"),
    })
}

fn yes_or_no(typed: &str) -> Result<String, String> {
    match &*fold(typed) {
        "yes" | "y" | "true" | "on" | "1" => Ok("yes".to_owned()),
        "no" | "n" | "false" | "off" | "0" => Ok("no".to_owned()),
        _ => Err(format!("expected yes or no; found {}", quoted(typed))),
    }
}

fn choice(typed: &str, choices: &[String]) -> Result<String, String> {
    let folded = fold(typed);
    // The exact spelling first, should two differ in no more than what folding takes away.
    let exact = choices.iter().find(|choice| *choice == typed);
    let chosen = exact.or_else(|| choices.iter().find(|choice| fold(choice) == folded));
    chosen.cloned().ok_or_else(|| {
        let known: Vec<String> = choices
            .iter()
            .take(8)
            .map(|choice| quoted(choice))
            .collect();
        let more = if choices.len() > known.len() {
            " …"
        } else {
            ""
        };
        format!(
            "expected one of {}{more}; found {}",
            known.join(", "),
            quoted(typed)
        )
    })
}

/// A text as a message repeats it.
pub(super) fn quoted(text: &str) -> String {
    let short: String = text.chars().take(40).collect();
    format!("{short:?}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn writes_alike_what_means_the_same() {
        for (kind, typed, kept) in [
            (FieldKind::Text, " two  words\n", Some("two words")),
            (FieldKind::Number, "12,5", Some("12.5")),
            (FieldKind::Number, "-3.50", Some("-3.5")),
            (FieldKind::Number, "\u{2212}007", Some("-7")),
            (FieldKind::Number, "+.5", Some("0.5")),
            (FieldKind::Number, "-0.0", Some("0")),
            (FieldKind::Number, "5.", Some("5")),
            (
                FieldKind::Number,
                "999999999999.999999",
                Some("999999999999.999999"),
            ),
            (FieldKind::Number, "1234567890123", None),
            (FieldKind::Number, "0.1234567", None),
            (FieldKind::Number, ".", None),
            (FieldKind::Number, "1,234", None),
            (FieldKind::Number, "-123,000", None),
            (FieldKind::Number, "1.234", Some("1.234")),
            (FieldKind::Number, "0,125", Some("0.125")),
            (FieldKind::Number, "1234,125", Some("1234.125")),
            (FieldKind::Number, ",125", Some("0.125")),
            (FieldKind::Number, "1,2345", Some("1.2345")),
            (FieldKind::Number, "1e5", None),
            (FieldKind::Number, "1.2.3", None),
            (FieldKind::Number, "twelve", None),
            (FieldKind::Date, "2021-05", Some("2021-05")),
            (FieldKind::Date, "2021-02-30", None),
            (FieldKind::YesNo, "Y", Some("yes")),
            (FieldKind::YesNo, "FALSE", Some("no")),
            (FieldKind::YesNo, "maybe", None),
            (FieldKind::Choice, "sígned", Some("Signed")),
            (FieldKind::Choice, "lost", None),
        ] {
            let choices = ["Signed".to_owned(), "Unsigned".to_owned()];
            let found = kind.canonical(typed, &choices);
            assert_eq!(found.as_deref().ok(), kept, "{kind:?} {typed:?} {found:?}");
        }
    }

    #[test]
    fn says_what_was_expected_and_what_was_found() {
        let choices = ["A".to_owned(), "B".to_owned()];
        assert_eq!(
            FieldKind::Choice.canonical("c", &choices).unwrap_err(),
            "expected one of \"A\", \"B\"; found \"c\""
        );
        assert!(
            FieldKind::Number
                .canonical("x", &[])
                .unwrap_err()
                .ends_with("found \"x\"")
        );
        assert_eq!(
            FieldKind::Number.canonical("-1,234", &[]).unwrap_err(),
            "expected -1234 or -1.234, as it is meant; found \"-1,234\""
        );
    }

    #[test]
    fn a_kind_is_kept_under_the_name_that_the_window_uses() {
        for (kind, name) in FieldKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), name);
            assert_eq!(FieldKind::from_name(kind.name()), Some(kind));
        }
    }

    proptest! {
        #[test]
        fn what_is_kept_is_kept_as_it_is(typed in "[-+]?[0-9]{0,4}[.,]?[0-9]{0,4}|\\PC{0,12}") {
            for (kind, _) in FieldKind::ALL {
                if let Ok(kept) = kind.canonical(&typed, &["yes".to_owned()]) {
                    let again = kind.canonical(&kept, &["yes".to_owned()]);
                    prop_assert_eq!(again, Ok(kept));
                }
            }
        }
    }
}
