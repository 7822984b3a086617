//! Logging in: what comes on top of Argon2id, which is slow on purpose.

use std::{path::Path, sync::Arc, time::Instant};

use accounts::Password;
use bookplate_app::desk::{DataFolder, Desk};
use library::ListQuery;

use crate::{
    Result, books, floor,
    table::{Budget, Measure},
};

/// A password that the rules accept.
pub const PASSWORD: &str = "seven quiet otters read";

/// The desk in `folder`, as the app itself would open it.
pub fn desk(folder: &Path) -> Result<Desk> {
    Ok(Desk::open(
        DataFolder::new(folder.to_owned()),
        accounts::Settings::default(),
        Arc::new(|_| ()),
    )?)
}

/// From the password to the first rows of a list of `count` books, beside Argon2id alone with the same parameters.
pub fn measure(count: u32) -> Result<Measure> {
    let folder = tempfile::tempdir()?;
    let desk = desk(folder.path())?;
    let password = Password::new(PASSWORD.to_owned());
    let first = desk.register("Ada", &password)?;
    let (_, open) = desk.admit(first.token.text())?;
    books::fill(open.library(), count)?;
    drop(open);
    desk.end(first.session);

    let (mut floor, mut ours) = (Vec::new(), Vec::new());
    for _ in 0..10 {
        floor.push(floor::argon2(folder.path())?);
        let begun = Instant::now();
        let opened = desk.log_in("Ada", &password)?;
        let (_, open) = desk.admit(opened.token.text())?;
        let list = open.library().list(&ListQuery::default())?;
        open.library().rows(&list.ids[..100])?;
        open.library().counts()?;
        ours.push(begun.elapsed());
        drop(open);
        desk.end(opened.session);
    }
    Ok(Measure::new(
        format!("log in to the first rows, {count} books, against Argon2id alone"),
        floor,
        ours,
        Budget::Beyond(std::time::Duration::from_millis(150)),
    ))
}
