//! Tests that need a DOM, in headless Chromium.

use std::time::Duration;

use anyhow::Result;

use super::counts::Counts;
use super::relay;
use crate::process::Process;
use crate::repository::Repository;
use crate::setup;

/// Crates with tests that run in a browser by themselves.
const CRATES: [&str; 2] = ["recorder", "player"];
const LIMIT: Duration = Duration::from_secs(15 * 60);

pub(crate) fn run(repository: &Repository) -> Result<Counts> {
    let browser = setup::browser()?;
    let webdriver_json = browser.write_webdriver_json(repository, relay::start()?)?;
    let mut total = Counts::default();
    for name in CRATES {
        let ended = Process::new("wasm-pack")
            .args(["test", "--headless", "--mode", "no-install", "--chromedriver"])
            .arg(&browser.driver)
            .args(["--chrome", name])
            .directory(&repository.root)
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &webdriver_json)
            .env("WASM_BINDGEN_TEST_TIMEOUT", "300") // seconds; its 20 are short for two cores that also compile
            .tee(LIMIT)?;
        total += Counts::from_rust(&ended.output)
            .and_exit(ended.success)
            .or_failed_when_empty();
    }
    Ok(total)
}
