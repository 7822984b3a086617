//! The console that a command prints to.

/// Windows starts a program with windows without a console: a command takes the one that it was called from. Elsewhere
/// there is nothing to do.
pub fn attach() {
    #[cfg(all(windows, not(debug_assertions)))]
    attach_to_parent();
}

#[cfg(all(windows, not(debug_assertions)))]
#[expect(unsafe_code, reason = "there is no safe call for it")]
fn attach_to_parent() {
    use windows_sys::Win32::System::Console::{ATTACH_PARENT_PROCESS, AttachConsole};

    // SAFETY: the call takes a number and touches no memory of ours. Without a console there (a scheduled task) it
    // fails, and the streams stay what they are.
    unsafe { AttachConsole(ATTACH_PARENT_PROCESS) };
}
