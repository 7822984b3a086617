//! Accounts: create, list, change a password, delete.

use accounts::Role;
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
        AccountCommand::Passwd { name } => passwd(name, common, printer),
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
    let secrets = Secrets::of(common);
    let desk = seat::desk(common)?;
    let current = secrets.current(&format!("Password of {name}"))?;
    let new = secrets.new_one("New password")?;
    let seat = Seat::take(desk, name, &current)?;
    seat.desk()
        .change_password(seat.verified(), &current, &new)?;
    printer.confirm(
        &json!({ "changed": name }),
        format_args!("The password of {name} is changed."),
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
