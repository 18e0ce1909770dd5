//! How many tests passed and failed, read from what the runners print.

use std::fmt;
use std::ops::AddAssign;

/// Tests of one runner or of all.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    pub(crate) skipped: usize,
}

impl Counts {
    /// The lines `test result: ok. 3 passed; 0 failed; 1 ignored; …` that cargo test and wasm-bindgen's runner print,
    /// one for each test binary.
    pub(crate) fn from_rust(output: &str) -> Self {
        let mut counts = Self::default();
        for line in output
            .lines()
            .filter_map(|line| line.trim().strip_prefix("test result: "))
        {
            counts.passed += number_before(line, " passed");
            counts.failed += number_before(line, " failed");
            counts.skipped += number_before(line, " ignored");
        }
        counts
    }

    /// The closing lines `# pass 3`, `# fail 0`, `# cancelled 0`, `# skipped 1` of node's TAP reporter, or the same lines
    /// of its spec reporter, which begin with `ℹ`.
    pub(crate) fn from_node(output: &str) -> Self {
        let value = |name: &str| {
            let mut value = output.lines().filter_map(|line| {
                line.strip_prefix(['#', 'ℹ'])?
                    .trim()
                    .strip_prefix(name)?
                    .trim()
                    .parse()
                    .ok()
            });
            value.next_back().unwrap_or(0)
        };
        Self {
            passed: value("pass "),
            failed: value("fail ") + value("cancelled "),
            skipped: value("skipped ") + value("todo "),
        }
    }

    /// A runner that ended badly failed, even if no test of it says so: it may have died before it came to count.
    pub(crate) fn and_exit(mut self, success: bool) -> Self {
        if !success && self.failed == 0 {
            self.failed = 1;
        }
        self
    }

    /// A suite that ran nothing shows nothing: it failed.
    pub(crate) fn or_failed_when_empty(mut self) -> Self {
        if self.passed + self.failed == 0 {
            println!("error: no test was run");
            self.failed = 1;
        }
        self
    }
}

fn number_before(line: &str, word: &str) -> usize {
    let digits = line
        .split(';')
        .find_map(|piece| piece.strip_suffix(word))
        .and_then(|piece| piece.split_whitespace().last());
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(formatter, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_the_results_of_all_test_binaries() {
        let output = "\
running 3 tests
test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s
test a ... FAILED
test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s
";
        assert_eq!(
            Counts::from_rust(output),
            Counts {
                passed: 7,
                failed: 2,
                skipped: 1
            }
        );
    }

    #[test]
    fn reads_the_close_of_tap() {
        let output = "TAP version 13\n# Subtest: a\nok 1 - a\n# tests 5\n# suites 0\n# pass 3\n# fail 1\n# cancelled 1\n# skipped 0\n";
        assert_eq!(
            Counts::from_node(output),
            Counts {
                passed: 3,
                failed: 2,
                skipped: 0
            }
        );
    }

    #[test]
    fn reads_the_close_of_the_spec_reporter() {
        let output = "✔ a (1 ms)\nℹ tests 4\nℹ pass 3\nℹ fail 0\nℹ cancelled 0\nℹ skipped 1\n";
        assert_eq!(
            Counts::from_node(output),
            Counts {
                passed: 3,
                failed: 0,
                skipped: 1
            }
        );
    }

    #[test]
    fn a_runner_that_dies_or_runs_nothing_failed() {
        assert_eq!(Counts::from_rust("").and_exit(false).failed, 1);
        assert_eq!(Counts::from_rust("").and_exit(true).or_failed_when_empty().failed, 1);
        assert_eq!(
            Counts {
                passed: 1,
                ..Counts::default()
            }
            .and_exit(false)
            .failed,
            1
        );
        assert_eq!(
            Counts {
                passed: 1,
                failed: 2,
                skipped: 0
            }
            .and_exit(false)
            .failed,
            2
        );
    }
}
