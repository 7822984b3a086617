//! A new data key, after a leak or with the recovery code.

use accounts::{Accounts, AccountsError, EndReason, RecoveryCodeProblem, Session, Stage};

use crate::scene::{
    OTHER_PASSWORD, PASSWORD, Scene, ends_of, is_signed_in, log_in, password, register, verified,
};

/// Makes a recovery code, writes it down and gives it.
fn recovery_code(accounts: &Accounts, session: &Session) -> String {
    let by = verified(accounts, session);
    let made = accounts
        .make_recovery_code(&by, &password(PASSWORD))
        .unwrap();
    let code = made.code().shown().to_string();
    let part = code.split('-').nth(made.asked()).unwrap();
    assert!(made.is_written_down(part));
    accounts.keep_recovery_code(&by, &made).unwrap();
    code
}

#[test]
fn a_leaked_password_opens_nothing_once_the_key_is_new() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ends = ends_of(&accounts);
    let ada = register(&accounts, "Ada");
    let code = recovery_code(&accounts, &ada);
    let rotation = accounts
        .prepare_rotation(
            &verified(&accounts, &ada),
            &password(PASSWORD),
            &password(OTHER_PASSWORD),
        )
        .unwrap();
    assert_eq!(rotation.former().expose(), ada.data_key.expose());
    let next = *rotation.next().expose();
    assert_ne!(&next, ada.data_key.expose());
    accounts.begin_rotation(&rotation).unwrap();
    let again = accounts.finish_rotation(rotation).unwrap();
    assert_eq!(again.data_key.expose(), &next);
    assert!(is_signed_in(&accounts, &again));
    assert!(!is_signed_in(&accounts, &ada));
    assert_eq!(ends.lock().unwrap()[0].reason, EndReason::Renewed);
    let old = accounts.log_in("Ada", &password(PASSWORD));
    assert_eq!(old.unwrap_err(), AccountsError::WrongCredentials);
    let new = accounts.log_in("Ada", &password(OTHER_PASSWORD)).unwrap();
    assert_eq!(new.data_key.expose(), &next);
    // The code was for the key that leaked.
    let late = accounts.prepare_recovery("Ada", &code, &password(PASSWORD));
    assert_eq!(late.unwrap_err(), AccountsError::WrongRecoveryCode);
    let id = new.account.id;
    assert_eq!(accounts.recovery_code_made(id).unwrap(), None);
}

#[test]
fn the_recovery_code_gives_a_new_password_and_goes_on_to_hold() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ada = register(&accounts, "Ada");
    let code = recovery_code(&accounts, &ada);
    let slovenly = code.to_lowercase().replace('-', " ");
    for new in [OTHER_PASSWORD, "velvet harbour pencil cactus"] {
        let rotation = accounts
            .prepare_recovery(" ADA ", &slovenly, &password(new))
            .unwrap();
        accounts.begin_rotation(&rotation).unwrap();
        let next = *rotation.next().expose();
        accounts.finish_rotation(rotation).unwrap();
        let session = accounts.log_in("Ada", &password(new)).unwrap();
        assert_eq!(session.data_key.expose(), &next);
    }
    let old = accounts.log_in("Ada", &password(PASSWORD));
    assert_eq!(old.unwrap_err(), AccountsError::WrongCredentials);
}

#[test]
fn cut_off_anywhere_the_account_opens_with_the_key_that_the_library_has() {
    for library_has in [Stage::Current, Stage::Pending] {
        let scene = Scene::new();
        let accounts = scene.open();
        let ada = register(&accounts, "Ada");
        let rotation = accounts
            .prepare_rotation(
                &verified(&accounts, &ada),
                &password(PASSWORD),
                &password(OTHER_PASSWORD),
            )
            .unwrap();
        accounts.begin_rotation(&rotation).unwrap();
        let next = *rotation.next().expose();
        drop(rotation);

        // Both passwords open their key, and say which it is.
        let launched = scene.open();
        let old = log_in(&launched, "Ada");
        assert_eq!(old.stage, Stage::Current);
        assert_eq!(old.data_key.expose(), ada.data_key.expose());
        let new = launched.log_in("Ada", &password(OTHER_PASSWORD)).unwrap();
        assert_eq!(new.stage, Stage::Pending);
        assert_eq!(new.data_key.expose(), &next);
        let id = new.account.id;
        assert!(launched.is_rotating(id).unwrap());

        launched.settle_rotation(id, library_has).unwrap();
        launched.settle_rotation(id, library_has).unwrap();
        assert!(!launched.is_rotating(id).unwrap());
        let (opens, not_any_more) = match library_has {
            Stage::Current => (PASSWORD, OTHER_PASSWORD),
            Stage::Pending => (OTHER_PASSWORD, PASSWORD),
        };
        let opened = launched.log_in("Ada", &password(opens)).unwrap();
        assert_eq!(opened.stage, Stage::Current);
        let refused = launched.log_in("Ada", &password(not_any_more));
        assert_eq!(refused.unwrap_err(), AccountsError::WrongCredentials);
    }
}

