//! What the codes of events are called in rows: stable words that filters use.

use scrubjay_format::event::{
    ClipboardAction, ConsoleLevel, DragAction, ErrorKind, FlagKind, FormAction, LifecycleState, NavigationCause,
    NetworkInitiator, NoteCode, VitalName,
};

pub(super) fn navigation(cause: NavigationCause) -> &'static str {
    match cause {
        NavigationCause::Load => "load",
        NavigationCause::Push => "push",
        NavigationCause::Replace => "replace",
        NavigationCause::Pop => "pop",
        NavigationCause::Hash => "hash",
        NavigationCause::Reload => "reload",
        NavigationCause::Revisit => "revisit",
        NavigationCause::Back => "back",
        NavigationCause::Forward => "forward",
    }
}

pub(super) fn form(action: FormAction) -> &'static str {
    match action {
        FormAction::Submit => "submit",
        FormAction::Reset => "reset",
        FormAction::Invalid => "invalid",
    }
}

pub(super) fn clipboard(action: ClipboardAction) -> &'static str {
    match action {
        ClipboardAction::Copy => "copy",
        ClipboardAction::Cut => "cut",
        ClipboardAction::Paste => "paste",
    }
}

pub(super) fn drag(action: DragAction) -> &'static str {
    match action {
        DragAction::Start => "start",
        DragAction::Drop => "drop",
        DragAction::End => "end",
    }
}

pub(super) fn lifecycle(state: LifecycleState) -> &'static str {
    match state {
        LifecycleState::Hidden => "hidden",
        LifecycleState::Restored => "restored",
        LifecycleState::Frozen => "frozen",
        LifecycleState::Resumed => "resumed",
    }
}

pub(super) fn error(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Uncaught => "Error",
        ErrorKind::Rejection => "Unhandled rejection",
        ErrorKind::Captured => "Captured error",
        ErrorKind::Opaque => "Script error",
        ErrorKind::Resource => "Resource not loaded",
    }
}

pub(super) fn console(level: ConsoleLevel) -> &'static str {
    match level {
        ConsoleLevel::Debug => "debug",
        ConsoleLevel::Log => "log",
        ConsoleLevel::Info => "info",
        ConsoleLevel::Warn => "warn",
        ConsoleLevel::Error => "error",
    }
}

pub(super) fn vital(name: VitalName) -> &'static str {
    match name {
        VitalName::Lcp => "lcp",
        VitalName::Cls => "cls",
        VitalName::Inp => "inp",
        VitalName::Fcp => "fcp",
        VitalName::Ttfb => "ttfb",
    }
}

pub(super) fn initiator(initiator: NetworkInitiator) -> &'static str {
    match initiator {
        NetworkInitiator::Fetch => "fetch",
        NetworkInitiator::Xhr => "xhr",
        NetworkInitiator::Beacon => "beacon",
        NetworkInitiator::WebSocket => "web_socket",
        NetworkInitiator::EventSource => "event_source",
        NetworkInitiator::Resource => "resource",
    }
}

/// What flags and experiments are kept under among a session's attributes.
pub(super) fn flag(kind: FlagKind) -> &'static str {
    match kind {
        FlagKind::Flag => "flag",
        FlagKind::Experiment => "experiment",
    }
}

pub(super) fn note(code: NoteCode) -> &'static str {
    match code {
        NoteCode::Paused => "paused",
        NoteCode::Resumed => "resumed",
        NoteCode::Stopped => "stopped",
        NoteCode::Degraded => "degraded",
        NoteCode::FailedClosed => "failed_closed",
        NoteCode::Unreadable => "unreadable",
        NoteCode::Internal => "internal",
    }
}
