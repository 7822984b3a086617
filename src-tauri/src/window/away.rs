//! The person goes away: the computer is about to sleep, or its screen is locked. The library is to be locked before.
//!
//! On Linux logind tells (the system's D-Bus); it waits a few seconds with sleeping for whoever asked it to. Elsewhere a
//! computer that slept is noticed when it wakes (`shell.rs`).

use std::{sync::Arc, thread};

use zbus::{
    blocking::{Connection, Proxy},
    zvariant::{OwnedFd, OwnedObjectPath},
};

const LOGIND: &str = "org.freedesktop.login1";
const MANAGER: &str = "/org/freedesktop/login1";

/// Calls `leave` whenever the person goes away; it returns when the library is locked. For the life of the program.
pub fn watch(leave: impl Fn() + Send + Sync + 'static) {
    match Connection::system() {
        Ok(bus) => watch_on(&bus, Arc::new(leave)),
        Err(error) => tracing::info!(%error, "nobody tells when the computer goes to sleep"),
    }
}

type Leave = Arc<dyn Fn() + Send + Sync>;
type Watch = fn(&Connection, &Leave) -> zbus::Result<()>;

fn watch_on(bus: &Connection, leave: Leave) {
    let watches: [(&str, Watch); 3] = [
        ("sleep", watch_sleep),
        ("screen lock", watch_lock),
        ("locked hint", watch_locked_hint),
    ];
    for (what, watch) in watches {
        let (bus, leave) = (bus.clone(), Arc::clone(&leave));
        let watching = thread::Builder::new().name(format!("watch {what}"));
        let begun = watching.spawn(move || {
            if let Err(error) = watch(&bus, &leave) {
                tracing::info!(%error, what, "not watched any more");
            }
        });
        if let Err(error) = begun {
            tracing::warn!(%error, what, "not watched");
        }
    }
}

/// Before the computer sleeps: it waits until we let go of what holds it up.
fn watch_sleep(bus: &Connection, leave: &Leave) -> zbus::Result<()> {
    let manager = Proxy::new(bus, LOGIND, MANAGER, "org.freedesktop.login1.Manager")?;
    let signals = manager.receive_signal("PrepareForSleep")?;
    let mut holds_up = hold_up(&manager);
    for signal in signals {
        let (begins,): (bool,) = signal.body().deserialize()?;
        if begins {
            leave();
            holds_up = None;
        } else if holds_up.is_none() {
            holds_up = hold_up(&manager);
        }
    }
    Ok(())
}

/// Where it is not allowed, the library is locked all the same, in a hurry.
fn hold_up(manager: &Proxy<'_>) -> Option<OwnedFd> {
    let what = ("sleep", "Bookplate", "Locks the library", "delay");
    manager
        .call("Inhibit", &what)
        .inspect_err(|error| tracing::info!(%error, "sleep is not held up"))
        .ok()
}

/// `loginctl lock-session`, and desktops whose lock key goes through it.
fn watch_lock(bus: &Connection, leave: &Leave) -> zbus::Result<()> {
    for _ in own_session(bus)?.receive_signal("Lock")? {
        leave();
    }
    Ok(())
}

/// Desktops that lock the screen by themselves say so to logind afterwards.
fn watch_locked_hint(bus: &Connection, leave: &Leave) -> zbus::Result<()> {
    for change in own_session(bus)?.receive_property_changed::<bool>("LockedHint") {
        if change.get()? {
            leave();
        }
    }
    Ok(())
}

fn own_session(bus: &Connection) -> zbus::Result<Proxy<'static>> {
    let manager = Proxy::new(bus, LOGIND, MANAGER, "org.freedesktop.login1.Manager")?;
    let path: OwnedObjectPath = match std::env::var("XDG_SESSION_ID") {
        Ok(id) => manager.call("GetSession", &(id,))?,
        Err(_) => manager.call("GetSessionByPID", &(std::process::id(),))?,
    };
    Proxy::new_owned(bus.clone(), LOGIND, path, "org.freedesktop.login1.Session")
}

#[cfg(test)]
mod tests {
    use std::{
        io::{Read, pipe},
        os::unix::net::UnixStream,
        sync::mpsc,
    };

    use zbus::{Guid, blocking::connection::Builder, interface, object_server::SignalEmitter};

    use super::*;

    /// logind, as far as it is asked.
    struct Manager {
        held_up: mpsc::Sender<std::io::PipeReader>,
        session: OwnedObjectPath,
    }

