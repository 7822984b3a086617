//! Who is signed in: a table in memory, gone with the process.

use std::collections::HashMap;
use std::fmt;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::account::{Account, AccountId};
use crate::data_key::DataKey;
use crate::store::{Roll, Stage};
use crate::token::{Claims, Reason, Token, TokenId};

/// Tokens of one session that can live at a time. The window needs two, while it goes from one to the next.
const MOST_TOKENS: usize = 8;

/// Names one session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SessionId(Uuid);

impl SessionId {
    pub(crate) fn from_uuid(uuid: Uuid) -> Self {
        Self(uuid)
    }
}

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

/// What signing in gives.
#[derive(Debug)]
pub struct Session {
    /// The first token of the session.
    pub token: Token,
    /// Whose it is.
    pub account: Account,
    /// Its name.
    pub session: SessionId,
    /// Opens the account's library. Not kept in here: drop it as soon as the library is open.
    pub data_key: DataKey,
    /// Whether that is the key of before or, where the library was about to be encrypted anew, the one it was to get.
    pub stage: Stage,
}

/// A token has been checked: this account is calling, in this session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// As it is at this moment.
    pub account: Account,
    /// The session that the token belongs to.
    pub session: SessionId,
}

/// A session has ended; whatever it had open must be closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionEnd {
    /// The session that ended.
    pub session: SessionId,
    /// Whose it was.
    pub account: AccountId,
    /// Why it ended.
    pub reason: EndReason,
}

/// Why a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndReason {
    /// Logged out, or locked.
    Closed,
    /// Its last token expired.
    Expired,
    /// The account's password was changed, or it was deactivated and activated again.
    Renewed,
    /// The account was deactivated.
    Deactivated,
    /// The account was deleted.
    Deleted,
}

/// When a token ends, by either clock.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deadline {
    pub wall: SystemTime,
    pub monotonic: Duration,
}

/// The present, by both clocks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    pub wall: SystemTime,
    pub monotonic: Duration,
}

impl Moment {
    pub fn after(self, lifetime: Duration) -> Deadline {
        Deadline {
            wall: self.wall.checked_add(lifetime).unwrap_or(self.wall),
            monotonic: self.monotonic.saturating_add(lifetime),
        }
    }
}

impl Deadline {
    fn has_passed(self, now: Moment) -> bool {
        self.wall <= now.wall || self.monotonic <= now.monotonic
    }
}

struct Live {
    account: AccountId,
    epoch: i64,
    /// Oldest first.
    tokens: Vec<(TokenId, Deadline)>,
}

impl Live {
    fn ended(&self, session: SessionId, reason: EndReason) -> SessionEnd {
        SessionEnd {
            session,
            account: self.account,
            reason,
        }
    }
}

/// The living sessions.
#[derive(Default)]
pub(crate) struct Sessions {
    live: HashMap<SessionId, Live>,
}

impl Sessions {
    pub fn begin(&mut self, session: SessionId, account: AccountId, epoch: i64) {
        self.live.insert(
            session,
            Live {
                account,
                epoch,
                tokens: Vec::with_capacity(2),
            },
        );
    }

    /// Adds a token to a session. False when the session does not live any more.
    pub fn admit(&mut self, session: SessionId, token: TokenId, deadline: Deadline) -> bool {
        let Some(live) = self.live.get_mut(&session) else {
            return false;
        };
        if live.tokens.len() == MOST_TOKENS {
            live.tokens.remove(0);
        }
        live.tokens.push((token, deadline));
        true
    }

    /// Whose session it is, while it lives.
    pub fn account_of(&self, session: SessionId) -> Option<AccountId> {
        self.live.get(&session).map(|live| live.account)
    }

