//! The page's two clocks as of one moment.

use web_sys::Window;

/// How often the clocks are read at most until both readings are of one moment.
const ATTEMPTS: u32 = 16;
/// What passes for one moment: the wall clock counts whole milliseconds, so it may step on without any time going by.
const SAME_MOMENT_MS: f64 = 1.0;

/// A moment on both clocks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Instant {
    /// The wall clock: milliseconds since the Unix epoch.
    pub(crate) epoch_ms: u64,
    /// The page's monotonic clock, in milliseconds since the page began.
    pub(crate) monotonic_ms: f64,
}

impl Instant {
    /// This moment. Every time in a stream is its start by the wall clock plus what has gone by on the monotonic one, so a
    /// pause between the two readings (a busy machine, code that is compiled on its first call) would shift the whole
    /// recording.
    pub(crate) fn now(window: &Window) -> Instant {
        Instant::between(js_sys::Date::now, || monotonic_ms(window))
    }

    /// Reads the monotonic clock between two readings of the wall clock, until these are the same; else the closest.
    fn between(wall_ms: impl Fn() -> f64, monotonic_ms: impl Fn() -> f64) -> Instant {
        let mut best = (f64::INFINITY, 0.0, 0.0);
        for _ in 0..ATTEMPTS {
            let (before_ms, here_ms, after_ms) = (wall_ms(), monotonic_ms(), wall_ms());
            let apart_ms = (after_ms - before_ms).abs();
            if apart_ms < best.0 {
                best = (apart_ms, before_ms, here_ms);
            }
            if apart_ms <= SAME_MOMENT_MS {
                break;
            }
        }
        Instant {
            epoch_ms: best.1 as u64,
            monotonic_ms: best.2,
        }
    }
}

/// The page's monotonic clock. Looked up at each call: pages replace clocks.
pub(crate) fn monotonic_ms(window: &Window) -> f64 {
    window.performance().map_or(0.0, |performance| performance.now())
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    /// Clocks that run together, and stand still for `pauses_ms[n]` after the n-th reading of either.
    fn read(pauses_ms: &[f64]) -> Instant {
        let (passed_ms, readings) = (Cell::new(0.0), Cell::new(0));
        let read = |offset_ms: f64| {
            let now_ms = offset_ms + passed_ms.get();
            passed_ms.set(passed_ms.get() + pauses_ms.get(readings.get()).copied().unwrap_or(0.0));
            readings.set(readings.get() + 1);
            now_ms
        };
        Instant::between(|| read(5_000.0), || read(0.0))
    }

    #[test]
    fn a_pause_between_the_readings_does_not_shift_the_clocks() {
        for pauses_ms in [&[][..], &[100.0], &[0.0, 100.0], &[30.0, 20.0, 10.0, 0.0, 50.0]] {
            let Instant { epoch_ms, monotonic_ms } = read(pauses_ms);
            assert_eq!(epoch_ms as f64 - monotonic_ms, 5_000.0, "{pauses_ms:?}");
        }
    }

    #[test]
    fn where_there_is_always_a_pause_the_shortest_counts() {
        let mut pauses_ms = [40.0; 3 * ATTEMPTS as usize];
        pauses_ms[9..12].fill(2.0);
        let Instant { epoch_ms, monotonic_ms } = read(&pauses_ms);
        assert_eq!(epoch_ms as f64 - monotonic_ms, 5_000.0 - 2.0);
    }
}