    #[interface(name = "org.freedesktop.login1.Manager")]
    impl Manager {
        fn inhibit(&self, what: &str, who: &str, why: &str, mode: &str) -> OwnedFd {
            assert_eq!((what, who, mode), ("sleep", "Bookplate", "delay"));
            assert_ne!(why, "");
            let (reader, writer) = pipe().unwrap();
            self.held_up.send(reader).unwrap();
            OwnedFd::from(std::os::fd::OwnedFd::from(writer))
        }

        #[zbus(name = "GetSession")]
        fn get_session(&self, id: &str) -> OwnedObjectPath {
            assert_ne!(id, "");
            self.session.clone()
        }

        #[zbus(name = "GetSessionByPID")]
        fn get_session_by_pid(&self, process: u32) -> OwnedObjectPath {
            assert_eq!(process, std::process::id());
            self.session.clone()
        }

        #[zbus(signal)]
        async fn prepare_for_sleep(emitter: &SignalEmitter<'_>, begins: bool) -> zbus::Result<()>;
    }

    struct Session {
        locked: bool,
    }

    #[interface(name = "org.freedesktop.login1.Session")]
    impl Session {
        #[zbus(property)]
        fn locked_hint(&self) -> bool {
            self.locked
        }

        #[zbus(property)]
        fn set_locked_hint(&mut self, locked: bool) {
            self.locked = locked;
        }

        #[zbus(signal)]
        async fn lock(emitter: &SignalEmitter<'_>) -> zbus::Result<()>;
    }

    /// A computer whose logind is ours, and what is heard of people leaving.
    struct Computer {
        logind: Connection,
        held_up: mpsc::Receiver<std::io::PipeReader>,
        left: mpsc::Receiver<()>,
    }

    #[expect(deprecated, reason = "its successor wants a stream of one more crate")]
    fn stream(stream: UnixStream) -> Builder<'static> {
        Builder::unix_stream(stream)
    }

    impl Computer {
        fn new() -> Self {
            let (ours, theirs) = UnixStream::pair().unwrap();
            let (held_up, receiver) = mpsc::channel();
            let session = OwnedObjectPath::try_from("/session").unwrap();
            let logind = thread::spawn(move || {
                stream(ours)
                    .server(Guid::generate())
                    .unwrap()
                    .p2p()
                    .serve_at(MANAGER, Manager { held_up, session })
                    .unwrap()
                    .serve_at("/session", Session { locked: false })
                    .unwrap()
                    .build()
                    .unwrap()
            });
            let bus = stream(theirs).p2p().build().unwrap();
            let (leave, left) = mpsc::channel();
            watch_on(&bus, Arc::new(move || leave.send(()).unwrap()));
            Self {
                logind: logind.join().unwrap(),
                held_up: receiver,
                left,
            }
        }

        fn emitter(&self, path: &str) -> SignalEmitter<'static> {
            SignalEmitter::new(self.logind.inner(), path.to_owned()).unwrap()
        }

        fn sleep(&self, begins: bool) {
            zbus::block_on(Manager::prepare_for_sleep(&self.emitter(MANAGER), begins)).unwrap();
        }
    }

    #[test]
    fn the_computer_waits_with_sleeping_until_the_library_is_locked() {
        let computer = Computer::new();
        for _ in 0..2 {
            let mut holds_up = computer.held_up.recv().unwrap();
            computer.sleep(true);
            computer.left.recv().unwrap();
            // Let go of: the pipe is at its end.
            assert_eq!(holds_up.read(&mut [0]).unwrap(), 0);
            computer.sleep(false);
        }
    }

    #[test]
    fn a_locked_screen_locks_the_library() {
        let computer = Computer::new();
        // Until somebody listens, nobody hears.
        let hears = |tell: &dyn Fn()| {
            let patience = std::time::Duration::from_millis(50);
            (0..200).any(|_| {
                tell();
                computer.left.recv_timeout(patience).is_ok()
            })
        };
        assert!(hears(&|| {
            zbus::block_on(Session::lock(&computer.emitter("/session"))).unwrap();
        }));
        let session = computer
            .logind
            .object_server()
            .interface::<_, Session>("/session")
            .unwrap();
        assert!(hears(&|| {
            for locked in [false, true] {
                session.get_mut().locked = locked;
                let now = session.get();
                let told = now.locked_hint_changed(session.signal_emitter());
                zbus::block_on(told).unwrap();
            }
        }));
    }
}
