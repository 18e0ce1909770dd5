//! Random pages, recorded as they change: whatever happened, every moment can be reached from every other.
//!
//! Each case is a recording of eight moments: it is played along, and six pairs of its moments are sought, forward and
//! backward. A failing case prints its seed; put it into `KNOWN_SEEDS`. `SCRUBJAY_PAGE_CASES` sets how many are tried.

mod support;

use scrubjay_format::event::Event;
use scrubjay_page::{Operation, Page, diff, diff_dirty};
use support::model::Model;
use support::rng::Rng;
use support::stage::Stage;

/// Seeds that failed once.
const KNOWN_SEEDS: [u64; 6] = [4, 57, 185, 252, 945, 47306];

fn cases() -> u64 {
    std::env::var("SCRUBJAY_PAGE_CASES")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(1000)
}

/// Moments of one recording, with a stage that was played along by what was dirty.
fn record(seed: u64) -> Result<Vec<Page>, String> {
    let mut rng = Rng::new(!seed);
    let mut model = Model::new(seed);
    let mut page = Page::new();
    let apply = |page: &mut Page, event: &Event| page.apply(0, event).map_err(|error| format!("{error}, in {event:?}"));
    for event in model.snapshot() {
        apply(&mut page, &event)?;
    }
    model.compare(&page)?;
    let mut stage = Stage::default();
    let mut shown = Page::new();
    let mut moments = Vec::new();
    for flush in 0..8 {
        if flush > 0 {
            model.change(1 + rng.below(12));
            apply(&mut page, &Event::Mutation(model.flush()))?;
            model.compare(&page).map_err(|why| format!("flush {flush}: {why}"))?;
        }
        for event in model.state_events() {
            apply(&mut page, &event)?;
        }
        moments.push(page.clone());
        if rng.percent(70) {
            let dirty = page.take_dirty();
            let operations = diff_dirty(&shown, &page, &dirty);
            let result = stage.run(&operations).and_then(|()| stage.compare(&page));
            result.map_err(|why| format!("played to {flush}: {why}"))?;
            shown = page.clone();
        }
    }
    Ok(moments)
}

fn check(seed: u64) -> Result<(), String> {
    let moments = record(seed)?;
    let mut rng = Rng::new(seed ^ 0x5eed);
    for _ in 0..6 {
        let (from, to) = (rng.below(moments.len()), rng.below(moments.len()));
        let mut stage = Stage::default();
        stage
            .run(&diff(&Page::new(), &moments[from]))
            .map_err(|why| format!("built {from}: {why}"))?;
        stage
            .compare(&moments[from])
            .map_err(|why| format!("built {from}: {why}"))?;
        let operations = diff(&moments[from], &moments[to]);
        let result = stage.run(&operations).and_then(|()| stage.compare(&moments[to]));
        result.map_err(|why| format!("from {from} to {to}: {why}\n{operations:?}"))?;
        if from == to
            && operations
                .iter()
                .any(|operation| !matches!(operation, Operation::SetSelection(_)))
        {
            return Err(format!("{operations:?} from a moment to itself"));
        }
        let restored = moments[from]
            .keyframe()
            .restore()
            .map_err(|error| format!("keyframe {from}: {error}"))?;
        if restored != moments[from] {
            let operations = diff(&restored, &moments[from]);
            return Err(format!("keyframe {from} is another page: {operations:?}"));
        }
    }
    Ok(())
}

#[test]
fn every_moment_is_reached_from_every_other() {
    let failed: Vec<String> = KNOWN_SEEDS
        .into_iter()
        .chain(0..cases())
        .filter_map(|seed| check(seed).err().map(|why| format!("seed {seed}: {why}")))
        .take(1)
        .collect();
    assert!(failed.is_empty(), "{}", failed[0]);
}
