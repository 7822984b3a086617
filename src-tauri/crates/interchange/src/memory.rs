//! What the reader answered before: kept in the library, outside its history, so that nothing is asked twice.

use library::{Library, LibraryError};

use crate::import::StatusChoice;
use crate::{Mapping, TableHead};

/// What shelves of that list were said to mean.
pub fn remembered_statuses(
    library: &Library,
    source: &str,
) -> Result<Vec<StatusChoice>, LibraryError> {
    let kept = library.remembered(&statuses_key(source))?;
    // What cannot be read is asked again.
    Ok(kept
        .and_then(|json| serde_json::from_str(&json).ok())
        .unwrap_or_default())
}

/// Remembers what shelves of that list mean; others keep their meaning.
pub fn remember_statuses(
    library: &Library,
    source: &str,
    statuses: &[StatusChoice],
) -> Result<(), LibraryError> {
    if statuses.is_empty() {
        return Ok(());
    }
    let mut all = remembered_statuses(library, source)?;
    all.retain(|known| statuses.iter().all(|new| new.shelf != known.shelf));
    all.extend_from_slice(statuses);
    let json = serde_json::to_string(&all).map_err(|_| LibraryError::Storage)?;
    library.remember(&statuses_key(source), &json)
}

/// What the columns of such a table were said to mean.
pub fn remembered_mapping(
    library: &Library,
    head: &TableHead,
) -> Result<Option<Mapping>, LibraryError> {
    let kept = library.remembered(&mapping_key(head))?;
    let mapping = kept.and_then(|json| serde_json::from_str::<Mapping>(&json).ok());
    Ok(mapping.filter(|mapping| mapping.columns.len() == head.columns.len()))
}

/// Remembers what the columns of such a table mean.
pub fn remember_mapping(
    library: &Library,
    head: &TableHead,
    mapping: &Mapping,
) -> Result<(), LibraryError> {
    let json = serde_json::to_string(mapping).map_err(|_| LibraryError::Storage)?;
    library.remember(&mapping_key(head), &json)
}

fn statuses_key(source: &str) -> String {
    format!("import.statuses.{source}")
}

fn mapping_key(head: &TableHead) -> String {
    format!("import.mapping.{}", head.key())
}
