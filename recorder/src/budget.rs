//! What recording may cost, and what is left out when it costs more. Pure; times and costs come in as numbers.

/// How much of the budget without storm and over the window lets the recorder do more again.
const CALM_SHARE: f64 = 0.5;
/// Tasks over the limit in one window that are too many: a single one may be the browser's doing.
const LONG_TASKS_MAX: u32 = 3;
/// Calm windows after which a step is taken back, at first; doubled each time that this was too early, up to the last.
const CALM_WINDOWS: u32 = 1;
const CALM_WINDOWS_MAX: u32 = 8;

/// The budget.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Limits {
    /// Over how long it is kept.
    pub window_ms: f64,
    /// Share of the main thread's time.
    pub main_thread_share: f64,
    /// Length of a single task.
    pub task_ms: f64,
    /// What nodes that change all the time may take in a window, before deflating.
    pub storm_size_bytes: f64,
}

/// What is left out. Each step keeps what those before it leave out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    /// Nothing.
    #[default]
    Full = 0,
    /// Pointers have fewer points.
    CoarsePointer = 1,
    /// The page is read at intervals rather than at each frame, so that changes of one node become one.
    Coalesced = 2,
    /// Of nodes that change all the time the last value in an interval counts.
    Intervals = 3,
    /// Subtrees that storm are placeholders, until they are calm.
    Placeholders = 4,
}

impl Step {
    const ALL: [Step; 5] = [
        Step::Full,
        Step::CoarsePointer,
        Step::Coalesced,
        Step::Intervals,
        Step::Placeholders,
    ];

    /// In words, for whoever watches the recording.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Step::Full => "everything is recorded again",
            Step::CoarsePointer => "the pointer is recorded coarsely",
            Step::Coalesced => "changes of a node within 100 ms are recorded as one",
            Step::Intervals => "of what changes all the time, the last value in 250 ms is recorded",
            Step::Placeholders => "what changes all the time is left out, or shown as a placeholder, until it is calm",
        }
    }

    /// Time between two points of a pointer's path. A replay draws a line between them, and 20 points a second follow the
    /// hand closely enough that the eye sees no difference.
    pub(crate) fn pointer_sample_ms(self) -> u32 {
        if self >= Step::CoarsePointer { 200 } else { 50 }
    }

    /// Time between two readings of the page; 0: each frame.
    pub(crate) fn read_interval_ms(self) -> u32 {
        if self >= Step::Coalesced { 100 } else { 0 }
    }

    fn up(self) -> Step {
        Step::ALL[(self as usize + 1).min(Step::ALL.len() - 1)]
    }

    fn down(self) -> Step {
        Step::ALL[(self as usize).saturating_sub(1)]
    }
}

/// What recording has cost since it was last said.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cost {
    /// Main-thread time in all, since the recording began.
    pub spent_ms: f64,
    /// The longest task.
    pub longest_ms: f64,
    /// Bytes of nodes that change all the time.
    pub storm_size_bytes: f64,
    /// Whether something is left out that still changes all the time.
    pub storming: bool,
}

/// What has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// Less is recorded from now on.
    Less,
    /// More is.
    More,
    /// What storms now has to be left out too.
    Replace,
}

/// Keeps the budget.
#[derive(Debug)]
pub(crate) struct Budget {
    limits: Limits,
    step: Step,
    began_ms: f64,
    spent_before_ms: f64,
    long_tasks: u32,
    storm_size_bytes: f64,
    calm_windows: u32,
    calm_windows_needed: u32,
}

impl Budget {
    pub(crate) fn new(limits: Limits) -> Budget {
        Budget {
            limits,
            step: Step::Full,
            began_ms: 0.0,
            spent_before_ms: 0.0,
            long_tasks: 0,
            storm_size_bytes: 0.0,
            calm_windows: 0,
            calm_windows_needed: CALM_WINDOWS,
        }
    }

    pub(crate) fn step(&self) -> Step {
        self.step
    }

    /// How long a window is.
    pub(crate) fn window_ms(&self) -> u32 {
        self.limits.window_ms as u32
    }

    /// A window begins: what was spent before does not count, such as on a snapshot.
    pub(crate) fn begin_window(&mut self, now_ms: f64, spent_ms: f64) {
        self.began_ms = now_ms;
        self.spent_before_ms = spent_ms;
        self.long_tasks = 0;
        self.storm_size_bytes = 0.0;
    }

