//! scrubjay-player
