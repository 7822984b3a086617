//! `--set FIELD=VALUE`: every field of the edit form, by its name.

use std::{fmt, str::FromStr};

use library::{
    BookFields, BookForm, Contributor, CustomField, CustomValue, FieldErrors, Format, Isbn, Role,
};

use super::{
    refusal::{Outcome, Refusal},
    sorting::same,
    value::{identifier, price, rating, series, status, yes_or_no},
};

/// A field and what it is set to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    field: String,
    value: String,
}

impl FromStr for Assignment {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            Some((field, value)) if !field.trim().is_empty() => Ok(Self {
                field: field.trim().to_owned(),
                value: value.to_owned(),
            }),
            _ => Err("expected FIELD=VALUE".to_owned()),
        }
    }
}

impl Assignment {
    /// The assignment of `value` to `field`.
    pub fn new(field: &str, value: String) -> Self {
        Self {
            field: field.to_owned(),
            value,
        }
    }

    /// What it is set to, without outer blanks.
    pub(super) fn value(&self) -> &str {
        self.value.trim()
    }

    /// The refusal of a value that is not what was expected.
    pub(super) fn refused(&self, expected: impl fmt::Display) -> Refusal {
        let found: String = self.value.chars().take(60).collect();
        Refusal::new(format!(
            "{}: expected {expected}; found {found:?}",
            self.field
        ))
    }
}

/// Fields of one text, with the place in the form where they stand.
type TextField = (&'static str, fn(&mut BookForm) -> &mut Option<String>);

const TEXTS: [TextField; 13] = [
    ("subtitle", |form| &mut form.subtitle),
    ("sortTitle", |form| &mut form.sort_title),
    ("originalTitle", |form| &mut form.original_title),
    ("publisher", |form| &mut form.publisher),
    ("published", |form| &mut form.published),
    ("firstPublished", |form| &mut form.first_published),
    ("language", |form| &mut form.language),
    ("pages", |form| &mut form.pages),
    ("minutes", |form| &mut form.minutes),
    ("description", |form| &mut form.description),
    ("review", |form| &mut form.review),
    ("notes", |form| &mut form.notes),
    ("privateNotes", |form| &mut form.notes),
];

/// The words for the usual parts that people have in a book.
const ROLES: [(&str, Role); 8] = [
    ("author", Role::Author),
    ("translator", Role::Translator),
    ("editor", Role::Editor),
    ("illustrator", Role::Illustrator),
    ("narrator", Role::Narrator),
    ("foreword", Role::Foreword),
    ("afterword", Role::Afterword),
    ("contributor", Role::Contributor),
];

/// The fields of one book with these assignments made, checked as the window checks them.
///
/// Of a field that holds several values the first assignment replaces all, and each further one adds to them.
pub fn assigned(
    book: &BookFields,
    assignments: &[Assignment],
    own: &[CustomField],
) -> Outcome<BookFields> {
    let mut form = form_of(book);
    for (at, assignment) in assignments.iter().enumerate() {
        let before = &assignments[..at];
        let turn = if before.iter().any(|one| same(&one.field, &assignment.field)) {
            Turn::Further
        } else {
            Turn::First
        };
        assign(&mut form, assignment, turn, own)?;
    }
    let mut fields = form
        .check()
        .map_err(|errors: FieldErrors| Refusal::from(errors))?;
    if !assignments.iter().any(|one| same(&one.field, "price")) {
        fields.price.clone_from(&book.price);
    }
    Ok(fields)
}

/// Whether an assignment is the first to its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    First,
    Further,
}

