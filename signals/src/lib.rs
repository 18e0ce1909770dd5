//! scrubjay-signals
