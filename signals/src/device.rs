//! What a user agent string says of the device.

use scrubjay_format::Text;
use scrubjay_format::event::Start;

/// A device as far as its user agent tells.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Device {
    /// Name of the browser, without version: `Chrome`, `Safari` …; `Other` if it is not in the table.
    pub browser: Text,
    /// Its major version, if it says so.
    pub browser_major: Option<u32>,
    /// Name of the system: `Windows`, `macOS`, `iOS`, `Android`, `ChromeOS`, `Linux`; `Other` if it is not in the table.
    pub os: Text,
    /// What kind of device.
    pub kind: DeviceKind,
}

/// Kind of device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum DeviceKind {
    /// A desktop or laptop computer, or what says it is one.
    Desktop,
    /// A phone.
    Mobile,
    /// A tablet.
    Tablet,
}

/// Product token, name. The first that is found wins: browsers name those that they descend from as well.
/// <https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/Browser_detection_using_the_user_agent>
const BROWSERS: [(&str, &str); 15] = [
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Vivaldi/", "Vivaldi"),
    ("YaBrowser/", "Yandex Browser"),
    ("DuckDuckGo/", "DuckDuckGo"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("HeadlessChrome/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Version/", "Safari"),
    ("Safari/", "Safari"),
];

/// Brands (`navigator.userAgentData.brands`) of browsers whose user agent string may name Chrome alone, and their names.
const OWN_BRANDS: [(&str, &str); 6] = [
    ("Brave", "Brave"),
    ("Microsoft Edge", "Edge"),
    ("Opera", "Opera"),
    ("Samsung Internet", "Samsung Internet"),
    ("Vivaldi", "Vivaldi"),
    ("YaBrowser", "Yandex Browser"),
];

/// What stands in the string, name. The first that is found wins.
const SYSTEMS: [(&str, &str); 9] = [
    ("Windows", "Windows"),
    ("iPhone", "iOS"),
    ("iPad", "iOS"),
    ("iPod", "iOS"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
];

/// What a stream's start says of the device: its user agent string, and what browsers say beside it.
pub fn device_of(start: &Start) -> Device {
    let mut device = device(&start.user_agent);
    let environment = &start.environment;
    // An iPad that asks for desktop sites says that it is a Mac; but no Mac has a touch screen.
    if &*device.os == "macOS" && (start.touch || environment.touch_points > 1) {
        device.os = "iOS".into();
        device.kind = DeviceKind::Tablet;
    }
    // A phone that asks for desktop sites says so here.
    if environment.mobile && device.kind == DeviceKind::Desktop {
        device.kind = DeviceKind::Mobile;
    }
    // Browsers that are built on Chromium give their own name here only.
    let own = environment.brands.iter().find_map(|brand| {
        let (_, name) = OWN_BRANDS.iter().find(|(name, _)| *name == &*brand.name)?;
        Some((*name, brand.version.parse().ok()))
    });
    if let Some((name, major)) = own {
        device.browser = name.into();
        device.browser_major = major.or(device.browser_major);
    }
    device
}

/// Reads a user agent string (`navigator.userAgent`). An iPad that asks for desktop sites says there that it is a Mac; see
/// [`device_of`].
pub fn device(user_agent: &str) -> Device {
    let has = |part: &str| user_agent.contains(part);
    let name = |table: &[(&str, &'static str)]| {
        let entry = table.iter().find(|(part, _)| has(part));
        entry.map_or("Other", |(_, name)| *name)
    };
    let version = BROWSERS
        .iter()
        .find_map(|(token, _)| user_agent.split_once(token))
        .and_then(|(_, version)| {
            let digits = version.bytes().take_while(u8::is_ascii_digit).count();
            version[..digits].parse().ok()
        });
    let kind = if has("iPad") || has("Tablet") || (has("Android") && !has("Mobile")) {
        DeviceKind::Tablet
    } else if has("Mobi") {
        DeviceKind::Mobile
    } else {
        DeviceKind::Desktop
    };
    Device {
        browser: name(&BROWSERS).into(),
        browser_major: version,
        os: name(&SYSTEMS).into(),
        kind,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(user_agent: &str) -> (String, Option<u32>, String, DeviceKind) {
        let device = device(user_agent);
        (
            device.browser.to_string(),
            device.browser_major,
            device.os.to_string(),
            device.kind,
        )
    }

    #[test]
    fn common_devices() {
        use DeviceKind::{Desktop, Mobile, Tablet};
        for (user_agent, browser, major, os, kind) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36",
                "Chrome",
                138,
                "Windows",
                Desktop,
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0",
                "Edge",
                138,
                "Windows",
                Desktop,
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15",
                "Safari",
                17,
                "macOS",
                Desktop,
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1",
                "Chrome",
                126,
                "iOS",
                Mobile,
            ),
            (
                "Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/12.1 Mobile/15E148 Safari/604.1",
                "Safari",
                12,
                "iOS",
                Tablet,
            ),
            (
                "Mozilla/5.0 (Linux; Android 14; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36",
                "Samsung Internet",
                25,
                "Android",
                Mobile,
            ),
            (
                "Mozilla/5.0 (Linux; Android 13; SM-X906C) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36",
                "Chrome",
                124,
                "Android",
                Tablet,
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
                "Firefox",
                128,
                "Linux",
                Desktop,
            ),
            (
                "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/127.0.0.0 Safari/537.36",
                "Chrome",
                127,
                "ChromeOS",
                Desktop,
            ),
        ] {
            assert_eq!(
                read(user_agent),
                (browser.to_owned(), Some(major), os.to_owned(), kind),
                "{user_agent}"
            );
        }
    }

    #[test]
    fn what_is_unknown_is_other() {
        for user_agent in ["", "curl/8.7.1", "Chrome/", "é"] {
            let (_, major, os, kind) = read(user_agent);
            assert_eq!(
                (major, os.as_str(), kind),
                (None, "Other", DeviceKind::Desktop),
                "{user_agent}"
            );
        }
    }
}
