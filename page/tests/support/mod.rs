//! What the tests of this crate share: a random page that reports its changes as a recorder does, and a stage as strict
//! as a browser.

pub(crate) mod model;
pub(crate) mod rng;
pub(crate) mod rules;
pub(crate) mod stage;
