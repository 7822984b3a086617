//! The accounts of one data folder, and who of them is signed in.

use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::account::{Account, AccountId};
use crate::clock::{Clock, SystemClock, instant_text};
use crate::cost::{Cost, Parameters};
use crate::data_key::DataKey;
use crate::error::AccountsError;
use crate::random;
use crate::session::{EndReason, Moment, Session, SessionEnd, SessionId, Sessions, Verified};
use crate::store::{Record, Stage, Store};
use crate::token::{self, Issuer, Reason, Refused, Token, TokenKey};

/// What accounts get from outside: time, cost and, in tests, the key.
#[derive(Clone)]
pub struct Settings {
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// How much work a password check is.
    pub cost: Cost,
    /// How long an access token lasts.
    pub token_lifetime: Duration,
    /// What signs the access tokens.
    pub token_key: TokenKey,
}

impl Default for Settings {
    /// The system's clocks, a calibrated cost, 45 minutes and a key for this launch only.
    fn default() -> Self {
        Self {
            clock: Arc::new(SystemClock::new()),
            cost: Cost::calibrated(),
            token_lifetime: token::LIFETIME,
            token_key: TokenKey::fresh(),
        }
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("cost", &self.cost)
            .field("token_lifetime", &self.token_lifetime)
            .finish_non_exhaustive()
    }
}

type Listener = Arc<dyn Fn(SessionEnd) + Send + Sync>;

/// The accounts of one data folder. Any number of handles, in any number of processes, may have the folder open; the
/// sessions belong to the handle that began them.
pub struct Accounts {
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) cost: Cost,
    issuer: Issuer,
    // Where both are held, the store is taken first. A session begins while the store is held, so that no change to its
    // account can slip in between.
    store: Mutex<Store>,
    sessions: Mutex<Sessions>,
    listeners: Mutex<Vec<Listener>>,
}

impl Accounts {
    /// Opens the accounts of `folder`, or makes them where there have never been any.
    ///
    /// Refused, and every file left as it is to the byte: an `accounts.db` that is empty, cut off, damaged, not ours or
    /// from a newer version; libraries without an `accounts.db`; a folder that cannot be written.
    pub fn open(folder: &Path, settings: Settings) -> Result<Self, AccountsError> {
        Ok(Self {
            issuer: Issuer::new(&settings.token_key, settings.token_lifetime)?,
            store: Mutex::new(Store::open(folder)?),
            clock: settings.clock,
            cost: settings.cost,
            sessions: Mutex::default(),
            listeners: Mutex::default(),
        })
    }

    /// Whether there is no account yet. The first to register becomes the administrator.
    pub fn is_empty(&self) -> Result<bool, AccountsError> {
        Ok(!Record::any(self.store().read())?)
    }

    /// All accounts, oldest first.
    pub fn list(&self) -> Result<Vec<Account>, AccountsError> {
        let records = Record::all(self.store().read())?;
        Ok(records.into_iter().map(|record| record.account).collect())
    }

    /// Who is calling. Every call of the window that is not public starts here.
    ///
    /// Checked are signature, header and claims, both clocks, that the session lives, that it is the account's own, and
    /// that the account is still there and active, also by the word of other processes.
    pub fn verify(&self, token: &str) -> Result<Verified, Refused> {
        let now = self.moment();
        let verified = self.look_up(token, now);
        if verified.as_ref().err() == Some(&Reason::Expired) {
            self.end_expired(now);
        }
        verified.map_err(Refused::from)
    }

    fn look_up(&self, token: &str, now: Moment) -> Result<Verified, Reason> {
        let claims = self.issuer.read(token, now.wall)?;
        let (ended, verified) = {
            let mut store = self.store();
            let roll = store.roll().map_err(|_| Reason::Storage)?;
            let mut sessions = self.sessions();
            let ended = sessions.reconcile(roll);
            let verified = sessions.check(&claims, now).and_then(|()| {
                let record = roll.get(claims.sub).ok_or(Reason::NoSession)?;
                Ok(Verified {
                    account: record.account.clone(),
                    session: claims.sid,
                })
            });
            (ended, verified)
        };
        self.announce(ended);
        verified
    }