fn assign(
    form: &mut BookForm,
    assignment: &Assignment,
    turn: Turn,
    own: &[CustomField],
) -> Outcome {
    let is = |name| same(&assignment.field, name);
    let value = assignment.value();
    if let Some((_, place)) = TEXTS.iter().find(|(name, _)| is(name)) {
        *place(form) = Some(assignment.value.clone());
    } else if let Some((_, role)) = ROLES.iter().find(|(name, _)| is(name)) {
        set_people(&mut form.contributors, role, several(value, ';'), turn);
    } else if is("title") {
        value.clone_into(&mut form.title);
    } else if is("isbn") || is("isbn13") {
        if !value.is_empty() {
            Isbn::parse(value).map_err(|error| assignment.refused_by(error))?;
        }
        form.isbn = Some(value.to_owned());
    } else if is("status") {
        form.status = status(assignment)?;
    } else if is("rating") {
        form.rating = rating(assignment)?;
    } else if is("favourite") || is("favorite") {
        form.favourite = yes_or_no(assignment)?;
    } else if is("format") {
        form.format = (!value.is_empty()).then(|| Format::from(value));
    } else if is("price") {
        form.price = price(assignment)?;
    } else if is("tags") || is("tag") {
        begin(&mut form.tags, turn);
        form.tags.extend(several(value, ','));
    } else if is("series") {
        begin(&mut form.series, turn);
        form.series
            .extend(several(value, ';').iter().map(|text| series(text)));
    } else if is("identifier") || is("identifiers") {
        begin(&mut form.identifiers, turn);
        for text in several(value, ',') {
            form.identifiers.push(identifier(assignment, &text)?);
        }
    } else {
        set_own(form, assignment, own)?;
    }
    Ok(())
}

fn begin<T>(values: &mut Vec<T>, turn: Turn) {
    if turn == Turn::First {
        values.clear();
    }
}

