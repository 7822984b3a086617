//! A book as it is typed: every checked value still a text, so that a wrong one is an error at its field.

use serde::Deserialize;
use ts_rs::TS;

use super::{BookFields, Contributor, FieldErrors, Format, Identifier, SeriesPlace, Status};
use crate::custom_field::CustomValue;
use crate::values::{Isbn, Money, MoneyError, PartialDate, Rating};

/// A price as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct PriceForm {
    /// The amount: `12.99` or `12,99`. Blank for no price.
    pub amount: String,
    /// The ISO 4217 code.
    pub currency: String,
}

/// A book as it is typed. The shape is that of [`BookFields`]; blank texts mean that there is nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct BookForm {
    /// The title.
    pub title: String,
    /// What stands under the title.
    pub subtitle: Option<String>,
    /// The title by which it is sorted; blank to leave it to the program.
    pub sort_title: Option<String>,
    /// The title in the language it was written in.
    pub original_title: Option<String>,
    /// The people, in order.
    pub contributors: Vec<Contributor>,
    /// The series, the chief one first.
    pub series: Vec<SeriesPlace>,
    /// Who published this edition.
    pub publisher: Option<String>,
    /// When this edition came out: `1887`, `2021-05`, `2021-05-17`.
    pub published: Option<String>,
    /// When the work first came out.
    pub first_published: Option<String>,
    /// The ISBN in either form. A text that is no ISBN is kept as an identifier of the scheme `other`.
    pub isbn: Option<String>,
    /// Other codes.
    pub identifiers: Vec<Identifier>,
    /// The language.
    pub language: Option<String>,
    /// In what form it comes.
    pub format: Option<Format>,
    /// How many pages, in digits.
    pub pages: Option<String>,
    /// How long an audiobook is: minutes in digits, or `7:45`.
    pub minutes: Option<String>,
    /// The price.
    pub price: Option<PriceForm>,
    /// Where the reader stands with it.
    pub status: Option<Status>,
    /// Quarter stars, 0 to 20.
    pub rating: Option<i32>,
    /// Whether it is one of the favourites.
    pub favourite: bool,
    /// The reader's own words for it.
    pub tags: Vec<String>,
    /// What the book is about.
    pub description: Option<String>,
    /// What the reader thinks of it.
    pub review: Option<String>,
    /// What only the reader should see.
    pub notes: Option<String>,
    /// What it has in the fields of the reader's own, as typed.
    pub custom: Vec<CustomValue>,
}

impl BookForm {
    /// The book that was typed, normalised and checked; or what is wrong with it, field by field.
    pub fn check(&self) -> Result<BookFields, FieldErrors> {
        let mut errors = FieldErrors::default();
        let mut identifiers = self.identifiers.clone();
        let isbn = filled(self.isbn.as_deref()).and_then(|typed| {
            let isbn = Isbn::parse(typed).ok();
            if isbn.is_none() {
                // A wrong number is printed in many a book: losing it would lose what the reader sees there.
                identifiers.push(Identifier {
                    scheme: "other".to_owned(),
                    value: typed.to_owned(),
                });
            }
            isbn
        });
        let fields = BookFields {
            title: self.title.clone(),
            subtitle: self.subtitle.clone(),
            sort_title: self.sort_title.clone(),
            original_title: self.original_title.clone(),
            contributors: self.contributors.clone(),
            series: self.series.clone(),
            publisher: self.publisher.clone(),
            published: parsed(
                &mut errors,
                "published",
                self.published.as_deref(),
                PartialDate::parse,
            ),
            first_published: parsed(
                &mut errors,
                "firstPublished",
                self.first_published.as_deref(),
                PartialDate::parse,
            ),
            isbn,
            identifiers,
            language: self.language.clone(),
            format: self.format.clone(),
            pages: parsed(&mut errors, "pages", self.pages.as_deref(), pages),
            minutes: parsed(&mut errors, "minutes", self.minutes.as_deref(), minutes),
            price: self
                .price
                .as_ref()
                .and_then(|price| price.check(&mut errors)),
            status: self.status,
            rating: self.rating.and_then(|quarters| {
                Rating::from_quarters(i64::from(quarters))
                    .map_err(|error| errors.push("rating", error))
                    .ok()
            }),
            favourite: self.favourite,
            tags: self.tags.clone(),
            description: self.description.clone(),
            review: self.review.clone(),
            notes: self.notes.clone(),
            custom: self.custom.clone(),
        };
        // Checked as typed, so that an error's place in a list is the place on the screen.
        if let Err(more) = fields.check() {
            errors.0.extend(more.0);
        }
        errors.into_result()?;
        Ok(fields.normalised())
    }
}

