//! Starting other programs: shown before they run, without stdin, with the tools' folder on PATH.

use std::env;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

/// What a program printed on stdout, and how it ended.
pub(crate) struct Ended {
    pub(crate) output: String,
    pub(crate) success: bool,
}

/// One program about to be started.
pub(crate) struct Process {
    command: Command,
    shown: String,
}

impl Process {
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        let program = program.as_ref();
        let mut command = Command::new(program);
        command.stdin(Stdio::null());
        if let Some(path) = search_path() {
            command.env("PATH", path);
        }
        let shown = Path::new(program)
            .file_name()
            .unwrap_or(program)
            .to_string_lossy()
            .into_owned();
        Self { command, shown }
    }

    /// `cargo <subcommand>`, by the cargo that started this.
    pub(crate) fn cargo(subcommand: &str) -> Self {
        Self::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into())).arg(subcommand)
    }

    pub(crate) fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.shown.push(' ');
        self.shown.push_str(&argument.as_ref().to_string_lossy());
        self.command.arg(argument);
        self
    }

    pub(crate) fn args<A: AsRef<OsStr>>(self, arguments: impl IntoIterator<Item = A>) -> Self {
        arguments.into_iter().fold(self, Self::arg)
    }

    pub(crate) fn directory(mut self, directory: &Path) -> Self {
        self.command.current_dir(directory);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs to the end with its output shown; a failure is an error that names the command.
    pub(crate) fn run(mut self) -> Result<()> {
        println!("  $ {}", self.shown);
        let status = self
            .command
            .status()
            .with_context(|| format!("could not start {}", self.shown))?;
        if !status.success() {
            bail!("{} failed ({status})", self.shown);
        }
        Ok(())
    }

    /// Runs to the end and gives what it printed on stdout, unshown.
    pub(crate) fn capture(mut self) -> Result<String> {
        let output = self
            .command
            .stderr(Stdio::piped())
            .output()
            .with_context(|| format!("could not start {}", self.shown))?;
        if !output.status.success() {
            bail!(
                "{} failed ({})\n{}",
                self.shown,
                output.status,
                String::from_utf8_lossy(&output.stderr)
            );
        }
        String::from_utf8(output.stdout).with_context(|| format!("{} printed something else than text", self.shown))
    }

    /// Runs to the end, at most `limit`, with stdout shown line by line and kept.
    pub(crate) fn tee(mut self, limit: Duration) -> Result<Ended> {
        println!("  $ {}", self.shown);
        let mut child = self
            .command
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("could not start {}", self.shown))?;
        let stdout = child.stdout.take().context("a piped child has a stdout")?;
        let pid = Pid::from_raw(i32::try_from(child.id()).context("process id")?);
        let (ended, watchdog) = mpsc::channel::<()>();
        let shown = self.shown.clone();
        let watchdog = std::thread::spawn(move || end_when_overdue(&watchdog, pid, limit, &shown));
        let mut output = String::new();
        for line in BufReader::new(stdout).lines() {
            let line = line.with_context(|| format!("reading what {} prints", self.shown))?;
            println!("{line}");
            output.push_str(&line);
            output.push('\n');
        }
        let status = child.wait().with_context(|| format!("waiting for {}", self.shown))?;
        drop(ended);
        let overdue = watchdog.join().unwrap_or(true);
        Ok(Ended {
            output,
            success: status.success() && !overdue,
        })
    }

    /// Starts it in a process group of its own, so that Ctrl-C in the terminal reaches only xtask, which passes it on.
    pub(crate) fn spawn_apart(mut self) -> Result<Child> {
        use std::os::unix::process::CommandExt;
        println!("  $ {}", self.shown);
        self.command
            .process_group(0)
            .spawn()
            .with_context(|| format!("could not start {}", self.shown))
    }
}

/// True when the process had to be ended because it was over its time.
fn end_when_overdue(ended: &mpsc::Receiver<()>, pid: Pid, limit: Duration, shown: &str) -> bool {
    if !matches!(ended.recv_timeout(limit), Err(RecvTimeoutError::Timeout)) {
        return false;
    }
    println!("  {shown}: not done after {} s, ending it", limit.as_secs());
    let _gone_already_is_fine = kill(pid, Signal::SIGTERM);
    if matches!(
        ended.recv_timeout(Duration::from_secs(10)),
        Err(RecvTimeoutError::Timeout)
    ) {
        let _gone_already_is_fine = kill(pid, Signal::SIGKILL);
    }
    true
}

/// The folder `cargo install` puts programs into.
pub(crate) fn cargo_bin() -> Option<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    home.or_else(|| env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo")))
        .map(|home| home.join("bin"))
}

/// Where tools go that must not replace another version the user has installed.
pub(crate) fn private_tools() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tools")
}

/// PATH with our own tools before it and cargo's behind: a fresh shell may not have either.
fn search_path() -> Option<std::ffi::OsString> {
    let given = env::var_os("PATH").unwrap_or_default();
    let folders = [private_tools().join("bin")]
        .into_iter()
        .chain(env::split_paths(&given))
        .chain(cargo_bin());
    env::join_paths(folders).ok()
}

/// The first of these programs that is on PATH, or is a path to a file.
pub(crate) fn find_program(names: &[&str]) -> Option<PathBuf> {
    let path = search_path()?;
    names.iter().find_map(|name| {
        env::split_paths(&path)
            .map(|folder| folder.join(name))
            .find(|candidate| candidate.is_file())
    })
}
