//! What this program has in its memory stays there: no core dump, and no other program of the same person reads it.

/// Asked for once, before anything secret is in memory. What the system refuses is told to the log: the person can go on.
pub fn protect() {
    #[cfg(unix)]
    no_core_dumps();
    #[cfg(target_os = "linux")]
    not_dumpable();
}

/// Also of the programs that this one starts, which show what is in the library.
#[cfg(unix)]
fn no_core_dumps() {
    use rustix::process::{Resource, Rlimit, setrlimit};

    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    if let Err(error) = setrlimit(Resource::Core, none) {
        tracing::warn!(%error, "a crash may leave a core dump");
    }
}

/// Neither `ptrace` nor `/proc/…/mem`, nor a dump handed to another program, which the limit does not cover.
#[cfg(target_os = "linux")]
fn not_dumpable() {
    use rustix::process::{DumpableBehavior, set_dumpable_behavior};

    if let Err(error) = set_dumpable_behavior(DumpableBehavior::NotDumpable) {
        tracing::warn!(%error, "other programs may read this one's memory");
    }
}

/// Gives freed memory back to the system, which wipes it: what was in the page cache of a library that was closed is gone.
pub fn give_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        #[allow(
            unsafe_code,
            reason = "a call of the C library that takes a number and no pointer"
        )]
        // SAFETY: it may be called at any time, on any thread.
        unsafe {
            libc::malloc_trim(0);
        }
    }
}
