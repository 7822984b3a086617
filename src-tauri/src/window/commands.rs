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
    reading::reading_save,
    reading::reading_delete,
    reading::reading_pause,
    reading::reading_resume,
    reading::progress_save,
    reading::progress_delete,
    owning::copy_save,
    owning::copy_delete,
    owning::loan_save,
    owning::loan_delete,
    owning::loans_list,
    owning::wish_save,
    owning::wish_delete,
    owning::wish_buy,
    owning::wishes_list,
    quote::quote_save,
    quote::quote_delete,
    cover::cover_choose,
    cover::cover_paste,
    cover::cover_clear,
    cover::cover_thumbnails,
    cover::cover_picture,
    shelf::shelves_list,
    shelf::shelf_save,
    shelf::shelf_delete,
    shelf::shelf_move,
    shelf::shelf_put,
    shelf::shelf_take,
    shelf::shelf_order,
    custom_field::custom_fields_list,
    custom_field::custom_field_save,
    custom_field::custom_field_delete,
    custom_field::custom_field_move,
    name::names_list,
    name::name_get,
    name::name_find,
    name::name_rename,
    name::names_merge,
    name::name_delete,
    duplicate::duplicates_list,
    duplicate::duplicates_keep_apart,
    duplicate::books_merge,
    bulk::bulk_edit,
    list::list_open,
    list::list_rows,
    list::list_locate,
    list::query_complete,
    history::history_list,
    history::history_undo,
    history::history_redo,
    history::history_undo_alone,
    history::history_limit_set,
    export::export_losses,
    export::export_leave,
    export::export_run,
    import::import_choose,
    import::import_table,
    import::import_plan,
    import::import_plan_rows,
    import::import_row,
    import::import_run,
    import::import_save_report,
    import::import_save_problems,
    import::import_cancel,
    import::import_leave,
    draft::draft_save,
    draft::draft_list,
    draft::draft_discard,
    administration::accounts_list,
    administration::account_activate,
    administration::account_deactivate,
    administration::account_delete,
];
