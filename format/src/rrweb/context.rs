//! Where the page was, and what the site said of it.

use serde_json::Value;

use super::importer::Importer;
use super::json;
use crate::Text;
use crate::event::{
    ColorScheme, Console, ConsoleLevel, Custom, Environment, Event, Navigation, NavigationCause, Scalar, Start,
    Viewport,
};

const CONSOLE_PLUGIN: &str = "rrweb/console@1";

impl Importer {
    /// A page was loaded: its address and the size of its viewport.
    pub(super) fn meta(&mut self, data: &Value) {
        let viewport = viewport(data);
        self.href = json::text(data, "href").unwrap_or_default().into();
        if self.has_start {
            self.push(Event::Viewport(viewport));
        } else {
            self.start(viewport);
        }
        self.push(Event::Navigation(Navigation {
            url: self.href.clone(),
            cause: NavigationCause::Load,
        }));
    }

    /// The first event of the stream, with what rrweb knows; the rest stays empty.
    pub(super) fn start(&mut self, viewport: Viewport) {
        self.has_start = true;
        let start = Start {
            started_at_ms: self.first_ms.max(0.0) as u64,
            url: self.href.clone(),
            referrer: Text::default(),
            title: Text::default(),
            user_agent: Text::default(),
            language: Text::default(),
            timezone: Text::default(),
            viewport,
            screen_width: 0,
            screen_height: 0,
            color_scheme: ColorScheme::Light,
            touch: false,
            recorder: "rrweb".into(),
            environment: Environment::default(),
        };
        self.push(Event::Start(start));
    }

    pub(super) fn resize(&mut self, data: &Value) {
        self.push(Event::Viewport(viewport(data)));
    }

    /// An event of the site's own.
    pub(super) fn custom(&mut self, data: &Value) {
        let properties = match data.get("payload") {
            Some(Value::Object(payload)) => payload
                .iter()
                .map(|(name, value)| (name.as_str().into(), scalar(value)))
                .collect(),
            Some(Value::Null) | None => Vec::new(),
            Some(value) => vec![("payload".into(), scalar(value))],
        };
        self.push(Event::Custom(Custom {
            name: json::text(data, "tag").unwrap_or("custom").into(),
            properties,
        }));
    }

    /// What a plug-in recorded: the console's is understood.
    pub(super) fn plugin(&mut self, data: &Value) {
        let name = json::text(data, "plugin").unwrap_or_default();
        let Some(payload) = data.get("payload").filter(|_| name == CONSOLE_PLUGIN) else {
            return self.note(&format!("event of the plug-in {name:?}"));
        };
        let lines: Vec<String> = json::list(payload, "payload").iter().map(line).collect();
        self.push(Event::Console(Console {
            level: match json::text(payload, "level") {
                Some("debug" | "trace") => ConsoleLevel::Debug,
                Some("info") => ConsoleLevel::Info,
                Some("warn") => ConsoleLevel::Warn,
                Some("error" | "assert") => ConsoleLevel::Error,
                _ => ConsoleLevel::Log,
            },
            text: lines.join(" ").into(),
        }));
    }
}

fn viewport(data: &Value) -> Viewport {
    Viewport {
        width: json::count(data, "width"),
        height: json::count(data, "height"),
        pixel_ratio_percent: 100,
    }
}

fn scalar(value: &Value) -> Scalar {
    match value {
        Value::Null => Scalar::Null,
        Value::Bool(value) => Scalar::Boolean(*value),
        Value::Number(number) => Scalar::Number(number.as_f64().unwrap_or(0.0)),
        Value::String(text) => Scalar::Text(text.as_str().into()),
        other => Scalar::Text(other.to_string().into()),
    }
}

/// One argument: the plug-in writes each as JSON.
fn line(argument: &Value) -> String {
    let Some(text) = argument.as_str() else {
        return argument.to_string();
    };
    match serde_json::from_str::<Value>(text) {
        Ok(Value::String(plain)) => plain,
        _ => text.to_owned(),
    }
}
