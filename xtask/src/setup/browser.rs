//! Chromium and chromedriver, from the system's packages: nothing is downloaded from elsewhere.

use std::env;
use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use serde_json::json;

use crate::process::{Process, find_program};
use crate::repository::Repository;

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const DRIVERS: [&str; 2] = ["chromedriver", "chromium.chromedriver"];

/// Quiet, alone, and without a GPU: the same in a container as on a desktop.
const ARGUMENTS: [&str; 8] = [
    "--headless=new",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
];

/// A browser that can be driven.
pub(crate) struct Browser {
    /// The browser itself.
    pub(crate) program: PathBuf,
    /// The matching chromedriver.
    pub(crate) driver: PathBuf,
}

impl Browser {
    /// Finds both (`CHROMIUM` and `CHROMEDRIVER` come first), or installs them by apt-get.
    pub(crate) fn ensure() -> Result<Self> {
        if let Some(browser) = Self::find() {
            return Ok(browser);
        }
        println!("set-up: Chromium and chromedriver");
        install()?;
        Self::find()
            .context("Chromium or chromedriver is still not found: set CHROMIUM and CHROMEDRIVER to their paths")
    }

    fn find() -> Option<Self> {
        let from_env = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_file());
        Some(Self {
            program: from_env("CHROMIUM").or_else(|| find_program(&BROWSERS))?,
            driver: from_env("CHROMEDRIVER").or_else(|| find_program(&DRIVERS))?,
        })
    }

    /// Writes the file that tells wasm-bindgen's test runner how to start the browser, which is to reach the runner's server
    /// through a proxy (`xtask/src/test/relay.rs`).
    pub(crate) fn write_webdriver_json(&self, repository: &Repository, proxy: SocketAddr) -> Result<PathBuf> {
        let mut arguments: Vec<String> = ARGUMENTS.map(str::to_owned).into();
        if nix::unistd::geteuid().is_root() {
            arguments.push("--no-sandbox".into()); // Chromium refuses to run as root with it
        }
        arguments.push(format!("--proxy-server={proxy}"));
        arguments.push("--proxy-bypass-list=<-loopback>".into()); // by itself it goes to loopback without a proxy
        let capabilities = json!({ "goog:chromeOptions": { "binary": self.program, "args": arguments } });
        let path = repository.path("target/webdriver.json");
        fs::create_dir_all(repository.path("target")).context("target")?;
        fs::write(&path, capabilities.to_string()).with_context(|| path.display().to_string())?;
        Ok(path)
    }
}

fn install() -> Result<()> {
    let by_hand = "install Chromium and its driver by hand (Debian: `sudo apt-get install chromium chromium-driver`; \
                   Ubuntu: `sudo apt-get install chromium-browser chromium-chromedriver`; \
                   or set CHROMIUM and CHROMEDRIVER to their paths)";
    if find_program(&["apt-get"]).is_none() {
        bail!("there is no apt-get here: {by_hand}");
    }
    let Some(apt) = apt_get() else {
        bail!("neither root nor sudo without a password: {by_hand}");
    };
    let packages = if is_ubuntu() {
        ["chromium-browser", "chromium-chromedriver"]
    } else {
        ["chromium", "chromium-driver"]
    };
    apt().arg("update").run()?;
    apt()
        .args(["install", "-y", "--no-install-recommends"])
        .args(packages)
        .run()
        .context(by_hand)
}

/// apt-get as root, by sudo where that asks for no password.
fn apt_get() -> Option<fn() -> Process> {
    if nix::unistd::geteuid().is_root() {
        return Some(|| Process::new("apt-get").env("DEBIAN_FRONTEND", "noninteractive"));
    }
    let sudo = find_program(&["sudo"]).is_some() && Process::new("sudo").args(["-n", "true"]).capture().is_ok();
    sudo.then_some(|| Process::new("sudo").args(["-n", "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]))
}

fn is_ubuntu() -> bool {
    fs::read_to_string("/etc/os-release").is_ok_and(|text| text.lines().any(|line| line == "ID=ubuntu"))
}
