//! Backups: made, checked, restored.

use std::path::Path;

use accounts::BundleSecret;
use library::Contents;
use serde_json::json;

use super::{
    print::Printer,
    refusal::Outcome,
    seat::{self, Seat},
    secret::Secrets,
    sentence::books,
    words::{BackupSecretWords, Common, RestoreWords},
};
use crate::desk::{Desk, DeskError, Restored};

/// Makes a backup, and says what was found when it was restored for a rehearsal.
pub fn make(seat: &Seat, target: &Path, printer: Printer) -> Outcome {
    let made = seat.desk().back_up(seat.open(), target, &|| false)?;
    printer.confirm(
        &made,
        format_args!(
            "Saved {} in {}. It was restored once for a rehearsal: all equal.",
            books(made.contents.books),
            target.display()
        ),
    )
}

/// Looks into a backup with its password, and checks every page of it.
pub fn check(file: &Path, words: &BackupSecretWords, common: &Common, printer: Printer) -> Outcome {
    let desk = seat::desk(common)?;
    let (name, made, _) = desk.backup_at(file)?;
    let secret = secret(words, Secrets::of(common), &name, &made)?;
    let restored = desk.look_into(file, &secret)?;
    show(&restored, None, printer)
}

/// Restores a backup: into the account that it is of or, where that is not here, with the account.
pub fn restore(words: &RestoreWords, common: &Common, printer: Printer) -> Outcome {
    let desk = seat::desk(common)?;
    let (name, made, here) = desk.backup_at(&words.file)?;
    if here {
        restore_own(desk, &name, &made, words, common, printer)
    } else {
        restore_account(&desk, &name, &made, words, common, printer)
    }
}

fn restore_own(
    desk: Desk,
    name: &str,
    made: &str,
    words: &RestoreWords,
    common: &Common,
    printer: Printer,
) -> Outcome {
    let secrets = Secrets::of(common);
    let name = common.account.as_deref().unwrap_or(name);
    let password = secrets.current(&format!("Password of {name}"))?;
    let seat = Seat::take(desk, name, &password)?;
    let mut of_then = None;
    let looked = match seat.desk().look_into_own(seat.open(), &words.file, None) {
        Err(DeskError::BackupNeedsPassword) => {
            let typed = of_then.insert(secret(&words.secret, secrets, name, made)?);
            seat.desk()
                .look_into_own(seat.open(), &words.file, Some(typed))
        }
        looked => looked,
    }?;
    let now = seat.library().contents()?;
    if words.dry_run {
        return show(&looked, Some(&now), printer);
    }
    let contents =
        seat.desk()
            .restore(seat.verified(), seat.open(), &words.file, of_then.as_ref())?;
    printer.confirm(
        &contents,
        format_args!(
            "Restored {} in the place of {}. What was there is kept until the next backup.",
            books(contents.books),
            books(now.books)
        ),
    )
}

fn restore_account(
    desk: &Desk,
    name: &str,
    made: &str,
    words: &RestoreWords,
    common: &Common,
    printer: Printer,
) -> Outcome {
    let secret = secret(&words.secret, Secrets::of(common), name, made)?;
    if words.dry_run {
        return show(&desk.look_into(&words.file, &secret)?, None, printer);
    }
    let restored = desk.restore_account(&words.file, &secret, common.account.as_deref());
    desk.close();
    let (opened, contents) = restored?;
    printer.confirm(
        &json!({ "account": opened.account, "contents": contents }),
        format_args!(
            "Restored the account {} with {}.",
            opened.account.name,
            books(contents.books)
        ),
    )
}

fn secret(
    words: &BackupSecretWords,
    secrets: Secrets,
    name: &str,
    made: &str,
) -> Outcome<BundleSecret> {
    let when = format!("of {name} when the backup was made ({made})");
    Ok(if words.recovery_code {
        BundleSecret::RecoveryCode(secrets.code(&format!("Recovery code {when}"))?)
    } else {
        BundleSecret::Password(secrets.current(&format!("Password {when}"))?)
    })
}

fn show(backup: &Restored, now: Option<&Contents>, printer: Printer) -> Outcome {
    let value = json!({
        "account": backup.name, "made": backup.made, "contents": backup.contents, "here": now,
    });
    printer.print(&value, |out| {
        writeln!(out, "{}, {}", backup.name, backup.made)?;
        for (what, count) in counts(&backup.contents) {
            match now.map(counts) {
                Some(now) => {
                    let here = now.iter().find(|(other, _)| *other == what);
                    let here = here.map_or(0, |(_, count)| *count);
                    writeln!(out, "{what:<14} {count:>9}   here now {here:>9}")?;
                }
                None => writeln!(out, "{what:<14} {count:>9}")?,
            }
        }
        if let Some(now) = now {
            let same = now.digest == backup.contents.digest;
            writeln!(
                out,
                "{}",
                if same {
                    "Both hold the same."
                } else {
                    "They differ."
                }
            )?;
        }
        writeln!(out, "whole\nSHA-256 {}", backup.contents.digest)
    })
}

fn counts(contents: &Contents) -> [(&'static str, u32); 6] {
    [
        ("books", contents.books),
        ("in the trash", contents.trashed),
        ("readings", contents.readings),
        ("copies", contents.copies),
        ("loans", contents.loans),
        ("quotes", contents.quotes),
    ]
}
