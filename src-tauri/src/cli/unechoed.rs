//! A terminal that shows nothing of what is typed, from before it is asked for: whoever answers at once is not seen either.

use std::{fs::File, io};

use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};

/// Shows what is typed again when dropped.
pub struct Unechoed {
    terminal: File,
    before: Termios,
}

impl Unechoed {
    /// Of the terminal that this process was started on.
    pub fn begin() -> io::Result<Self> {
        let terminal = File::open("/dev/tty")?;
        let before = tcgetattr(&terminal)?;
        let mut modes = before.clone();
        // As the prompt will have them, so that nothing typed before it is taken otherwise.
        modes.local_modes -=
            LocalModes::ECHO | LocalModes::ECHONL | LocalModes::ICANON | LocalModes::ISIG;
        tcsetattr(&terminal, OptionalActions::Now, &modes)?;
        Ok(Self { terminal, before })
    }
}

impl Drop for Unechoed {
    fn drop(&mut self) {
        // A terminal that has gone has nothing to show.
        let _ = tcsetattr(&self.terminal, OptionalActions::Now, &self.before);
    }
}