#[test]
fn a_wrong_name_and_a_wrong_code_look_alike_and_count_as_attempts() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ada = register(&accounts, "Ada");
    let bob = register(&accounts, "Bob");
    let code = recovery_code(&accounts, &ada);
    let new = password(OTHER_PASSWORD);
    let another = recovery_code(&accounts, &bob);
    for name in ["Ada", "Nobody", "Cleo"] {
        let (wrong, runs) = scene.runs(|| accounts.prepare_recovery(name, &another, &new));
        assert_eq!(wrong.unwrap_err(), AccountsError::WrongRecoveryCode);
        assert_eq!(runs, 0);
    }
    for _ in 0..4 {
        let wrong = accounts.prepare_recovery("Ada", &another, &new);
        assert_eq!(wrong.unwrap_err(), AccountsError::WrongRecoveryCode);
    }
    let right = accounts.prepare_recovery("Ada", &code, &new).unwrap_err();
    assert!(
        matches!(right, AccountsError::TooManyAttempts { .. }),
        "{right:?}"
    );
    // A slip of the pen is none: it is found without asking the accounts.
    let slip = accounts.prepare_recovery("Bob", &another[..30], &new);
    let length = RecoveryCodeProblem::Length { found: 24 };
    assert_eq!(
        slip.unwrap_err(),
        AccountsError::InvalidRecoveryCode(length)
    );
}

#[test]
fn a_code_that_is_not_kept_opens_nothing_and_a_new_one_ends_the_old() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ada = register(&accounts, "Ada");
    let by = verified(&accounts, &ada);
    let first = recovery_code(&accounts, &ada);
    let unkept = accounts
        .make_recovery_code(&by, &password(PASSWORD))
        .unwrap();
    assert!(!unkept.is_written_down("0000"));
    let text = unkept.code().shown().to_string();
    let new = password(OTHER_PASSWORD);
    let refused = accounts.prepare_recovery("Ada", &text, &new);
    assert_eq!(refused.unwrap_err(), AccountsError::WrongRecoveryCode);
    let second = recovery_code(&accounts, &ada);
    let refused = accounts.prepare_recovery("Ada", &first, &new);
    assert_eq!(refused.unwrap_err(), AccountsError::WrongRecoveryCode);
    accounts.prepare_recovery("Ada", &second, &new).unwrap();
    assert!(
        accounts
            .recovery_code_made(by.account.id)
            .unwrap()
            .is_some()
    );
    let wrong = accounts.remove_recovery_code(&by, &password("wrong"));
    assert_eq!(wrong.unwrap_err(), AccountsError::WrongCredentials);
    accounts
        .remove_recovery_code(&by, &password(PASSWORD))
        .unwrap();
    let refused = accounts.prepare_recovery("Ada", &second, &new);
    assert_eq!(refused.unwrap_err(), AccountsError::WrongRecoveryCode);
}

#[test]
fn a_deactivated_account_is_not_recovered() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ada = register(&accounts, "Ada");
    let bob = register(&accounts, "Bob");
    let code = recovery_code(&accounts, &bob);
    accounts
        .deactivate(&verified(&accounts, &ada), bob.account.id)
        .unwrap();
    let refused = accounts.prepare_recovery("Bob", &code, &password(OTHER_PASSWORD));
    assert_eq!(refused.unwrap_err(), AccountsError::Deactivated);
}
