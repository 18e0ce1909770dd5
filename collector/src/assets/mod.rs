//! Files that recorded pages were drawn with (images, fonts), kept once per project by the hash of their content:
//! [`receive`] takes them from recorders, [`serve`] gives them to the player.

pub mod receive;
pub mod serve;

use scrubjay_format::AssetHash;

use crate::model::ProjectId;

/// What files are sent as that pages are drawn with. Everything else is refused: nobody keeps other things here.
pub(crate) fn is_fitting(mime_type: &str) -> bool {
    const OTHERS: [&str; 10] = [
        "application/font-woff",
        "application/font-woff2",
        "application/font-sfnt",
        "application/vnd.ms-fontobject",
        "application/x-font-opentype",
        "application/x-font-otf",
        "application/x-font-truetype",
        "application/x-font-ttf",
        "application/x-font-woff",
        UNTYPED,
    ];
    let is_name = mime_type
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"/+-._".contains(&byte));
    is_name && (mime_type.starts_with("image/") || mime_type.starts_with("font/") || OTHERS.contains(&mime_type))
}

/// What a file is kept as whose sender does not say what it is. Browsers tell pictures and fonts by their bytes.
pub(crate) const UNTYPED: &str = "application/octet-stream";

/// The object that holds a file. The same name always has the same bytes, so that writing it twice changes nothing.
pub(crate) fn object(project: &ProjectId, hash: AssetHash) -> String {
    format!("assets/{}/{hash}", project.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_and_fonts_fit_and_nothing_else() {
        for fitting in [
            "image/png",
            "image/svg+xml",
            "font/woff2",
            "application/x-font-ttf",
            UNTYPED,
        ] {
            assert!(is_fitting(fitting), "{fitting}");
        }
        for other in [
            "text/html",
            "text/css",
            "application/json",
            "image/png\r\nx: y",
            "Image/PNG",
            "",
        ] {
            assert!(!is_fitting(other), "{other}");
        }
    }
}
