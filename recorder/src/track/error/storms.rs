//! Errors that come in storms: the first few of a kind are told one by one, the others counted.

use std::cell::RefCell;

use scrubjay_format::event::ErrorReport;

/// So many of the same are told one by one.
const ALIKE_MAX: u32 = 3;
/// Of so many different ones it is remembered that they came.
const KINDS_MAX: usize = 40;

/// Errors that came of late.
#[derive(Default)]
pub(super) struct Storms(RefCell<Vec<Storm>>);

struct Storm {
    report: ErrorReport,
    told: u32,
    untold: u32,
}

impl Storms {
    pub(super) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// Takes an error. Gives what is to be told now.
    pub(super) fn take(&self, report: ErrorReport) -> Vec<ErrorReport> {
        let mut storms = self.0.borrow_mut();
        if let Some(storm) = storms.iter_mut().find(|storm| storm.is_of(&report)) {
            if storm.told >= ALIKE_MAX {
                storm.untold = storm.untold.saturating_add(report.count);
                return Vec::new();
            }
            storm.told += 1;
            return vec![report];
        }
        let mut told = Vec::new();
        if storms.len() >= KINDS_MAX {
            told.extend(storms.remove(0).rest());
        }
        storms.push(Storm {
            report: report.clone(),
            told: 1,
            untold: 0,
        });
        told.push(report);
        told
    }

    /// Ends a stretch of time. Gives how often the errors came that were counted only; the others are forgotten.
    pub(super) fn end(&self) -> Vec<ErrorReport> {
        let mut storms = self.0.borrow_mut();
        storms.retain(|storm| storm.untold > 0);
        storms.iter_mut().filter_map(Storm::rest).collect()
    }
}

impl Storm {
    fn is_of(&self, other: &ErrorReport) -> bool {
        let key = |report: &ErrorReport| (report.kind, report.line, report.column);
        let first_frame = |report: &ErrorReport| report.stack.lines().next().map(str::to_owned);
        key(&self.report) == key(other)
            && self.report.name == other.name
            && self.report.message == other.message
            && self.report.source == other.source
            && first_frame(&self.report) == first_frame(other)
    }

    /// How often it came untold: without stack and causes, which were told.
    fn rest(&mut self) -> Option<ErrorReport> {
        let count = std::mem::take(&mut self.untold);
        (count > 0).then(|| ErrorReport {
            count,
            stack: "".into(),
            causes: Vec::new(),
            ..self.report.clone()
        })
    }
}

#[cfg(test)]
mod tests {
    use scrubjay_format::event::ErrorKind;

    use super::*;

    fn error(message: &str) -> ErrorReport {
        ErrorReport {
            kind: ErrorKind::Uncaught,
            name: "Error".into(),
            message: message.into(),
            stack: "at a\nat b".into(),
            source: "".into(),
            line: 1,
            column: 2,
            count: 1,
            causes: Vec::new(),
        }
    }

    #[test]
    fn a_storm_is_told_by_its_beginning_and_a_number() {
        let storms = Storms::default();
        let told: usize = (0..1000).map(|_| storms.take(error("a")).len()).sum();
        assert_eq!(told, 3);
        assert_eq!(storms.take(error("b")).len(), 1);
        let rest = storms.end();
        assert_eq!(rest.len(), 1);
        assert_eq!((&*rest[0].message, rest[0].count, &*rest[0].stack), ("a", 997, ""));
        // The storm goes on: it is counted from its first on.
        assert_eq!(storms.take(error("a")).len(), 0);
        assert_eq!(storms.end()[0].count, 1);
        // It has passed: the next one is told.
        assert!(storms.end().is_empty() && storms.is_empty());
        assert_eq!(storms.take(error("a")).len(), 1);
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let storms = Storms::default();
        for _ in 0..5 {
            storms.take(error("first"));
        }
        let told: Vec<_> = (0..100)
            .flat_map(|number| storms.take(error(&number.to_string())))
            .collect();
        assert_eq!(told.len(), 101);
        assert_eq!(
            told.iter()
                .find(|report| &*report.message == "first")
                .map(|report| report.count),
            Some(2)
        );
    }
}
