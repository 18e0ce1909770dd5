//! scrubjay-recorder