    /// Takes a cost, and says whether that changes what is recorded. Time alone, which a slow machine takes too, never
    /// leaves anything out of the picture: it leads up to [`Step::Intervals`].
    pub(crate) fn take(&mut self, now_ms: f64, cost: Cost) -> Option<Change> {
        self.storm_size_bytes += cost.storm_size_bytes;
        self.long_tasks += u32::from(cost.longest_ms > self.limits.task_ms);
        let share = (cost.spent_ms - self.spent_before_ms) / self.limits.window_ms;
        let over_size = self.storm_size_bytes > self.limits.storm_size_bytes;
        let over_time = share > self.limits.main_thread_share || self.long_tasks >= LONG_TASKS_MAX;
        let began_ms = self.began_ms;
        let calm = !cost.storming
            && share < self.limits.main_thread_share * CALM_SHARE
            && self.storm_size_bytes < self.limits.storm_size_bytes * CALM_SHARE;
        if over_size || (over_time && self.step < Step::Intervals) {
            self.begin_window(now_ms, cost.spent_ms);
            self.calm_windows = 0;
            if self.step == Step::Placeholders {
                return Some(Change::Replace);
            }
            self.step = self.step.up();
            return Some(Change::Less);
        }
        let windows = (now_ms - began_ms) / self.limits.window_ms;
        if windows < 1.0 {
            return None;
        }
        self.begin_window(now_ms, cost.spent_ms);
        if !calm {
            self.calm_windows = 0;
            return None;
        }
        self.calm_windows += windows as u32;
        if self.step == Step::Full || self.calm_windows < self.calm_windows_needed {
            return None;
        }
        self.calm_windows = 0;
        // If the storm comes back with more being recorded, it was too early.
        self.calm_windows_needed = (self.calm_windows_needed * 2).min(CALM_WINDOWS_MAX);
        self.step = self.step.down();
        if self.step == Step::Full {
            self.calm_windows_needed = CALM_WINDOWS;
        }
        Some(Change::More)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits {
        window_ms: 10_000.0,
        main_thread_share: 0.01,
        task_ms: 20.0,
        storm_size_bytes: 1_000.0,
    };

    fn storm(storm_size_bytes: f64) -> Cost {
        Cost {
            storm_size_bytes,
            storming: true,
            ..Cost::default()
        }
    }

    #[test]
    fn a_storm_goes_up_step_by_step_and_then_has_more_replaced() {
        let mut budget = Budget::new(LIMITS);
        assert_eq!(budget.take(10.0, storm(900.0)), None);
        for (at_ms, step) in [(20.0, 1), (30.0, 2), (40.0, 3), (50.0, 4)] {
            assert_eq!(budget.take(at_ms, storm(1_001.0)), Some(Change::Less));
            assert_eq!(budget.step() as u8, step);
        }
        assert_eq!(budget.take(60.0, storm(1_001.0)), Some(Change::Replace));
        assert_eq!(budget.take(70.0, storm(10.0)), None);
    }

    #[test]
    fn time_is_measured_over_a_window_and_leaves_the_picture_whole() {
        let mut budget = Budget::new(LIMITS);
        let spent = |spent_ms| Cost {
            spent_ms,
            ..Cost::default()
        };
        budget.begin_window(0.0, 500.0); // the snapshot
        assert_eq!(budget.take(5_000.0, spent(590.0)), None);
        assert_eq!(budget.take(6_000.0, spent(610.0)), Some(Change::Less));
        for round in 1..20 {
            let _ = budget.take(6_000.0 + f64::from(round), spent(610.0 + 200.0 * f64::from(round)));
        }
        assert_eq!(budget.step(), Step::Intervals);
    }

    #[test]
    fn one_long_task_is_none_three_are_too_many() {
        let mut budget = Budget::new(LIMITS);
        let long = Cost {
            longest_ms: 21.0,
            ..Cost::default()
        };
        assert_eq!(budget.take(1.0, long), None);
        assert_eq!(budget.take(2.0, long), None);
        assert_eq!(budget.take(3.0, long), Some(Change::Less));
    }

    #[test]
    fn when_it_is_calm_more_is_recorded_again_and_later_each_time() {
        let mut budget = Budget::new(LIMITS);
        for at_ms in [10.0, 20.0] {
            let _ = budget.take(at_ms, storm(1_001.0));
        }
        assert_eq!(budget.step(), Step::Coalesced);
        assert_eq!(budget.take(10_100.0, storm(0.0)), None, "it storms still");
        assert_eq!(budget.take(20_200.0, Cost::default()), Some(Change::More));
        assert_eq!(budget.take(30_300.0, Cost::default()), None);
        assert_eq!(budget.take(40_400.0, Cost::default()), Some(Change::More));
        assert_eq!(budget.step(), Step::Full);
        assert_eq!(budget.take(90_000.0, Cost::default()), None);
    }
}
