//! The things that are needed, each with its reason and how to see that it is there.

use super::probe::Probe;

/// One thing that a task needs from the computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// A C compiler and linker.
    Compiler,
    /// pkg-config.
    PkgConfig,
    /// The web view that shows the interface on Linux, with its headers.
    WebKit,
    /// libclang.
    Clang,
    /// Perl with the modules that OpenSSL's configuration uses.
    Perl,
    /// make.
    Make,
    /// Node; whether it is new enough is looked at later.
    Node,
    /// npm.
    Npm,
    /// The virtual display.
    Xvfb,
    /// WebKitGTK's WebDriver.
    WebDriver,
    /// D-Bus with a session bus on demand.
    Bus,
    /// Keys and clicks outside the page.
    Xdotool,
    /// A window manager.
    WindowManager,
    /// Python's package installer.
    Pip,
    /// SQLite's command line.
    Sqlite,
    /// The maker of a clean root.
    Debootstrap,
    /// The checker of desktop entries.
    DesktopFile,
    /// The reader of Debian packages.
    Dpkg,
    /// The reader of RPM packages.
    Rpm,
}

/// For compiling.
#[cfg(target_os = "linux")]
pub const BUILD: &[Need] = &[
    Need::Compiler,
    Need::PkgConfig,
    Need::WebKit,
    Need::Clang,
    Need::Perl,
    Need::Make,
    Need::Node,
    Need::Npm,
];
/// For compiling: the web view belongs to the system.
#[cfg(not(target_os = "linux"))]
pub const BUILD: &[Need] = &[
    Need::Compiler,
    Need::Clang,
    Need::Perl,
    Need::Make,
    Need::Node,
    Need::Npm,
];

/// For the tests, journeys included.
#[cfg(target_os = "linux")]
pub const TEST: &[Need] = &[
    Need::Compiler,
    Need::PkgConfig,
    Need::WebKit,
    Need::Clang,
    Need::Perl,
    Need::Make,
    Need::Node,
    Need::Npm,
    Need::Xvfb,
    Need::WebDriver,
    Need::Bus,
    Need::Xdotool,
    Need::WindowManager,
    Need::Pip,
    Need::Sqlite,
];
/// For the tests; the journeys run on Linux only, where the web view has a driver and the display can be virtual.
#[cfg(not(target_os = "linux"))]
pub const TEST: &[Need] = BUILD;

/// For trying the packages.
pub const PACKAGE: &[Need] = &[Need::Debootstrap, Need::DesktopFile, Need::Dpkg, Need::Rpm];

impl Need {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Compiler => "a C compiler",
            Self::PkgConfig => "pkg-config",
            Self::WebKit => "WebKitGTK 4.1",
            Self::Clang => "libclang",
            Self::Perl => "perl",
            Self::Make => "make",
            Self::Node => "node",
            Self::Npm => "npm",
            Self::Xvfb => "Xvfb",
            Self::WebDriver => "WebKitWebDriver",
            Self::Bus => "dbus-run-session",
            Self::Xdotool => "xdotool",
            Self::WindowManager => "openbox",
            Self::Pip => "pip",
            Self::Sqlite => "sqlite3",
            Self::Debootstrap => "debootstrap",
            Self::DesktopFile => "desktop-file-utils",
            Self::Dpkg => "dpkg-deb",
            Self::Rpm => "rpm",
        }
    }

    /// What it is needed for.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Compiler => "builds SQLCipher and OpenSSL, and links",
            Self::PkgConfig => "finds WebKitGTK",
            Self::WebKit => "shows the interface",
            Self::Clang => "reads SQLCipher's headers",
            Self::Perl => "configures OpenSSL (with FindBin, IPC::Cmd, File::Compare, Time::Piece)",
            Self::Make => "builds OpenSSL",
            Self::Node => "builds the interface",
            Self::Npm => "fetches what the interface is built with",
            Self::Xvfb => "is the display on which the journeys run",
            Self::WebDriver => "drives the web view in the journeys",
            Self::Bus => "gives every journey a session bus of its own",
            Self::Xdotool => "types into the native file dialog",
            Self::WindowManager => "gives the native file dialog the focus",
            Self::Pip => {
                "brings a stock SQLCipher 4, which proves that a library opens with its key"
            }
            Self::Sqlite => "proves that a library does not open without its key",
            Self::Debootstrap => "makes the clean root that the package is installed in",
            Self::DesktopFile => "checks the entry in the desktop's menu",
            Self::Dpkg => "reads the Debian package",
            Self::Rpm => "reads the RPM package",
        }
    }

    /// Whether it is there.
    pub fn is_met(self, probe: &impl Probe) -> bool {
        match self {
            Self::Compiler => compiler(probe),
            Self::PkgConfig => probe.has("pkg-config"),
            Self::WebKit => probe.succeeds("pkg-config", &["--exists", "webkit2gtk-4.1"]),
            Self::Clang => clang(probe),
            // Fedora splits perl into many packages, and OpenSSL's Configure stops at the first that is missing.
            Self::Perl => probe.succeeds(
                "perl",
                &[
                    "-MFindBin",
                    "-MIPC::Cmd",
                    "-MFile::Compare",
                    "-MTime::Piece",
                    "-e1",
                ],
            ),
            Self::Make => cfg!(windows) || probe.has("make"),
            Self::Node => probe.has("node"),
            Self::Npm => probe.has("npm"),
            Self::Xvfb => probe.has("Xvfb"),
            Self::WebDriver => probe.has("WebKitWebDriver"),
            Self::Bus => probe.has("dbus-run-session") && probe.has("dbus-daemon"),
            Self::Xdotool => probe.has("xdotool"),
            Self::WindowManager => probe.has("openbox"),
            Self::Pip => probe.succeeds("python3", &["-m", "pip", "--version"]),
            Self::Sqlite => probe.has("sqlite3"),
            Self::Debootstrap => {
                probe.has("debootstrap") || probe.holds("/usr/sbin", "debootstrap", "")
            }
            Self::DesktopFile => probe.has("desktop-file-validate"),
            Self::Dpkg => probe.has("dpkg-deb"),
            Self::Rpm => probe.has("rpm"),
        }
    }
}

