//! A stock SQLCipher 4, whoever built it: the tests open a library with one that is not ours.
//!
//! Debian 12 still carries the command line of SQLCipher 3, which cannot read the format of 2018. Python's wheels carry
//! the current library; a few lines make a command line of it.

use super::Consent;
use crate::shell::{Result, Shell, typed};

/// What the wrapper does: the key and the questions come on standard input, as they would to the command line.
const COMMAND: &str = r#"import sys, sqlcipher3
db = sqlcipher3.connect(sys.argv[-1], isolation_level=None)
try:
    for statement in sys.stdin.read().split(";"):
        if statement.strip():
            for row in db.execute(statement):
                print("|".join(str(value) for value in row))
except sqlcipher3.DatabaseError as error:
    sys.exit(f"Error: {error}")
"#;

/// A shell whose `sqlcipher` is of version 4.
pub fn current(shell: Shell, consent: Consent) -> Result<Shell> {
    let folder = shell.tools().join("sqlcipher");
    let wrapper = folder.join("bin/sqlcipher");
    if cfg!(not(target_os = "linux")) || wrapper.is_file() {
        return Ok(shell.with_first(folder.join("bin")));
    }
    let words = [
        "python3".to_owned(),
        "-m".to_owned(),
        "pip".to_owned(),
        "install".to_owned(),
        "--quiet".to_owned(),
        "--target".to_owned(),
        folder.join("python").display().to_string(),
        "sqlcipher3-wheels==0.5.7".to_owned(),
    ];
    println!(
        "A stock SQLCipher 4 for the tests comes from PyPI:\n  {}",
        typed(&words)
    );
    consent.to(&typed(&words))?;
    shell.command(&words[0]).args(&words[1..]).run()?;

    std::fs::create_dir_all(folder.join("bin"))?;
    std::fs::write(folder.join("command.py"), COMMAND)?;
    let script = format!(
        "#!/bin/sh\nPYTHONPATH='{0}/python' exec python3 '{0}/command.py' \"$@\"\n",
        folder.display()
    );
    std::fs::write(&wrapper, script)?;
    make_executable(&wrapper)?;
    Ok(shell.with_first(folder.join("bin")))
}

#[cfg(unix)]
fn make_executable(file: &std::path::Path) -> Result {
    use std::os::unix::fs::PermissionsExt;

    Ok(std::fs::set_permissions(
        file,
        std::fs::Permissions::from_mode(0o755),
    )?)
}

#[cfg(not(unix))]
fn make_executable(_: &std::path::Path) -> Result {
    Ok(())
}
