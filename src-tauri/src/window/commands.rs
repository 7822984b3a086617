//! The one list of commands: what the window may call, by the name it calls it.

use tauri::{Runtime, ipc::Invoke};

/// Makes the handler and the list of names from one list of paths, so that the guard's test cannot miss a command.
macro_rules! commands {
    ($($module:ident :: $name:ident),+ $(,)?) => {
        /// Every command's name.
        pub const NAMES: &[&str] = &[$(stringify!($name)),+];

        /// Answers the window's calls.
        pub fn handler<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$(super::$module::$name),+]
        }
    };
}

/// The commands that need no token: what a person must be able to do before anybody is signed in.
pub const PUBLIC: &[&str] = &[
    "account_register",
    "app_start",
    "password_strength",
    "session_log_in",
    "theme_set",
];

commands![
    start::app_start,
    theme::theme_set,
    account::account_register,
    account::password_strength,
    account::account_change_password,
    account::account_delete_own,
    session::session_log_in,
    session::session_who,
    session::session_renew,
    session::session_log_out,
    session::session_lock,
    book::book_add,
    book::book_get,
    book::book_update,
    book::book_trash,
    book::book_restore,
    book::book_delete_for_good,
    book::trash_empty,
    book::isbn_check,
    list::list_open,
    list::list_rows,
    list::list_locate,
    history::history_list,
    history::history_undo,
    history::history_redo,
    import::import_choose,
    import::import_goodreads,
    import::import_cancel,
    draft::draft_save,
    draft::draft_list,
    draft::draft_discard,
    administration::accounts_list,
    administration::account_activate,
    administration::account_deactivate,
    administration::account_delete,
];