    /// Whether the session lives, is that account's, and has that token.
    pub fn check(&self, claims: &Claims, now: Moment) -> Result<(), Reason> {
        let live = self.live.get(&claims.sid).ok_or(Reason::NoSession)?;
        if live.account != claims.sub {
            return Err(Reason::WrongAccount);
        }
        let deadline = live
            .tokens
            .iter()
            .find_map(|&(id, deadline)| (id == claims.jti).then_some(deadline))
            .ok_or(Reason::UnknownToken)?;
        if deadline.has_passed(now) {
            return Err(Reason::Expired);
        }
        Ok(())
    }

    pub fn end(&mut self, session: SessionId, reason: EndReason) -> Option<SessionEnd> {
        let live = self.live.remove(&session)?;
        Some(live.ended(session, reason))
    }

    /// Lets a session live on under the account's new epoch, when it is the one that made it.
    pub fn carry_over(&mut self, session: SessionId, epoch: i64) {
        if let Some(live) = self.live.get_mut(&session) {
            live.epoch = epoch;
        }
    }

    /// Ends the sessions whose every token has expired.
    pub fn expire(&mut self, now: Moment) -> Vec<SessionEnd> {
        for live in self.live.values_mut() {
            live.tokens
                .retain(|(_, deadline)| !deadline.has_passed(now));
        }
        self.end_where(|live| live.tokens.is_empty().then_some(EndReason::Expired))
    }

    /// Ends the sessions that the accounts, as they are now, do not bear any more.
    pub fn reconcile(&mut self, roll: &Roll) -> Vec<SessionEnd> {
        self.end_where(|live| match roll.get(live.account) {
            None => Some(EndReason::Deleted),
            Some(record) if !record.account.active => Some(EndReason::Deactivated),
            Some(record) if record.epoch != live.epoch => Some(EndReason::Renewed),
            Some(_) => None,
        })
    }

    fn end_where(&mut self, reason: impl Fn(&Live) -> Option<EndReason>) -> Vec<SessionEnd> {
        let mut ended = Vec::new();
        self.live.retain(|&session, live| match reason(live) {
            Some(reason) => {
                ended.push(live.ended(session, reason));
                false
            }
            None => true,
        });
        ended
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Duration = Duration::from_hours(1);

    fn moment(seconds: u64) -> Moment {
        let seconds = Duration::from_secs(seconds);
        Moment {
            wall: SystemTime::UNIX_EPOCH + 1000 * HOUR + seconds,
            monotonic: seconds,
        }
    }

    fn session(n: u128) -> SessionId {
        SessionId::from_uuid(Uuid::from_u128(n))
    }

    fn token(n: u128) -> TokenId {
        TokenId(Uuid::from_u128(n))
    }

    fn sessions_of(n: u128) -> Sessions {
        let mut sessions = Sessions::default();
        sessions.begin(session(n), AccountId::from_uuid(Uuid::from_u128(n)), 0);
        sessions
    }

    #[test]
    fn a_session_lives_as_long_as_its_last_token() {
        let mut sessions = sessions_of(1);
        sessions.admit(session(1), token(1), moment(0).after(HOUR));
        sessions.admit(session(1), token(2), moment(1800).after(HOUR));
        assert!(sessions.expire(moment(3600)).is_empty());
        let ended = sessions.expire(moment(5400));
        assert_eq!(ended.len(), 1);
        assert_eq!(ended[0].reason, EndReason::Expired);
        assert!(!sessions.admit(session(1), token(3), moment(5400).after(HOUR)));
    }

    #[test]
    fn either_clock_ends_a_token() {
        let deadline = moment(0).after(HOUR);
        let start = moment(0);
        assert!(!deadline.has_passed(moment(3599)));
        assert!(deadline.has_passed(Moment {
            monotonic: HOUR,
            ..start
        }));
        assert!(deadline.has_passed(Moment {
            wall: start.wall + HOUR,
            ..start
        }));
    }

    #[test]
    fn renewing_without_end_does_not_fill_the_memory() {
        let mut sessions = sessions_of(1);
        for n in 0..1000 {
            assert!(sessions.admit(session(1), token(n), moment(0).after(HOUR)));
        }
        assert_eq!(sessions.live[&session(1)].tokens.len(), MOST_TOKENS);
    }
}
