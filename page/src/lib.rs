//! scrubjay-page
