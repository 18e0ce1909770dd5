//! How long the page took to answer. <https://web.dev/articles/inp>

use super::vitals::Measured;

/// So many of the slowest are remembered.
const SLOWEST_MAX: usize = 10;
/// One in so many is left out as an outlier, so that the value is close to the 98th percentile.
const INTERACTIONS_PER_OUTLIER: f64 = 50.0;
/// Stands for interactions that were too quick to be told of.
const QUICK_MS: f64 = 8.0;

/// The interactions of a page.
#[derive(Default)]
pub(super) struct Interactions {
    /// The slowest first.
    slowest: Vec<Interaction>,
    count: f64,
    counted_before: f64,
    restored: bool,
}

struct Interaction {
    id: u32,
    duration_ms: f64,
    on: Measured,
}

impl Interactions {
    /// Adds an event of an interaction; the slowest of its events stands for it.
    pub(super) fn add(&mut self, id: u32, duration_ms: f64, on: Measured) {
        match self.slowest.iter_mut().find(|interaction| interaction.id == id) {
            Some(known) if duration_ms > known.duration_ms => {
                known.duration_ms = duration_ms;
                known.on = on;
            }
            Some(_) => {}
            None => self.slowest.push(Interaction { id, duration_ms, on }),
        }
        self.slowest.sort_by(|a, b| b.duration_ms.total_cmp(&a.duration_ms));
        self.slowest.truncate(SLOWEST_MAX);
    }

    /// How many there have been on the page, as the browser counts.
    pub(super) fn set_count(&mut self, count: f64) {
        self.count = count;
    }

    /// The page was restored, after so many.
    pub(super) fn restart(&mut self, count: f64) {
        *self = Interactions {
            count,
            counted_before: count,
            restored: true,
            ..Interactions::default()
        };
    }

    /// The duration that stands for all, and what it was measured on; none: there was no interaction.
    pub(super) fn slow(&self) -> Option<(f64, Measured)> {
        let count = self.count - self.counted_before;
        let outliers = (count / INTERACTIONS_PER_OUTLIER).max(0.0) as usize;
        let Some(last) = self.slowest.len().checked_sub(1) else {
            return (self.restored && count > 0.0).then(|| (QUICK_MS, Measured::default()));
        };
        let slow = self.slowest.get(outliers.min(last))?;
        Some((slow.duration_ms, slow.on.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slow(interactions: &Interactions) -> Option<f64> {
        interactions.slow().map(|(duration_ms, _)| duration_ms)
    }

    #[test]
    fn the_slowest_counts_but_for_one_in_fifty() {
        let mut interactions = Interactions::default();
        assert_eq!(slow(&interactions), None);
        for (id, duration_ms) in [(1, 40.0), (2, 400.0), (2, 80.0), (3, 200.0), (3, 240.0)] {
            interactions.add(id, duration_ms, Measured::default());
        }
        interactions.set_count(49.0);
        assert_eq!(slow(&interactions), Some(400.0));
        interactions.set_count(50.0);
        assert_eq!(slow(&interactions), Some(240.0));
        interactions.set_count(1000.0);
        assert_eq!(slow(&interactions), Some(40.0));
    }

    #[test]
    fn only_the_slowest_are_remembered() {
        let mut interactions = Interactions::default();
        for id in 1..100 {
            interactions.add(id, f64::from(id), Measured::default());
        }
        interactions.set_count(99.0 * 50.0);
        assert_eq!(slow(&interactions), Some(90.0));
    }
}