/// On Windows cargo itself finds the Build Tools, and says so when they are missing.
fn compiler(probe: &impl Probe) -> bool {
    cfg!(windows) || probe.has("cc") || probe.variable("CC").is_some_and(|named| probe.has(&named))
}

/// The places where bindgen looks, in the same order of trust. What follows the name is its end or a version:
/// `libclang-cpp` is another library, which drivers of a screen bring along.
fn clang(probe: &impl Probe) -> bool {
    let mut starts = vec!["libclang.".to_owned()];
    starts.extend((1..=9).map(|version| format!("libclang-{version}")));
    let library = |folder: &str| {
        [".so", ".dylib", ".dll"]
            .iter()
            .any(|kind| starts.iter().any(|start| probe.holds(folder, start, kind)))
    };
    let mut folders: Vec<String> = probe.variable("LIBCLANG_PATH").into_iter().collect();
    for known in [
        "/usr/lib",
        "/usr/lib64",
        "/usr/local/lib",
        "/usr/lib/x86_64-linux-gnu",
        "/usr/lib/aarch64-linux-gnu",
        "/Library/Developer/CommandLineTools/usr/lib",
        "/Applications/Xcode.app/Contents/Developer/Toolchains/XcodeDefault.xctoolchain/usr/lib",
        "/opt/homebrew/opt/llvm/lib",
        "/usr/local/opt/llvm/lib",
        "C:/Program Files/LLVM/bin",
    ] {
        folders.push(known.to_owned());
    }
    for version in probe.folders("/usr/lib", "llvm") {
        folders.push(format!("{version}/lib"));
    }
    folders.iter().any(|folder| library(folder))
}

#[cfg(test)]
mod tests {
    use super::{super::probe::Fake, *};

    #[test]
    fn libclang_is_found_where_distributions_put_it() {
        for place in [
            "/usr/lib/llvm-14/lib/libclang-14.so.1",
            "/usr/lib/llvm19/lib/libclang.so",
            "/usr/lib64/libclang.so.21.1",
            "/usr/lib/x86_64-linux-gnu/libclang-19.so.19",
            "/Library/Developer/CommandLineTools/usr/lib/libclang.dylib",
        ] {
            assert!(Need::Clang.is_met(&Fake::default().with(place)), "{place}");
        }
        let elsewhere = Fake::default().with("/opt/clang/libclang.so");
        assert!(!Need::Clang.is_met(&elsewhere));
        assert!(Need::Clang.is_met(&elsewhere.with("LIBCLANG_PATH=/opt/clang")));
    }

    #[test]
    fn the_clang_program_and_its_other_library_are_not_enough() {
        let probe = Fake::default()
            .with("clang")
            .with("/usr/lib/x86_64-linux-gnu/libclang-cpp.so.14")
            .with("/usr/lib/llvm-14/lib/libclang-cpp.so.14");
        assert!(!Need::Clang.is_met(&probe));
    }

    #[test]
    fn perl_without_its_modules_is_not_enough() {
        assert!(!Need::Perl.is_met(&Fake::default().with("perl")));
    }

    #[test]
    fn a_compiler_may_be_named_by_its_variable() {
        let probe = Fake::default().with("CC=clang-19");
        assert!(!Need::Compiler.is_met(&probe));
        assert!(Need::Compiler.is_met(&probe.with("clang-19")));
    }
}
