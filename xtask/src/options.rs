//! What follows the command on the command line.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::build::Profile;
use crate::test::Suite;

/// The flags of all commands together; each command reads its own.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Options {
    /// `--port`: where the demo listens.
    pub(crate) port: Option<u16>,
    /// `--data`: the folder the demo keeps recordings in.
    pub(crate) data: Option<PathBuf>,
    /// `--only`: the suites to run.
    pub(crate) only: Option<Vec<Suite>>,
    /// `--release`: optimise the binary.
    pub(crate) release: bool,
}

impl Options {
    /// How the binary is to be built.
    pub(crate) fn profile(&self) -> Profile {
        if self.release { Profile::Release } else { Profile::Dev }
    }

    /// Reads `--name value` and `--name=value`; an unknown flag or a bad value is an error that names it.
    pub(crate) fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Self> {
        let mut options = Self::default();
        let mut arguments = arguments.into_iter();
        while let Some(argument) = arguments.next() {
            let (name, mut inline) = match argument.split_once('=') {
                Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
                None => (argument, None),
            };
            let mut value = || {
                inline
                    .take()
                    .or_else(|| arguments.next())
                    .with_context(|| format!("{name} needs a value"))
            };
            match name.as_str() {
                "--port" => {
                    let text = value()?;
                    options.port = Some(
                        text.parse()
                            .with_context(|| format!("--port {text}: not a port number"))?,
                    );
                }
                "--data" => options.data = Some(value()?.into()),
                "--only" => {
                    let names = value()?;
                    options.only = Some(names.split(',').map(Suite::by_name).collect::<Result<_>>()?);
                }
                "--release" => options.release = true,
                _ => bail!("no such flag: {name}"),
            }
        }
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Options> {
        Options::parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn reads_both_ways_of_giving_a_value() {
        let expected = Options {
            port: Some(8080),
            data: Some("d".into()),
            ..Options::default()
        };
        assert_eq!(parse("--port 8080 --data=d").unwrap(), expected);
    }

    #[test]
    fn names_what_it_does_not_know() {
        assert!(parse("--prot 1").unwrap_err().to_string().contains("--prot"));
        assert!(parse("--only rust,wsam").unwrap_err().to_string().contains("wsam"));
        assert!(parse("--port").unwrap_err().to_string().contains("needs a value"));
    }
}
