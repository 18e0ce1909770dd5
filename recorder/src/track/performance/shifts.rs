//! Layout shifts, gathered to session windows. <https://web.dev/articles/evolving-cls>

use super::vitals::Measured;

/// A window ends when nothing shifted for so long …
const GAP_MS: f64 = 1_000.0;
/// … and after so long in any case.
const WINDOW_MS: f64 = 5_000.0;

/// The shifts of a page.
#[derive(Default)]
pub(super) struct Shifts {
    window: Window,
    worst: Window,
}

#[derive(Clone, Default)]
struct Window {
    score: f64,
    began_ms: f64,
    last_ms: f64,
    /// The largest shift in it, and what moved.
    largest: (f64, Measured),
}

impl Shifts {
    /// Adds a shift of this score that no input brought about.
    pub(super) fn add(&mut self, score: f64, at_ms: f64, on: Measured) {
        let window = &mut self.window;
        let continues = window.score > 0.0 && at_ms - window.last_ms < GAP_MS && at_ms - window.began_ms < WINDOW_MS;
        if !continues {
            *window = Window {
                began_ms: at_ms,
                ..Window::default()
            };
        }
        window.score += score;
        window.last_ms = at_ms;
        if score > window.largest.0 {
            window.largest = (score, on);
        }
        if window.score > self.worst.score {
            self.worst = window.clone();
        }
    }

    /// The score of the worst window, and what moved most in it.
    pub(super) fn worst(&self) -> (f64, &Measured) {
        (self.worst.score, &self.worst.largest.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worst(shifts: &[(f64, f64)]) -> f64 {
        let mut all = Shifts::default();
        for (score, at_ms) in shifts {
            all.add(*score, *at_ms, Measured::default());
        }
        (all.worst().0 * 1000.0).round() / 1000.0
    }

    #[test]
    fn windows_end_by_a_gap_or_their_length() {
        assert_eq!(worst(&[]), 0.0);
        assert_eq!(worst(&[(0.1, 0.0), (0.1, 999.0), (0.1, 1_998.0)]), 0.3);
        assert_eq!(worst(&[(0.1, 0.0), (0.1, 1_000.0)]), 0.1);
        let steady: Vec<_> = (0..20).map(|step| (0.1, f64::from(step) * 500.0)).collect();
        assert_eq!(worst(&steady), 1.0);
        assert_eq!(worst(&[(0.3, 0.0), (0.1, 2_000.0), (0.1, 2_500.0)]), 0.3);
    }
}
