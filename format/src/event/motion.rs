//! What moves by itself: animations, media, the clocks of SVG images. What is said of them holds at a moment; from there on
//! they run by themselves, so that moment is part of it.

use crate::Text;

/// State of `<video>` or `<audio>`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Media {
    /// When this was so, in milliseconds since the stream's start.
    pub at_ms: u32,
    /// Whether it stands still: paused, ended, or waiting for data.
    pub paused: bool,
    /// Position in the medium.
    pub position_ms: u32,
    /// Speed, 100 = normal.
    pub rate_percent: u32,
    /// Loudness, 100 = full.
    pub volume_percent: u32,
    /// Whether it is muted.
    pub muted: bool,
}

/// The clock of an outermost `<svg>`, by which its SMIL animations go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SvgClock {
    /// When this was so, in milliseconds since the stream's start.
    pub at_ms: u32,
    /// Whether it stands still (`pauseAnimations()`).
    pub paused: bool,
    /// `getCurrentTime()`.
    pub position_ms: u32,
}

/// All animations of an element and of its pseudo-elements that are in effect or will be.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Animations {
    /// When this was so, in milliseconds since the stream's start.
    pub at_ms: u32,
    /// The animations, in the order in which they override one another.
    pub animations: Vec<Animation>,
}

/// One animation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Animation {
    /// The pseudo-element it moves (`::before`), or empty.
    pub pseudo_element: Text,
    /// `playState`
    pub play_state: PlayState,
    /// `currentTime`
    pub position_us: i64,
    /// `playbackRate`, 1000 = normal.
    pub rate_permille: i32,
    /// Where it comes from.
    pub source: AnimationSource,
}

/// `Animation.playState`, of animations that have a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum PlayState {
    /// It goes on.
    Running,
    /// It stands still.
    Paused,
    /// It is at its end.
    Finished,
}

/// Where an animation comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum AnimationSource {
    /// A CSS animation, by its name; style sheets say what it does.
    Css(Text),
    /// A CSS transition: what it does depends on what was there before.
    Transition {
        /// The property that changes.
        property: Text,
        /// What it does.
        effect: AnimationEffect,
    },
    /// `Element.animate()` and its like.
    Script(AnimationEffect),
}

/// `KeyframeEffect`
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct AnimationEffect {
    /// What it goes through.
    pub keyframes: Vec<AnimationKeyframe>,
    /// Time before the first iteration.
    pub delay_us: i64,
    /// Time after the last one.
    pub end_delay_us: i64,
    /// Time of one iteration.
    pub duration_us: u64,
    /// How many iterations, 1000 = one; none: for ever.
    pub iterations_permille: Option<u64>,
    /// Where in the first iteration it begins, 1000 = at its end.
    pub iteration_start_permille: u64,
    /// `direction`
    pub direction: AnimationDirection,
    /// `fill`
    pub fill: AnimationFill,
    /// `easing` of each iteration.
    pub easing: Text,
    /// `composite`, where a keyframe does not say otherwise.
    pub composite: Composite,
}

/// A keyframe.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct AnimationKeyframe {
    /// Its place in the iteration, from 0 to 1,000,000.
    pub offset_ppm: u32,
    /// `easing` from here to the next one.
    pub easing: Text,
    /// `composite`; none: that of the effect.
    pub composite: Option<Composite>,
    /// Names as CSS has them, with their values.
    pub declarations: Vec<Declaration>,
}

/// A CSS property with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Declaration {
    /// Its name as CSS has it (`margin-top`, `--size`).
    pub name: Text,
    /// Its value.
    pub value: Text,
}

/// `EffectTiming.direction`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum AnimationDirection {
    /// `normal`
    Normal,
    /// `reverse`
    Reverse,
    /// `alternate`
    Alternate,
    /// `alternate-reverse`
    AlternateReverse,
}

/// `EffectTiming.fill`; `auto` means `none` for animations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum AnimationFill {
    /// No effect before and after.
    None,
    /// Its end stays.
    Forwards,
    /// Its beginning is there before.
    Backwards,
    /// Both.
    Both,
}

/// `CompositeOperation`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Composite {
    /// In place of what is below.
    Replace,
    /// Added to it.
    Add,
    /// Accumulated with it.
    Accumulate,
}