impl PriceForm {
    /// The price that was typed, or what is wrong with it, at the fields `price.amount` and `price.currency`.
    pub(crate) fn check(&self, errors: &mut FieldErrors) -> Option<Money> {
        let amount = filled(Some(&self.amount))?;
        match Money::parse(amount, &self.currency) {
            Ok(price) => Some(price),
            Err(error @ MoneyError::Currency { .. }) => {
                errors.push("price.currency", error);
                // What is no amount in any currency is said too; how many decimals there may be, the currency decides.
                match Money::parse(amount, "EUR") {
                    Ok(_) | Err(MoneyError::Precision { .. }) => {}
                    Err(error) => errors.push("price.amount", error),
                }
                None
            }
            Err(error) => {
                errors.push("price.amount", error);
                None
            }
        }
    }
}

pub(crate) fn filled(typed: Option<&str>) -> Option<&str> {
    typed.map(str::trim).filter(|text| !text.is_empty())
}

pub(crate) fn parsed<T, E: std::fmt::Display>(
    errors: &mut FieldErrors,
    field: &str,
    typed: Option<&str>,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Option<T> {
    parse(filled(typed)?)
        .map_err(|error| errors.push(field, error))
        .ok()
}

fn pages(typed: &str) -> Result<u32, String> {
    if let Ok(pages @ 1..=1_000_000) = typed.parse() {
        return Ok(pages);
    }
    let found: String = typed.chars().take(40).collect();
    Err(format!(
        "expected a number of pages from 1 to 1000000; found {found:?}"
    ))
}

/// Minutes, or hours and minutes with a colon between them.
pub(crate) fn minutes(typed: &str) -> Result<u32, String> {
    let number = |text: &str| text.parse::<u32>().ok();
    let minutes = match typed.split_once(':') {
        Some((hours, minutes)) => number(hours)
            .zip(number(minutes).filter(|minutes| *minutes < 60))
            .and_then(|(hours, minutes)| hours.checked_mul(60)?.checked_add(minutes)),
        None => number(typed),
    };
    if let Some(minutes @ 1..=1_000_000) = minutes {
        return Ok(minutes);
    }
    let found: String = typed.chars().take(40).collect();
    Err(format!(
        "expected minutes from 1 to 1000000, or hours and minutes such as 7:45; found {found:?}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(json: &str) -> BookForm {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_title_is_enough() {
        let book = form(r#"{"title":" Kim "}"#).check().unwrap();
        assert_eq!(
            book,
            BookFields {
                title: "Kim".into(),
                ..BookFields::default()
            }
        );
    }

    #[test]
    fn a_wrong_value_is_an_error_at_its_field() {
        let form = form(
            r#"{"title":"", "published":"2023-02-30", "firstPublished":"long ago", "pages":"-3", "rating":21,
                "price":{"amount":"-1","currency":"EUR"}}"#,
        );
        let errors = form.check().unwrap_err();
        let fields: Vec<&str> = errors.0.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(
            fields,
            [
                "published",
                "firstPublished",
                "pages",
                "price.amount",
                "rating",
                "title"
            ]
        );
        assert!(errors.0[0].message.contains("February 2023; found 30"));
        assert!(errors.0[3].message.contains("below zero"));
    }

    #[test]
    fn a_price_may_be_wrong_in_both_its_parts() {
        let form = form(r#"{"title":"T","price":{"amount":"a lot","currency":"E"}}"#);
        let errors = form.check().unwrap_err();
        let fields: Vec<&str> = errors.0.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["price.currency", "price.amount"]);
    }

    #[test]
    fn a_wrong_isbn_is_kept_as_typed() {
        let book = form(r#"{"title":"T","isbn":" 978-0-306-40615-8 "}"#)
            .check()
            .unwrap();
        assert_eq!(book.isbn, None);
        assert_eq!(
            book.identifiers,
            [Identifier {
                scheme: "other".into(),
                value: "978-0-306-40615-8".into()
            }]
        );
        let book = form(r#"{"title":"T","isbn":"0-306-40615-2"}"#)
            .check()
            .unwrap();
        assert_eq!(book.isbn.unwrap().to_string(), "9780306406157");
        assert!(book.identifiers.is_empty());
    }

    #[test]
    fn blank_means_nothing() {
        let book = form(
            r#"{"title":"T","isbn":" ","pages":"","published":"","price":{"amount":"","currency":"EUR"},"format":""}"#,
        );
        assert_eq!(
            book.check().unwrap(),
            BookFields {
                title: "T".into(),
                ..BookFields::default()
            }
        );
    }

    #[test]
    fn reads_what_is_typed() {
        let form = form(
            r#"{"title":"T","pages":"320","rating":18,"status":"read","format":"paperback","published":"2021-05",
                "price":{"amount":"12,99","currency":"eur"},"contributors":[{"name":"A","role":"author"}],
                "series":[{"name":"S"}],"language":"EN"}"#,
        );
        let book = form.check().unwrap();
        assert_eq!(book.pages, Some(320));
        assert_eq!(book.price.unwrap().minor_units(), 1299);
        assert_eq!(book.published.unwrap().to_string(), "2021-05");
        assert_eq!(book.status, Some(Status::Read));
        assert_eq!(book.language.as_deref(), Some("en"));
        assert_eq!(book.series[0].number, None);
    }
}