    /// A new token for a session that lives. The earlier one stays valid until it expires, for calls under way.
    pub fn renew(&self, verified: &Verified) -> Result<Token, Refused> {
        let now = self.moment();
        let account = verified.account.id;
        let (token, id) = self
            .issuer
            .mint(account, verified.session, now.wall)
            .map_err(|_| Reason::Storage)?;
        let deadline = now.after(self.issuer.lifetime());
        let mut sessions = self.sessions();
        let admitted = sessions.account_of(verified.session) == Some(account)
            && sessions.admit(verified.session, id, deadline);
        if admitted {
            Ok(token)
        } else {
            Err(Reason::NoSession.into())
        }
    }

    /// Ends a session at once: log out and lock. Ending one that has ended is nothing.
    pub fn end(&self, session: SessionId) {
        let ended = self.sessions().end(session, EndReason::Closed);
        self.announce(ended);
    }

    /// Ends the sessions that have expired, and those whose account another process has changed. Every call of
    /// [`verify`](Self::verify) does so too; call this now and then for the time when nobody calls.
    pub fn sweep(&self) -> Result<(), AccountsError> {
        self.end_expired(self.moment());
        self.reconcile()
    }

    /// Calls `listener` for every session of this handle that ends, whatever the reason, after it has ended.
    pub fn on_session_end(&self, listener: impl Fn(SessionEnd) + Send + Sync + 'static) {
        lock(&self.listeners).push(Arc::new(listener));
    }

    /// Begins a session for the account that `record` finds, while nobody else can write.
    pub(crate) fn sign_in(
        &self,
        account: AccountId,
        data_key: DataKey,
        stage: Stage,
        record: impl FnOnce(&mut Store) -> Result<Record, AccountsError>,
    ) -> Result<Session, AccountsError> {
        // Whatever can fail comes before the record: a registration that is written must also sign in.
        let now = self.moment();
        let session = SessionId::from_uuid(random::uuid()?);
        let (token, id) = self.issuer.mint(account, session, now.wall)?;

        let mut store = self.store();
        let record = record(&mut store)?;
        let mut sessions = self.sessions();
        sessions.begin(session, account, record.epoch);
        sessions.admit(session, id, now.after(self.issuer.lifetime()));
        Ok(Session {
            token,
            account: record.account,
            session,
            data_key,
            stage,
        })
    }

    /// Ends the sessions that the accounts, as they are in the file now, do not bear any more.
    pub(crate) fn reconcile(&self) -> Result<(), AccountsError> {
        let ended = {
            let mut store = self.store();
            let roll = store.roll()?;
            self.sessions().reconcile(roll)
        };
        self.announce(ended);
        Ok(())
    }

    fn end_expired(&self, now: Moment) {
        let ended = self.sessions().expire(now);
        self.announce(ended);
    }

    /// With no lock held: a listener may ask the accounts anything.
    fn announce(&self, ended: impl IntoIterator<Item = SessionEnd>) {
        for end in ended {
            tracing::info!(session = %end.session, reason = ?end.reason, "session ended");
            let listeners = lock(&self.listeners).clone();
            for listener in listeners {
                listener(end);
            }
        }
    }

    /// The cost for a new key slot, and for a name that no account has: calibrated at the first need and kept.
    pub(crate) fn parameters(&self) -> Result<Parameters, AccountsError> {
        if let Some(kept) = self.acceptable(self.store().read())? {
            return Ok(kept);
        }
        let chosen = self.cost.choose(&*self.clock)?;
        self.store().write(|tx| {
            // Another process may have calibrated meanwhile.
            if let Some(kept) = self.acceptable(tx)? {
                return Ok(kept);
            }
            chosen.keep_for_installation(tx)?;
            Ok(chosen)
        })
    }

    /// The installation's cost holds for keys yet to be made: one out of range is simply measured anew.
    fn acceptable(&self, conn: &rusqlite::Connection) -> Result<Option<Parameters>, AccountsError> {
        let kept = Parameters::of_installation(conn)?;
        Ok(kept.filter(|&kept| self.cost.accepts(kept)))
    }

    pub(crate) fn moment(&self) -> Moment {
        Moment {
            wall: self.clock.now(),
            monotonic: self.clock.monotonic(),
        }
    }

    pub(crate) fn now_text(&self) -> String {
        instant_text(self.clock.now())
    }

    pub(crate) fn store(&self) -> MutexGuard<'_, Store> {
        lock(&self.store)
    }

    pub(crate) fn sessions(&self) -> MutexGuard<'_, Sessions> {
        lock(&self.sessions)
    }
}

impl fmt::Debug for Accounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Accounts").finish_non_exhaustive()
    }
}

/// A panic while one of the locks was held cannot have left half a change: the store's are transactions, the tables in
/// memory change in single steps.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
