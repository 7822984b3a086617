//! Logging in: what comes on top of Argon2id, which is slow on purpose.

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

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

/// Coming and going with `count` books: unlocking and the first rows beside Argon2id alone with the same parameters, locking
/// and backups beside one copy of the file.
pub fn measure(count: u32) -> Result<Vec<Measure>> {
    let folder = tempfile::tempdir()?;
    let desk = desk(folder.path())?;
    let password = Password::new(PASSWORD.to_owned());
    let first = desk.register("Ada", &password)?;
    let (_, open) = desk.admit(first.token.text())?;
    books::fill(open.library(), count)?;
    drop(open);
    desk.end(first.session);
    let account = first.account.id.to_string();
    let file = folder
        .path()
        .join("libraries")
        .join(account)
        .join("library.db");

    let (mut argon2, mut copied) = (Vec::new(), Vec::new());
    let (mut unlocked, mut shown, mut locked) = (Vec::new(), Vec::new(), Vec::new());
    let (mut backed_up, mut verified) = (Vec::new(), Vec::new());
    for round in 0..10 {
        argon2.push(floor::argon2(folder.path())?);
        let begun = Instant::now();
        let opened = desk.log_in("Ada", &password)?;
        unlocked.push(begun.elapsed());
        let (_, open) = desk.admit(opened.token.text())?;
        let list = open.library().list(&ListQuery::default())?;
        open.library().rows(&list.ids[..100])?;
        open.library().counts()?;
        shown.push(begun.elapsed());
        if round < 3 {
            copied.push(floor::copy(&file, &folder.path().join("copy"))?);
            let target = folder.path().join("ada.bookplate");
            let begun = Instant::now();
            desk.back_up(&open, &target, &|| false)?;
            backed_up.push(begun.elapsed());
            let begun = Instant::now();
            desk.look_into_own(&open, &target, None)?;
            verified.push(begun.elapsed());
        }
        drop(open);
        let begun = Instant::now();
        desk.end(opened.session);
        locked.push(begun.elapsed());
    }
    let named = |what: &str| format!("{what}, {count} books");
    Ok(vec![
        Measure::new(
            named("log in to the first rows") + ", against Argon2id alone",
            argon2.clone(),
            shown,
            Budget::Beyond(Duration::from_millis(150)),
        ),
        Measure::new(
            named("unlock") + ", against Argon2id alone",
            argon2,
            unlocked,
            Budget::Beyond(Duration::from_millis(50)),
        ),
        Measure::new(
            named("lock") + ", against one copy of the file",
            copied.clone(),
            locked,
            Budget::Median(Duration::from_millis(200)),
        ),
        Measure::new(
            named("back up, with a rehearsal") + ", against one copy of the file",
            copied.clone(),
            backed_up,
            Budget::Median(Duration::from_secs(3)),
        ),
        Measure::new(
            named("verify a backup") + ", against one copy of the file",
            copied,
            verified,
            Budget::Median(Duration::from_secs(3)),
        ),
    ])
}
