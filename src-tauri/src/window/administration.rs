//! The accounts on this computer, for their administrator: who, never what or with which key.

use accounts::{Account, AccountId};

use super::{
    answer::{Answer, working},
    guard::Administrator,
};

#[tauri::command]
pub async fn accounts_list(admin: Administrator) -> Answer<Vec<Account>> {
    working(move || admin.0.desk.list_accounts()).await
}

#[tauri::command]
pub async fn account_activate(admin: Administrator, id: AccountId) -> Answer<()> {
    working(move || admin.0.desk.activate(&admin.0.who, id)).await
}

#[tauri::command]
pub async fn account_deactivate(admin: Administrator, id: AccountId) -> Answer<()> {
    working(move || admin.0.desk.deactivate(&admin.0.who, id)).await
}

#[tauri::command]
pub async fn account_delete(admin: Administrator, id: AccountId) -> Answer<()> {
    working(move || admin.0.desk.delete_account(&admin.0.who, id)).await
}
