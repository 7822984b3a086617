//! A data folder, clocks that a test moves, and people who register.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use accounts::{
    Accounts, AccountsError, Clock, Cost, Password, Session, SessionEnd, Settings, TokenKey,
    Verified,
};
use rusqlite::Connection;
use tempfile::TempDir;

/// Signs the tokens of a scene, so that a test can sign wrong ones.
pub const KEY: [u8; 32] = [0x5a; 32];

/// 15 January 2027, 8 o'clock in UTC, since 1970.
pub const MORNING: Duration = Duration::from_hours(500_000);

pub const LIFETIME: Duration = Duration::from_mins(45);

pub const PASSWORD: &str = "walnut gravel umbrella tide";

pub const OTHER_PASSWORD: &str = "lantern mosaic orchard flint";

#[derive(Debug)]
pub struct Hands {
    time: Mutex<(SystemTime, Duration)>,
}

impl Hands {
    fn new() -> Self {
        let morning = SystemTime::UNIX_EPOCH + MORNING;
        Self {
            time: Mutex::new((morning, Duration::from_mins(10))),
        }
    }

    /// Time passes, as both clocks see it.
    pub fn pass(&self, time: Duration) {
        let mut hands = self.time.lock().unwrap();
        hands.0 += time;
        hands.1 += time;
    }

    /// Someone sets the wall clock.
    pub fn set_wall(&self, set: impl FnOnce(SystemTime) -> SystemTime) {
        let mut hands = self.time.lock().unwrap();
        hands.0 = set(hands.0);
    }
}

impl Clock for Hands {
    fn now(&self) -> SystemTime {
        self.time.lock().unwrap().0
    }

    fn monotonic(&self) -> Duration {
        self.time.lock().unwrap().1
    }
}

pub struct Scene {
    folder: TempDir,
    pub clock: Arc<Hands>,
    pub cost: Cost,
}

impl Scene {
    pub fn new() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
            clock: Arc::new(Hands::new()),
            cost: Cost::for_tests(),
        }
    }

    /// Another handle on the same folder, as the next launch or another process has it.
    pub fn open(&self) -> Accounts {
        self.try_open().unwrap()
    }

    pub fn try_open(&self) -> Result<Accounts, AccountsError> {
        Accounts::open(self.folder(), self.settings())
    }

    pub fn settings(&self) -> Settings {
        Settings {
            clock: self.clock.clone(),
            cost: self.cost.clone(),
            token_lifetime: LIFETIME,
            token_key: TokenKey::known_to_a_test(KEY),
        }
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn file(&self) -> PathBuf {
        self.folder().join("accounts.db")
    }

    /// Behind the crate's back.
    pub fn sql(&self) -> Connection {
        Connection::open(self.file()).unwrap()
    }

    /// How many times Argon2id ran during `act`.
    pub fn runs<T>(&self, act: impl FnOnce() -> T) -> (T, u64) {
        let before = self.cost.work().runs;
        let value = act();
        (value, self.cost.work().runs - before)
    }
}

pub fn password(text: &str) -> Password {
    Password::new(text.to_owned())
}

pub fn register(accounts: &Accounts, name: &str) -> Session {
    let prepared = accounts.prepare(name, &password(PASSWORD)).unwrap();
    accounts.admit(prepared).unwrap()
}

pub fn log_in(accounts: &Accounts, name: &str) -> Session {
    accounts.log_in(name, &password(PASSWORD)).unwrap()
}

pub fn verified(accounts: &Accounts, session: &Session) -> Verified {
    accounts.verify(session.token.text()).unwrap()
}

pub fn is_signed_in(accounts: &Accounts, session: &Session) -> bool {
    accounts.verify(session.token.text()).is_ok()
}

/// What the listeners hear from now on.
pub fn ends_of(accounts: &Accounts) -> Arc<Mutex<Vec<SessionEnd>>> {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let ears = Arc::clone(&heard);
    accounts.on_session_end(move |end| ears.lock().unwrap().push(end));
    heard
}
