//! A virtual display that a program in another root can reach.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Stdio},
};

use crate::shell::{Result, Shell};

/// A running Xvfb; it ends with this value.
pub struct Display<'a> {
    shell: &'a Shell,
    server: Child,
    number: String,
}

impl<'a> Display<'a> {
    /// Starts a display on a free number.
    pub fn start(shell: &'a Shell) -> Result<Self> {
        let mut server = shell
            .command("Xvfb")
            // Over TCP: the usual socket is a file, which another root does not see.
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1280x800x24",
                "-listen",
                "tcp",
                "-ac",
            ])
            .into_command()
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut number = String::new();
        if let Some(printed) = server.stdout.take() {
            BufReader::new(printed).read_line(&mut number)?;
        }
        let number = number.trim().to_owned();
        if number.is_empty() {
            server.kill()?;
            return Err("Xvfb did not say its display's number".into());
        }
        Ok(Self {
            shell,
            server,
            number,
        })
    }

    /// The value of `DISPLAY`.
    pub fn name(&self) -> String {
        format!("127.0.0.1:{}", self.number)
    }

    /// Waits until a window with that title is seen.
    pub fn wait_for_window(&self, title: &str) -> Result {
        self.shell
            .command("timeout")
            .args([
                "60",
                "xdotool",
                "search",
                "--sync",
                "--onlyvisible",
                "--name",
                title,
            ])
            .env("DISPLAY", self.name())
            .output()
            .map(|_| ())
            .map_err(|error| {
                format!("no window called {title} was seen within a minute\n{error}").into()
            })
    }
}

impl Drop for Display<'_> {
    fn drop(&mut self) {
        // It may have ended by itself; either way it is gone.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
