//! What stands around the entries of a collection: what its fields are, and who borrowed what.

use std::collections::HashMap;
use std::io::Read;

use library::{FieldKind, LoanRecord, PartialDate};

use super::xml::{Node, Xml};
use crate::ImportError;
use crate::row::LONGEST_LIST;

/// The most loans that are held while the books are read.
const MOST_LOANS: usize = 200_000;
/// The kinds of collections that may hold books: of the owner's own making, books, references, comics.
const OF_BOOKS: [&str; 4] = ["1", "2", "5", "6"];

/// A field of a collection.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) title: String,
    pub(super) kind: FieldKind,
    pub(super) choices: Vec<String>,
    /// The best rating.
    pub(super) best: u32,
}

/// What a file says beside its entries.
#[derive(Debug, Default)]
pub(super) struct Collection {
    pub(super) fields: HashMap<String, Field>,
    /// By the entry.
    pub(super) loans: HashMap<String, Vec<LoanRecord>>,
    loan_count: usize,
}

impl Collection {
    /// Takes a loan over, once. False where there are more than any collection has.
    fn lend(&mut self, entry: String, loan: LoanRecord) -> bool {
        let known = self.loans.entry(entry).or_default();
        if known.contains(&loan) {
            return true;
        }
        known.push(loan);
        self.loan_count += 1;
        known.len() <= LONGEST_LIST && self.loan_count <= MOST_LOANS
    }

    /// Reads a file through.
    pub(super) fn read(source: impl Read) -> Result<Self, ImportError> {
        let mut xml = Xml::new(source)?;
        let mut collection = Self::default();
        let (mut is_one, mut borrower, mut field) = (false, String::new(), String::new());
        let (mut maximum, mut lent) = (false, None);
        loop {
            match xml.next()? {
                Node::Start { name, attributes } => {
                    let of = |wanted: &str| {
                        let found = attributes.iter().find(|(name, _)| name == wanted);
                        found
                            .map(|(_, value)| value.trim().to_owned())
                            .unwrap_or_default()
                    };
                    match name.as_str() {
                        "tellico" | "bookcase" => is_one = true,
                        "collection"
                            if !of("type").is_empty()
                                && !OF_BOOKS.contains(&of("type").as_str()) =>
                        {
                            return Err(ImportError::OtherFormat {
                                expected: "a Tellico collection of books".to_owned(),
                                found: format!("one of something else (“{}”)", of("title")),
                            });
                        }
                        "entry" | "book" | "image" => xml.begin_entry(),
                        "field" | "attribute" if !of("name").is_empty() => {
                            field = of("name");
                            let made = made(&of("title"), &of("type"), &of("allowed"));
                            collection.fields.insert(field.clone(), made);
                        }
                        "prop" => maximum = of("name") == "maximum",
                        "borrower" => borrower = of("name"),
                        "loan" if !borrower.is_empty() => {
                            let day = |text: String| PartialDate::parse(&text).ok();
                            let loan = LoanRecord {
                                person: borrower.clone(),
                                since: day(of("loanDate")),
                                due: day(of("dueDate")),
                                ..LoanRecord::default()
                            };
                            lent = Some((of("entryRef"), loan));
                        }
                        _ => {}
                    }
                }
                Node::Text(text) => {
                    let text = text.trim();
                    if let Some((_, loan)) = &mut lent
                        && !text.is_empty()
                    {
                        loan.note.get_or_insert_default().push_str(text);
                    }
                    if let (true, Ok(best), Some(field)) =
                        (maximum, text.parse(), collection.fields.get_mut(&field))
                    {
                        field.best = best;
                    }
                }
                Node::End(name) => {
                    maximum = false;
                    if let ("loan", Some((entry, loan))) = (name.as_str(), lent.take())
                        && !collection.lend(entry, loan)
                    {
                        return Err(xml.damaged(format_args!(
                            "expected at most {LONGEST_LIST} loans of one book and {MOST_LOANS} in all, found more"
                        )));
                    }
                    if !is_one {
                        break;
                    }
                }
                Node::Nothing => break,
            }
        }
        if is_one {
            Ok(collection)
        } else {
            Err(ImportError::OtherFormat {
                expected: "a Tellico collection".to_owned(),
                found: "XML of another program".to_owned(),
            })
        }
    }
}

/// The numbers of Tellico's kinds: 3 a choice, 4 yes or no, 6 a number, 12 a date, 14 a rating.
fn made(title: &str, kind: &str, allowed: &str) -> Field {
    let choices: Vec<String> = allowed
        .split(';')
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let kind = match kind {
        "3" if !choices.is_empty() => FieldKind::Choice,
        "4" => FieldKind::YesNo,
        "6" | "14" => FieldKind::Number,
        "12" => FieldKind::Date,
        _ => FieldKind::Text,
    };
    Field {
        title: title.to_owned(),
        kind,
        choices: if kind == FieldKind::Choice {
            choices
        } else {
            Vec::new()
        },
        best: 5,
    }
}
