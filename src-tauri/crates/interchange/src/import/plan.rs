//! What an import would do, row by row, before anything is written.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use library::{BookFields, BookId, Library, Status};
use serde::{Deserialize, Serialize, Serializer};
use ts_rs::TS;

use super::choice::Decided;
use super::decide::{Deciding, Decision, Match};
use super::decisions::Decisions;
use super::merge::Conflict;
use super::report::Tally;
use super::{Choices, MatchedBy, Part, Progress, STEP, ahead};
use crate::{ImportError, Problem, Row};

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "ImportFate")]
pub enum Fate {
    /// A new book.
    New,
    /// A book that is there already, and of which the list says nothing new.
    Unchanged,
    /// A book that is there already, and gets something from the list.
    Updated,
    /// A book that is there already, and the two contradict each other.
    Conflict,
}

/// What becomes of one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "ImportPlanRow")]
pub struct PlanRow {
    /// The row, counted from 1 after the header.
    pub row: u32,
    /// The title.
    pub title: Box<str>,
    /// The first person.
    pub person: Box<str>,
    /// What becomes of it.
    pub fate: Fate,
    /// How many problems it has.
    pub problems: u32,
    /// The columns of which something comes into the notes, with a remark or without.
    #[serde(serialize_with = "names")]
    #[ts(as = "Vec<String>")]
    pub noted: Names,
    /// Which book it is, where it is there already.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub already: Option<Box<Already>>,
}

/// Names of columns: one list for all rows that have the same.
pub type Names = Arc<[Box<str>]>;

fn names<S: Serializer>(names: &Names, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(names.iter())
}

/// The book that a row is, and what comes of the two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "ImportAlready")]
pub struct Already {
    /// The book.
    pub book: BookId,
    /// By what it was matched.
    pub by: MatchedBy,
    /// Whether it lies in the trash, where it stays as it is.
    pub trashed: bool,
    /// What the book lacked, and gets.
    pub added: Vec<Part>,
    /// What the list says otherwise than before, and the reader left alone.
    pub changed: Vec<Part>,
    /// Where both say different things.
    pub conflicts: Vec<Conflict>,
}

/// A shelf that says where the reader stands with its books, in a word that is not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct StatusQuestion {
    /// The shelf.
    pub shelf: String,
    /// How many rows stand on it.
    pub rows: u32,
    /// What was answered before.
    pub before: Option<Status>,
}

/// What an import would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// How many rows become what.
    pub tally: Tally,
    /// The rows, in the order of the file.
    pub rows: Vec<PlanRow>,
    /// The first problems, by row.
    pub problems: Vec<Problem>,
    /// How many problems there are.
    pub problem_count: u32,
    /// Which shelves' status is not known.
    pub questions: Vec<StatusQuestion>,
}

/// Says what an import of these rows would do, and writes nothing.
pub fn plan(
    library: &Library,
    source: &str,
    rows: impl Iterator<Item = Result<Row, ImportError>> + Send,
    choices: &Choices,
    mut progress: impl FnMut(Progress),
    cancelled: &AtomicBool,
) -> Result<Plan, ImportError> {
    std::thread::scope(|scope| {
        let rows = ahead::ready(scope, rows, choices.statuses());
        library.compare(source, |holdings| {
            let deciding = Deciding::new(holdings, Decided::of(choices))?;
            let mut plan = Plan::default();
            let mut shelves: HashMap<String, u32> = HashMap::new();
            let mut known = HashSet::new();
            for decided in Decisions::new(deciding, rows, cancelled) {
                let (mut ready, decision) = decided?;
                if let Some(shelf) = &ready.row.status_shelf {
                    *shelves.entry(shelf.clone()).or_default() += 1;
                }
                plan.take(&mut ready.row, decision, &mut known);
                if plan.tally.rows % STEP == 0 {
                    progress(plan.tally.progress());
                }
            }
            progress(plan.tally.progress());
            // Some waited for the end.
            plan.rows.sort_by_key(|row| row.row);
            plan.problems.sort_by_key(|problem| problem.row);
            plan.questions = questions(shelves, choices);
            Ok(plan)
        })
    })
}

fn questions(shelves: HashMap<String, u32>, choices: &Choices) -> Vec<StatusQuestion> {
    let mut questions: Vec<StatusQuestion> = shelves
        .into_iter()
        .map(|(shelf, rows)| StatusQuestion {
            before: choices
                .statuses
                .iter()
                .find(|choice| choice.shelf == shelf)
                .and_then(|choice| choice.status),
            shelf,
            rows,
        })
        .collect();
    questions.sort_by(|one, other| other.rows.cmp(&one.rows).then(one.shelf.cmp(&other.shelf)));
    questions
}

impl Plan {
    fn take(&mut self, row: &mut Row, decision: Decision, known: &mut HashSet<Names>) {
        let (fate, already) = match decision {
            Decision::New => (Fate::New, None),
            Decision::Unchanged(found) => (
                Fate::Unchanged,
                Some(already(found, Vec::new(), Vec::new(), Vec::new())),
            ),
            Decision::Merged(found, merge) => {
                let merged = merge.merged;
                let fate = if merged.conflicts.is_empty() {
                    Fate::Updated
                } else {
                    Fate::Conflict
                };
                (
                    fate,
                    Some(already(
                        found,
                        merged.added,
                        merged.changed,
                        merged.conflicts,
                    )),
                )
            }
        };
        self.tally.count(fate);
        // What was said when the row came for the first time is not said again.
        if fate == Fate::Unchanged {
            row.problems.clear();
        }
        // A book that is there already has them by now, or gets them.
        let noting = already
            .as_ref()
            .is_none_or(|already| !already.trashed && already.added.contains(&Part::Notes));
        let noted = if noting { &row.noted[..] } else { &[] };
        let problems = u32::try_from(row.problems.len()).unwrap_or(u32::MAX);
        self.rows.push(PlanRow {
            row: row.number,
            title: short(&row.fields.title),
            person: short(first_person(&row.fields)),
            fate,
            problems,
            noted: shared(noted, known),
            already: already.map(Box::new),
        });
        super::report::note(
            &mut self.problems,
            &mut self.problem_count,
            std::mem::take(&mut row.problems),
        );
    }
}

fn already(
    found: Match,
    added: Vec<Part>,
    changed: Vec<Part>,
    mut conflicts: Vec<Conflict>,
) -> Already {
    for conflict in &mut conflicts {
        for text in [&mut conflict.here, &mut conflict.there] {
            *text = shown(text);
        }
    }
    Already {
        book: found.book,
        by: found.by,
        trashed: found.trashed,
        added,
        changed,
        conflicts,
    }
}

/// Names as they are known already: rows by the thousand share them.
fn shared(names: &[String], known: &mut HashSet<Names>) -> Names {
    let names: Names = names.iter().map(|name| short(name)).collect();
    if let Some(known) = known.get(&names) {
        return Arc::clone(known);
    }
    known.insert(Arc::clone(&names));
    names
}

fn first_person(fields: &BookFields) -> &str {
    fields
        .contributors
        .first()
        .map(|person| person.name.as_str())
        .unwrap_or_default()
}

/// As much of a title or name as a list shows.
fn short(text: &str) -> Box<str> {
    const LONGEST: usize = 200;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]).into(),
        None => text.into(),
    }
}

/// As much of a text as is shown to choose between two.
pub(super) fn shown(text: &str) -> String {
    const LONGEST: usize = 2_000;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
