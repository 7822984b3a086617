//! Makes tokens and reads them back.

use std::collections::HashSet;
use std::time::{Duration, SystemTime};

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use zeroize::Zeroizing;

use super::{Claims, Reason, Token, TokenId, TokenKey, hs256};
use crate::account::AccountId;
use crate::clock::unix_seconds;
use crate::session::SessionId;
use crate::{AccountsError, random};

const ISSUER: &str = "bookplate";
const AUDIENCE: &str = "bookplate-window";

/// `{"typ":"JWT","alg":"HS256"}` in base64url: the one header that a token of ours has.
const HEADER: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.";

/// Ours have some 400 characters. What is longer is not looked at.
const LONGEST: usize = 2048;

/// Holds this launch's key. Both halves of it wipe themselves when dropped.
pub(crate) struct Issuer {
    sign: EncodingKey,
    check: DecodingKey,
    validation: Validation,
    lifetime: Duration,
}

impl Issuer {
    pub fn new(key: &TokenKey, lifetime: Duration) -> Result<Self, AccountsError> {
        hs256::install()?;
        let key = key.draw()?;
        Ok(Self {
            sign: EncodingKey::from_secret(key.as_slice()),
            check: DecodingKey::from_secret(key.as_slice()),
            validation: validation(),
            lifetime,
        })
    }

    /// How long a new token lasts.
    pub fn lifetime(&self) -> Duration {
        self.lifetime
    }

    /// A new token, with its id.
    pub fn mint(
        &self,
        account: AccountId,
        session: SessionId,
        now: SystemTime,
    ) -> Result<(Token, TokenId), AccountsError> {
        let now = unix_seconds(now);
        let id = TokenId(random::uuid()?);
        let text = self.sign(&Claims {
            iss: ISSUER.to_owned(),
            aud: AUDIENCE.to_owned(),
            sub: account,
            sid: session,
            jti: id,
            iat: now,
            nbf: now,
            exp: now.saturating_add(self.lifetime.as_secs()),
        })?;
        Ok((Token::new(text, self.lifetime), id))
    }

    fn sign(&self, claims: &Claims) -> Result<Zeroizing<String>, AccountsError> {
        jsonwebtoken::encode(&Header::new(Algorithm::HS256), claims, &self.sign)
            .map(Zeroizing::new)
            .map_err(|error| {
                tracing::error!(%error, "a token could not be signed");
                AccountsError::Storage
            })
    }

    /// The claims of a token that we made and that is valid now. Whether its session lives is not asked here.
    pub fn read(&self, text: &str, now: SystemTime) -> Result<Claims, Reason> {
        if text.len() > LONGEST {
            return Err(Reason::TooLong);
        }
        if !text.starts_with(HEADER) {
            return Err(Reason::Header);
        }
        let claims = jsonwebtoken::decode::<Claims>(text, &self.check, &self.validation)
            .map_err(|_| Reason::SignatureOrClaims)?
            .claims;
        // One set of claims has one spelling, ours: no other order, white space, or JSON array in an object's place.
        if self.sign(&claims).map_err(|_| Reason::Spelling)?.as_str() != text {
            return Err(Reason::Spelling);
        }
        self.check(&claims, unix_seconds(now))?;
        Ok(claims)
    }

    /// The checks that the library leaves to us, and those that we do not leave to it.
    fn check(&self, claims: &Claims, now: u64) -> Result<(), Reason> {
        if claims.iss != ISSUER || claims.aud != AUDIENCE {
            return Err(Reason::Audience);
        }
        if claims.iat > now || claims.nbf > now {
            return Err(Reason::NotYetValid);
        }
        if claims.exp <= now {
            return Err(Reason::Expired);
        }
        let lasts = claims.exp.checked_sub(claims.iat);
        if lasts.is_none_or(|lasts| lasts > self.lifetime.as_secs()) || claims.nbf < claims.iat {
            return Err(Reason::Lifetime);
        }
        Ok(())
    }
}

/// The library checks signature, algorithm, issuer and audience. The times are ours: it would ask the system's clock
/// instead of the one that we were given, and it takes `exp` itself as still valid.
fn validation() -> Validation {
    let mut validation = Validation::new(Algorithm::HS256);
    validation.leeway = 0;
    validation.validate_exp = false;
    validation.validate_nbf = false;
    validation.set_issuer(&[ISSUER]);
    validation.set_audience(&[AUDIENCE]);
    validation.required_spec_claims = ["iss", "aud", "sub", "nbf", "exp"]
        .map(str::to_owned)
        .into_iter()
        .collect::<HashSet<_>>();
    validation
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    const NOW: u64 = 1_800_000_000;

    fn at(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }

    fn issuer() -> Issuer {
        Issuer::new(&TokenKey::known_to_a_test([7; 32]), Duration::from_mins(45)).unwrap()
    }

    fn token() -> String {
        issuer()
            .mint(
                AccountId::from_uuid(Uuid::from_u128(1)),
                SessionId::from_uuid(Uuid::from_u128(2)),
                at(NOW),
            )
            .unwrap()
            .0
            .text()
            .to_owned()
    }

    #[test]
    fn what_is_minted_is_read_until_the_last_second() {
        let text = token();
        assert!(text.starts_with(HEADER));
        let read = |now| issuer().read(&text, at(now)).map(|claims| claims.exp);
        assert_eq!(read(NOW), Ok(NOW + 2700));
        assert_eq!(read(NOW + 2699), Ok(NOW + 2700));
        assert_eq!(read(NOW + 2700), Err(Reason::Expired));
        assert_eq!(read(NOW - 1), Err(Reason::NotYetValid));
    }

    #[test]
    fn another_launch_reads_nothing_of_it() {
        let other = Issuer::new(&TokenKey::fresh(), Duration::from_mins(45)).unwrap();
        assert_eq!(
            other.read(&token(), at(NOW)),
            Err(Reason::SignatureOrClaims)
        );
    }

    #[test]
    fn a_longer_life_than_ours_is_refused() {
        let short = Issuer::new(
            &TokenKey::known_to_a_test([7; 32]),
            Duration::from_secs(2699),
        )
        .unwrap();
        assert_eq!(short.read(&token(), at(NOW)), Err(Reason::Lifetime));
    }

    proptest! {
        #[test]
        fn no_text_is_a_token_and_none_panics(text in "\\PC{0,300}", parts in "[A-Za-z0-9_-]{0,40}(\\.[A-Za-z0-9_-]{0,40}){0,4}") {
            let issuer = issuer();
            prop_assert!(issuer.read(&text, at(NOW)).is_err());
            prop_assert!(issuer.read(&parts, at(NOW)).is_err());
            let ours = [HEADER, &parts].concat();
            prop_assert!(issuer.read(&ours, at(NOW)).is_err());
        }
    }
}
