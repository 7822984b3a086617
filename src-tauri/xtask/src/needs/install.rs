//! Which package of which distribution brings what is needed.

use super::{need::Need, probe::Probe};
use crate::shell::{Result, Shell};

/// A package manager.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manager {
    /// Debian, Ubuntu and their children.
    Apt,
    /// Fedora and its children.
    Dnf,
    /// Arch and its children.
    Pacman,
    /// openSUSE.
    Zypper,
    /// macOS.
    Homebrew,
}

/// Words of one command.
pub type Words = Vec<&'static str>;

impl Manager {
    /// The one that this computer has.
    pub fn of(probe: &impl Probe) -> Option<Self> {
        [
            (Self::Apt, "apt-get"),
            (Self::Dnf, "dnf"),
            (Self::Pacman, "pacman"),
            (Self::Zypper, "zypper"),
            (Self::Homebrew, "brew"),
        ]
        .into_iter()
        .find_map(|(manager, program)| probe.has(program).then_some(manager))
    }

    /// The commands that bring what is missing.
    pub fn plan(self, missing: &[Need], root: bool) -> Result<Vec<Words>> {
        let mut packages: Vec<&'static str> = Vec::new();
        for need in missing {
            let Some(package) = self.package(*need) else {
                return Err(advice(&[*need]).into());
            };
            if !packages.contains(&package) {
                packages.push(package);
            }
        }
        let commands: Vec<Words> = match self {
            // A fresh machine has no package lists, and one left alone has lists of packages that are gone.
            Self::Apt => vec![
                vec!["apt-get", "update"],
                vec!["apt-get", "install", "--yes", "--no-install-recommends"],
            ],
            Self::Dnf => vec![vec!["dnf", "install", "--assumeyes"]],
            Self::Pacman => vec![vec!["pacman", "-S", "--needed", "--noconfirm"]],
            Self::Zypper => vec![vec!["zypper", "--non-interactive", "install"]],
            Self::Homebrew => vec![vec!["brew", "install"]],
        };
        let last = commands.len() - 1;
        Ok(commands
            .into_iter()
            .enumerate()
            .map(|(at, command)| {
                let mut words = Vec::new();
                if !root && self != Self::Homebrew {
                    words.push("sudo");
                }
                words.extend(command);
                if at == last {
                    words.extend(&packages);
                }
                words
            })
            .collect())
    }

    /// The package that brings it; none where it comes another way, or not at all.
    fn package(self, need: Need) -> Option<&'static str> {
        let [apt, dnf, pacman, zypper, brew] = packages(need);
        let name = match self {
            Self::Apt => apt,
            Self::Dnf => dnf,
            Self::Pacman => pacman,
            Self::Zypper => zypper,
            Self::Homebrew => brew,
        };
        (!name.is_empty()).then_some(name)
    }
}

/// By apt, dnf, pacman, zypper and Homebrew; empty where there is none.
fn packages(need: Need) -> [&'static str; 5] {
    match need {
        Need::Compiler => ["build-essential", "gcc", "base-devel", "gcc", ""],
        Need::PkgConfig => [
            "pkg-config",
            "pkgconf-pkg-config",
            "pkgconf",
            "pkgconf-pkg-config",
            "pkgconf",
        ],
        Need::WebKit => [
            "libwebkit2gtk-4.1-dev",
            "webkit2gtk4.1-devel",
            "webkit2gtk-4.1",
            // openSUSE's name for the 4.1 interface; `-soup2-` is 4.0.
            "webkit2gtk3-devel",
            "",
        ],
        Need::Clang => [
            "libclang-dev",
            "clang-devel",
            "clang",
            "clang-devel",
            "llvm",
        ],
        Need::Perl => ["perl", "perl-core", "perl", "perl", "perl"],
        Need::Make => ["make", "make", "make", "make", "make"],
        Need::Node => ["nodejs", "nodejs", "nodejs", "nodejs-default", "node"],
        Need::Npm => ["npm", "nodejs-npm", "npm", "npm-default", "node"],
        Need::Xvfb => [
            "xvfb",
            "xorg-x11-server-Xvfb",
            "xorg-server-xvfb",
            "xorg-x11-server-Xvfb",
            "",
        ],
        Need::WebDriver => [
            "webkit2gtk-driver",
            // dnf finds the package that holds a file.
            "/usr/bin/WebKitWebDriver",
            "webkitgtk-6.0",
            "webkitgtk-6_0-minibrowser",
            "",
        ],
        Need::Bus => ["dbus", "dbus-daemon", "dbus", "dbus-1-daemon", ""],
        Need::Xdotool => ["xdotool", "xdotool", "xdotool", "xdotool", ""],
        Need::WindowManager => ["openbox", "openbox", "openbox", "openbox", ""],
        Need::Pip => [
            "python3-pip",
            "python3-pip",
            "python-pip",
            "python3-pip",
            "python",
        ],
        Need::Sqlite => ["sqlite3", "sqlite", "sqlite", "sqlite3", "sqlite"],
        Need::Debootstrap => [
            "debootstrap",
            "debootstrap",
            "debootstrap",
            "debootstrap",
            "",
        ],
        Need::DesktopFile => [
            "desktop-file-utils",
            "desktop-file-utils",
            "desktop-file-utils",
            "desktop-file-utils",
            "desktop-file-utils",
        ],
        Need::Dpkg => ["dpkg", "dpkg", "dpkg", "dpkg", "dpkg"],
        Need::Rpm => ["rpm", "rpm", "rpm-tools", "rpm", "rpm"],
    }
}