fn several(value: &str, separator: char) -> Vec<String> {
    value
        .split(separator)
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Puts people of one part where those of that part were named; authors come first.
fn set_people(people: &mut Vec<Contributor>, role: &Role, names: Vec<String>, turn: Turn) {
    let is_of_role = |person: &Contributor| person.role == *role;
    let mut at = match turn {
        Turn::Further => people.iter().rposition(is_of_role).map(|last| last + 1),
        Turn::First => people.iter().position(is_of_role),
    }
    .unwrap_or(if *role == Role::Author {
        0
    } else {
        people.len()
    });
    if turn == Turn::First {
        people.retain(|person| !is_of_role(person));
    }
    at = at.min(people.len());
    let persons = names.into_iter().map(|name| Contributor {
        name,
        role: role.clone(),
    });
    people.splice(at..at, persons);
}

impl Assignment {
    fn refused_by(&self, error: impl fmt::Display) -> Refusal {
        Refusal::new(format!("{}: {error}", self.field))
    }
}

fn set_own(form: &mut BookForm, assignment: &Assignment, own: &[CustomField]) -> Outcome {
    let name = assignment
        .field
        .strip_prefix("custom:")
        .unwrap_or(&assignment.field);
    let field = own
        .iter()
        .find(|field| field.name == name)
        .or_else(|| own.iter().find(|field| same(&field.name, name)))
        .ok_or_else(|| unknown(&assignment.field, own))?;
    form.custom.retain(|value| value.field != field.id);
    if !assignment.value.trim().is_empty() {
        form.custom.push(CustomValue {
            field: field.id,
            value: assignment.value.clone(),
        });
    }
    Ok(())
}

fn unknown(field: &str, own: &[CustomField]) -> Refusal {
    let mut names = vec![
        "title",
        "isbn",
        "status",
        "rating",
        "favourite",
        "format",
        "price",
        "tags",
        "series",
        "identifiers",
    ];
    names.extend(TEXTS.iter().map(|(name, _)| *name));
    names.extend(ROLES.iter().map(|(name, _)| *name));
    names.extend(own.iter().map(|field| field.name.as_str()));
    Refusal::new(format!(
        "expected a field ({}); found {field:?}",
        names.join(", ")
    ))
}

/// A book as the edit form begins with it.
fn form_of(book: &BookFields) -> BookForm {
    BookForm {
        title: book.title.clone(),
        subtitle: book.subtitle.clone(),
        sort_title: book.sort_title.clone(),
        original_title: book.original_title.clone(),
        contributors: book.contributors.clone(),
        series: book.series.clone(),
        publisher: book.publisher.clone(),
        published: book.published.map(|date| date.to_string()),
        first_published: book.first_published.map(|date| date.to_string()),
        isbn: book.isbn.map(|isbn| isbn.to_string()),
        identifiers: book.identifiers.clone(),
        language: book.language.clone(),
        format: book.format.clone(),
        pages: book.pages.map(|pages| pages.to_string()),
        minutes: book.minutes.map(|minutes| minutes.to_string()),
        // An amount is typed in another way than it is shown: it stays what it is unless it is set.
        price: None,
        status: book.status,
        rating: book.rating.map(|rating| i32::from(rating.quarters())),
        favourite: book.favourite,
        tags: book.tags.clone(),
        description: book.description.clone(),
        review: book.review.clone(),
        notes: book.notes.clone(),
        custom: book.custom.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(book: &BookFields, words: &[&str]) -> Outcome<BookFields> {
        let assignments: Vec<Assignment> = words.iter().map(|word| word.parse().unwrap()).collect();
        assigned(book, &assignments, &[])
    }

    fn kim() -> BookFields {
        set(
            &BookFields::default(),
            &["title=Kim", "author=Rudyard Kipling"],
        )
        .unwrap()
    }

    #[test]
    fn every_field_is_set_and_cleared() {
        let words = [
            "subtitle=s",
            "sort-title=t",
            "originalTitle=o",
            "translator=T",
            "isbn=0-306-40615-2",
            "status=want to read",
            "rating=4.25",
            "tags=a, b",
            "series=Earthsea #1.5",
            "publisher=P",
            "published=2021-05",
            "firstPublished=1901",
            "pages=320",
            "minutes=7:45",
            "language=en",
            "format=paperback",
            "price=12,99 EUR",
            "review=R",
            "notes=N",
            "description=D",
            "favourite=yes",
            "identifier=asin:B1",
        ];
        let book = set(&kim(), &words).unwrap();
        assert_eq!(book.rating.unwrap().quarters(), 17);
        assert_eq!(book.isbn.unwrap().to_string(), "9780306406157");
        assert_eq!(book.series[0].number.as_deref(), Some("1.5"));
        assert_eq!(book.tags, ["a", "b"]);
        assert_eq!(book.minutes, Some(465));
        assert_eq!(book.price.as_ref().unwrap().minor_units(), 1299);
        assert!(book.favourite);
        let same = set(&book, &["title=Kim"]).unwrap();
        assert_eq!(same, book, "what is not named stays as it is");
        let blank: Vec<String> = words
            .iter()
            .map(|word| format!("{}=", word.split('=').next().unwrap()))
            .collect();
        let blank: Vec<&str> = blank.iter().map(String::as_str).collect();
        assert_eq!(set(&book, &blank).unwrap(), kim());
    }

    #[test]
    fn what_is_wrong_is_refused_by_its_field() {
        for (word, expected) in [
            ("pages=many", "pages: expected a number of pages"),
            ("rating=4.3", "rating: expected stars"),
            ("rating=6", "found \"6\""),
            ("rating=-1", "rating: expected"),
            ("status=burnt", "expected one of wantToRead"),
            ("favourite=perhaps", "favourite: expected yes or no"),
            ("isbn=12", "isbn: "),
            ("price=12", "12.99 EUR"),
            ("published=2023-02-30", "published: "),
            ("identifier=B1", "identifier: expected a scheme"),
            ("colour=red", "found \"colour\""),
            ("title=", "title: "),
        ] {
            let refusal = set(&kim(), &[word]).unwrap_err().to_string();
            assert!(refusal.contains(expected), "{word}: {refusal}");
        }
        assert!("title".parse::<Assignment>().is_err());
        assert!("=x".parse::<Assignment>().is_err());
    }

    #[test]
    fn people_of_one_part_stay_where_they_stood() {
        let book = set(&kim(), &["translator=T", "author=A; B", "author=C"]).unwrap();
        let names: Vec<&str> = book
            .contributors
            .iter()
            .map(|person| person.name.as_str())
            .collect();
        assert_eq!(names, ["A", "B", "C", "T"]);
    }
}
