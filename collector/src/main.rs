//! scrubjay
fn main() {}