/// What a person can do where no package manager helps.
pub fn advice(missing: &[Need]) -> String {
    let mut lines = vec!["this has to be installed by hand:".to_owned()];
    for need in missing {
        lines.push(format!("  {:<20} {}", need.name(), by_hand(*need)));
    }
    lines.join("\n")
}

fn by_hand(need: Need) -> &'static str {
    match need {
        Need::Compiler if cfg!(windows) => {
            "\"Desktop development with C++\" of the Visual Studio Build Tools: https://visualstudio.microsoft.com"
        }
        Need::Compiler if cfg!(target_os = "macos") => "xcode-select --install",
        Need::Clang if cfg!(windows) => "LLVM: winget install LLVM.LLVM",
        Need::Perl if cfg!(windows) => {
            "Strawberry Perl: winget install StrawberryPerl.StrawberryPerl"
        }
        Need::Node | Need::Npm if cfg!(windows) => "Node: winget install OpenJS.NodeJS.LTS",
        Need::Node | Need::Npm => "Node 22 or newer: https://nodejs.org",
        _ => "look for it in your distribution's packages",
    }
}

/// Whether packages can be installed without sudo.
pub fn is_root(shell: &Shell) -> bool {
    shell
        .command("id")
        .arg("-u")
        .output()
        .is_ok_and(|id| id.trim() == "0")
}

#[cfg(test)]
mod tests {
    use super::{super::probe::Fake, *};
    use crate::shell::typed;

    #[test]
    fn each_distribution_is_known_by_its_manager() {
        for (program, manager) in [
            ("apt-get", Manager::Apt),
            ("dnf", Manager::Dnf),
            ("pacman", Manager::Pacman),
            ("zypper", Manager::Zypper),
            ("brew", Manager::Homebrew),
        ] {
            assert_eq!(Manager::of(&Fake::default().with(program)), Some(manager));
        }
        assert_eq!(Manager::of(&Fake::default()), None);
    }

    #[test]
    fn sudo_is_used_only_where_it_is_needed() {
        let line = |manager: Manager, root| {
            let plan = manager.plan(&[Need::Xdotool, Need::Sqlite], root).unwrap();
            typed(plan.last().unwrap())
        };
        assert_eq!(
            line(Manager::Apt, false),
            "sudo apt-get install --yes --no-install-recommends xdotool sqlite3"
        );
        assert_eq!(
            line(Manager::Pacman, true),
            "pacman -S --needed --noconfirm xdotool sqlite"
        );
        let brew = Manager::Homebrew
            .plan(&[Need::Node, Need::Npm], false)
            .unwrap();
        assert_eq!(
            brew.iter().map(|words| typed(words)).collect::<Vec<_>>(),
            ["brew install node"]
        );
    }

    #[test]
    fn apt_fetches_its_lists_first() {
        let plan = Manager::Apt.plan(&[Need::Xvfb], true).unwrap();
        assert_eq!(typed(&plan[0]), "apt-get update");
    }

    #[test]
    fn what_no_package_brings_is_said() {
        let refusal = Manager::Homebrew
            .plan(&[Need::Compiler], false)
            .unwrap_err();
        assert!(refusal.to_string().contains("a C compiler"));
    }
}
