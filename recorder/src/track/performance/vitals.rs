//! The web vitals, by the definitions of the `web-vitals` library (version 6): LCP and FCP of a page that was never hidden
//! before, CLS by session windows, INP by the slowest interactions, and how a restore begins all of them anew.

use scrubjay_format::event::VitalName;
use scrubjay_format::{NodeId, Text};

use super::interactions::Interactions;
use super::shifts::Shifts;

/// Kinds of measurements, as `js/timings.js` numbers them.
const FIRST_PAINT: u32 = 0;
const LARGEST_PAINT: u32 = 1;
const SHIFT: u32 = 2;

/// What something was measured on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Measured {
    pub(super) node: Option<NodeId>,
    pub(super) path: Text,
}

impl Default for Measured {
    fn default() -> Measured {
        Measured {
            node: None,
            path: "".into(),
        }
    }
}

/// What is known by now.
pub(super) struct Vitals {
    /// When the page was first hidden; what was painted after that says nothing of how fast it is.
    pub(super) first_hidden_ms: f64,
    pub(super) interactions: Interactions,
    shifts: Shifts,
    first_paint_ms: Option<f64>,
    largest_paint: Option<(f64, Measured)>,
    largest_paint_is_final: bool,
    first_byte_ms: Option<f64>,
    written: Vec<(VitalName, u32)>,
}

impl Default for Vitals {
    fn default() -> Vitals {
        Vitals {
            first_hidden_ms: f64::INFINITY,
            interactions: Interactions::default(),
            shifts: Shifts::default(),
            first_paint_ms: None,
            largest_paint: None,
            largest_paint_is_final: false,
            first_byte_ms: None,
            written: Vec::new(),
        }
    }
}

impl Vitals {
    /// Takes a measurement that was made at `at_ms`.
    pub(super) fn measure(&mut self, kind: u32, value: f64, at_ms: f64, id: u32, on: Measured) {
        match kind {
            FIRST_PAINT if self.first_paint_ms.is_none() && at_ms < self.first_hidden_ms => {
                self.first_paint_ms = Some(value);
            }
            LARGEST_PAINT if !self.largest_paint_is_final && at_ms < self.first_hidden_ms => {
                self.largest_paint = Some((value, on));
            }
            FIRST_PAINT | LARGEST_PAINT => {}
            SHIFT => self.shifts.add(value, at_ms, on),
            _ => self.interactions.add(id, value, on),
        }
    }

    /// How long the document's first byte took; below 0: not known.
    pub(super) fn first_byte(&mut self, value_ms: f64) {
        if value_ms >= 0.0 {
            self.first_byte_ms.get_or_insert(value_ms);
        }
    }

    pub(super) fn finish_largest_paint(&mut self) {
        self.largest_paint_is_final = true;
    }

    pub(super) fn largest_paint_is_final(&self) -> bool {
        self.largest_paint_is_final
    }

    /// The page was restored; there had been so many interactions.
    pub(super) fn restart(&mut self, interactions: f64) {
        *self = Vitals::default();
        self.interactions.restart(interactions);
        self.first_byte_ms = Some(0.0);
    }

    /// After a restore, the page was shown after so long.
    pub(super) fn shown_again(&mut self, value_ms: f64) {
        self.first_paint_ms = Some(value_ms);
        self.largest_paint = Some((value_ms, Measured::default()));
        self.largest_paint_is_final = true;
    }

    /// What is another value than when it was last taken.
    pub(super) fn take_changed(&mut self) -> Vec<(VitalName, u32, Measured)> {
        let whole = |value: f64| value.max(0.0).round() as u32;
        let plain = |value: f64| (whole(value), Measured::default());
        // Shifts count on pages that were seen, as in the Chrome UX Report.
        let shifts = self.first_paint_ms.map(|_| {
            let (score, on) = self.shifts.worst();
            (whole(score * 1000.0), on.clone())
        });
        let largest = self.largest_paint.as_ref();
        let now = [
            (VitalName::Ttfb, self.first_byte_ms.map(plain)),
            (VitalName::Fcp, self.first_paint_ms.map(plain)),
            (VitalName::Lcp, largest.map(|(value, on)| (whole(*value), on.clone()))),
            (VitalName::Cls, shifts),
            (
                VitalName::Inp,
                self.interactions.slow().map(|(value, on)| (whole(value), on)),
            ),
        ];
        let mut changed = Vec::new();
        for (name, value) in now {
            let Some((value, on)) = value else { continue };
            if !self.written.contains(&(name, value)) {
                self.written.retain(|(written, _)| *written != name);
                self.written.push((name, value));
                changed.push((name, value, on));
            }
        }
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(changed: &[(VitalName, u32, Measured)]) -> Vec<(VitalName, u32)> {
        changed.iter().map(|(name, value, _)| (*name, *value)).collect()
    }

    #[test]
    fn what_changes_is_told_once() {
        let mut vitals = Vitals::default();
        assert_eq!(names(&vitals.take_changed()), []);
        vitals.measure(FIRST_PAINT, 120.4, 120.4, 0, Measured::default());
        vitals.measure(LARGEST_PAINT, 300.0, 300.0, 0, Measured::default());
        vitals.first_byte(30.0);
        assert_eq!(
            names(&vitals.take_changed()),
            [
                (VitalName::Ttfb, 30),
                (VitalName::Fcp, 120),
                (VitalName::Lcp, 300),
                (VitalName::Cls, 0)
            ]
        );
        vitals.measure(LARGEST_PAINT, 400.0, 400.0, 0, Measured::default());
        assert_eq!(names(&vitals.take_changed()), [(VitalName::Lcp, 400)]);
        vitals.finish_largest_paint();
        vitals.measure(LARGEST_PAINT, 500.0, 500.0, 0, Measured::default());
        vitals.measure(SHIFT, 0.25, 500.0, 0, Measured::default());
        assert_eq!(names(&vitals.take_changed()), [(VitalName::Cls, 250)]);
    }

    #[test]
    fn a_page_in_the_background_has_no_paints() {
        let mut vitals = Vitals {
            first_hidden_ms: 100.0,
            ..Vitals::default()
        };
        vitals.measure(FIRST_PAINT, 120.0, 120.0, 0, Measured::default());
        vitals.measure(LARGEST_PAINT, 99.0, 99.0, 0, Measured::default());
        vitals.measure(LARGEST_PAINT, 100.0, 100.0, 0, Measured::default());
        vitals.measure(SHIFT, 0.25, 500.0, 0, Measured::default());
        assert_eq!(names(&vitals.take_changed()), [(VitalName::Lcp, 99)]);
    }

    #[test]
    fn a_restore_begins_anew() {
        let mut vitals = Vitals::default();
        vitals.measure(FIRST_PAINT, 120.0, 120.0, 0, Measured::default());
        vitals.measure(SHIFT, 0.5, 500.0, 0, Measured::default());
        vitals.measure(3, 400.0, 600.0, 7, Measured::default());
        vitals.take_changed();
        vitals.restart(1.0);
        vitals.shown_again(16.0);
        assert_eq!(
            names(&vitals.take_changed()),
            [
                (VitalName::Ttfb, 0),
                (VitalName::Fcp, 16),
                (VitalName::Lcp, 16),
                (VitalName::Cls, 0)
            ]
        );
        // An interaction too quick to be told of is one all the same.
        vitals.interactions.set_count(2.0);
        assert_eq!(names(&vitals.take_changed()), [(VitalName::Inp, 8)]);
    }
}
