//! Tells cargo to build anew when what is embedded changes. A folder that is missing counts as changed each time, so the
//! first build after it appears has it.

fn main() {
    for folder in ["../www/dist", "../pkg/recorder/dist", "../pkg/player/dist"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
