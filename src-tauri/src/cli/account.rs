//! Accounts: create, list, change a password, delete.

use accounts::{Password, Role};
use serde_json::json;

use super::{
    print::Printer,
    refusal::Outcome,
    seat::{self, Seat},
    secret::Secrets,
    table::Table,
    words::{AccountCommand, Common},
};

/// Does what the words say.
pub fn run(command: &AccountCommand, common: &Common, printer: Printer) -> Outcome {
    match command {
        AccountCommand::Create { name } => create(name, common, printer),
        AccountCommand::List => list(common, printer),
        AccountCommand::Passwd {
            name,
            leaked: false,
        } => passwd(name, common, printer),
        AccountCommand::Passwd { name, leaked: true } => leaked(name, common, printer),
        AccountCommand::RecoveryCode { name } => recovery_code(name, common, printer),
        AccountCommand::Recover { name } => recover(name, common, printer),
        AccountCommand::Delete { name } => delete(name, common, printer),
    }
}

fn create(name: &str, common: &Common, printer: Printer) -> Outcome {
    let desk = seat::desk(common)?;
    let password = Secrets::of(common).new_one(&format!("New password of {name}"))?;
    let opened = desk.register(name, &password);
    desk.close();
    let account = opened?.account;
    printer.confirm(&account, format_args!("Created {}.", account.name))
}

/// Who can read the folder can read the names: no password is asked for.
fn list(common: &Common, printer: Printer) -> Outcome {
    let accounts = seat::desk(common)?.list_accounts()?;
    let mut table = Table::new(&["Name", "Role", "State", "Created"]);
    for account in &accounts {
        let role = match account.role {
            Role::Administrator => "administrator",
            Role::Member => "member",
        };
        let state = if account.active {
            "active"
        } else {
            "deactivated"
        };
        table.row(vec![
            account.name.clone(),
            role.to_owned(),
            state.to_owned(),
            account.created.clone(),
        ]);
    }
    printer.print(&accounts, |out| table.write(out))
}

fn passwd(name: &str, common: &Common, printer: Printer) -> Outcome {
    let (seat, current, new) = two_passwords(name, common)?;
    seat.desk()
        .change_password(seat.verified(), &current, &new)?;
    printer.confirm(
        &json!({ "changed": name }),
        format_args!("The password of {name} is changed."),
    )
}

fn leaked(name: &str, common: &Common, printer: Printer) -> Outcome {
    let (seat, current, new) = two_passwords(name, common)?;
    seat.desk().rotate(seat.verified(), &current, &new)?;
    printer.confirm(
        &json!({ "changed": name, "newKey": true }),
        format_args!(
            "The password of {name} is changed, and the library has a new key. A recovery code from before opens nothing \
             any more; backups from before still open with the old password."
        ),
    )
}

/// Signs in with the password of now, and asks for the new one.
fn two_passwords(name: &str, common: &Common) -> Outcome<(Seat, Password, Password)> {
    let secrets = Secrets::of(common);
    let desk = seat::desk(common)?;
    let current = secrets.current(&format!("Password of {name}"))?;
    let new = secrets.new_one("New password")?;
    Ok((Seat::take(desk, name, &current)?, current, new))
}

/// Shown once: it is kept nowhere in the clear.
fn recovery_code(name: &str, common: &Common, printer: Printer) -> Outcome {
    let secrets = Secrets::of(common);
    let desk = seat::desk(common)?;
    let password = secrets.current(&format!("Password of {name}"))?;
    let seat = Seat::take(desk, name, &password)?;
    let made = seat.desk().make_recovery_code(seat.verified(), &password)?;
    let code = made.code().shown();
    // Printed before it is kept: a code that nobody could read must not end the one before it.
    printer.print(&json!({ "recoveryCode": *code }), |out| {
        writeln!(out, "{}", *code)
    })?;
    seat.desk().keep_recovery_code(seat.verified(), &made)?;
    Ok(())
}

fn recover(name: &str, common: &Common, printer: Printer) -> Outcome {
    let secrets = Secrets::of(common);
    let desk = seat::desk(common)?;
    let code = secrets.code(&format!("Recovery code of {name}"))?;
    let new = secrets.new_one("New password")?;
    let recovered = desk.recover(name, &code, &new);
    desk.close();
    let account = recovered?.account;
    printer.confirm(
        &json!({ "recovered": account.name }),
        format_args!(
            "{} has a new password, and the library a new key. The recovery code goes on to hold.",
            account.name
        ),
    )
}

fn delete(name: &str, common: &Common, printer: Printer) -> Outcome {
    let desk = seat::desk(common)?;
    let password = Secrets::of(common).current(&format!(
        "Password of {name}, whose library is deleted for good"
    ))?;
    let seat = Seat::take(desk, name, &password)?;
    seat.desk().delete_own(seat.verified(), &password)?;
    printer.confirm(
        &json!({ "deleted": name }),
        format_args!("Deleted {name} and its library."),
    )
}
