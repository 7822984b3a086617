//! From the start of a process to a painted window, on a virtual display of its own.
//!
//! Painted means: the middle of the screen looks as it will stay. What that is, a first run tells, whose picture has
//! not changed for a while; the timed runs end when 99 of 100 pixels are so (a caret may blink).

use std::{
    error::Error,
    ffi::OsStr,
    os::unix::process::CommandExt,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use x11rb::{
    connection::Connection,
    protocol::xproto::{ConnectionExt, ImageFormat},
    rust_connection::RustConnection,
};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const SCREEN: (u16, u16) = (1280, 900);
const LOOKED_AT: (u16, u16) = (500, 500);
const BETWEEN_LOOKS: Duration = Duration::from_millis(2);
/// How long a picture must stand still to count as the final one.
const STILL: Duration = Duration::from_millis(1_500);
const GIVE_UP: Duration = Duration::from_mins(1);

/// A virtual display with a message bus of its own; both end when it is dropped.
pub struct Display {
    server: Child,
    name: String,
}

impl Display {
    /// Starts a display, or says why there is none.
    pub fn start() -> Result<Self> {
        let number = 90 + std::process::id() % 400;
        let name = format!(":{number}");
        let server = Command::new("Xvfb")
            .arg(&name)
            // Or it would begin anew, and cut every connection, whenever the last window closes.
            .arg("-noreset")
            .args(["-screen", "0", &format!("{}x{}x24", SCREEN.0, SCREEN.1)])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let display = Self { server, name };
        let begun = Instant::now();
        while x11rb::connect(Some(&display.name)).is_err() {
            if begun.elapsed() > GIVE_UP {
                return Err("Xvfb did not come up".into());
            }
            thread::sleep(BETWEEN_LOOKS);
        }
        Ok(display)
    }

    /// Times `runs` starts of `program` until its window is painted, after one that shows what painted looks like.
    pub fn starts(&self, program: &Path, data: &Path, runs: usize) -> Result<Vec<Duration>> {
        let blank = self.picture()?;
        let running = self.run(program, data)?;
        let painted = self.still_picture(&blank);
        self.end(running, &blank)?;
        let painted = painted?;
        (0..runs)
            .map(|_| {
                let begun = Instant::now();
                let running = self.run(program, data)?;
                let took = self.until(begun, |picture| looks_like(picture, &painted));
                self.end(running, &blank)?;
                took
            })
            .collect()
    }

    fn run(&self, program: &Path, data: &Path) -> Result<Child> {
        // A bus of its own, or the second start would only bring the first window forward.
        Ok(Command::new("dbus-run-session")
            .args([OsStr::new("--"), program.as_os_str()])
            .env("DISPLAY", &self.name)
            .env("BOOKPLATE_DATA", data)
            .env("XDG_DATA_HOME", data.join("xdg-data"))
            .env("XDG_CONFIG_HOME", data.join("xdg-config"))
            .env("XDG_CACHE_HOME", data.join("xdg-cache"))
            .env("NO_AT_BRIDGE", "1")
            .env_remove("WAYLAND_DISPLAY")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // A group of its own: the bus's process, the app's and the web view's end together.
            .process_group(0)
            .spawn()?)
    }

    /// Ends a program with all its processes, and waits until its window is gone.
    fn end(&self, mut running: Child, blank: &[u8]) -> Result<()> {
        let group = format!("-{}", running.id());
        Command::new("kill")
            .args(["-KILL", "--", &group])
            .status()?;
        running.wait()?;
        self.until(Instant::now(), |picture| looks_like(picture, blank))?;
        Ok(())
    }

    fn picture(&self) -> Result<Vec<u8>> {
        let (connection, root) = self.connect()?;
        look(&connection, root)
    }

    fn still_picture(&self, blank: &[u8]) -> Result<Vec<u8>> {
        let (connection, root) = self.connect()?;
        let begun = Instant::now();
        let (mut last, mut since) = (blank.to_owned(), Instant::now());
        loop {
            thread::sleep(Duration::from_millis(50));
            let now = look(&connection, root)?;
            if !looks_like(&now, &last) {
                (last, since) = (now, Instant::now());
            } else if since.elapsed() > STILL && !looks_like(&last, blank) {
                return Ok(last);
            }
            if begun.elapsed() > GIVE_UP {
                return Err("the window was never painted".into());
            }
        }
    }

    fn until(&self, begun: Instant, is_it: impl Fn(&[u8]) -> bool) -> Result<Duration> {
        let (connection, root) = self.connect()?;
        loop {
            if is_it(&look(&connection, root)?) {
                return Ok(begun.elapsed());
            }
            if begun.elapsed() > GIVE_UP {
                return Err("the window was not painted as before".into());
            }
            thread::sleep(BETWEEN_LOOKS);
        }
    }

    fn connect(&self) -> Result<(RustConnection, u32)> {
        let (connection, screen) = x11rb::connect(Some(&self.name))?;
        let root = connection.setup().roots[screen].root;
        Ok((connection, root))
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to stop.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn look(connection: &RustConnection, root: u32) -> Result<Vec<u8>> {
    let (left, top) = ((SCREEN.0 - LOOKED_AT.0) / 2, (SCREEN.1 - LOOKED_AT.1) / 2);
    let picture = connection.get_image(
        ImageFormat::Z_PIXMAP,
        root,
        i16::try_from(left)?,
        i16::try_from(top)?,
        LOOKED_AT.0,
        LOOKED_AT.1,
        u32::MAX,
    )?;
    Ok(picture.reply()?.data)
}

fn looks_like(one: &[u8], other: &[u8]) -> bool {
    let pixels = one.chunks_exact(4).zip(other.chunks_exact(4));
    let differing = pixels.filter(|(one, other)| one != other).count();
    one.len() == other.len() && differing * 100 <= one.len() / 4
}
