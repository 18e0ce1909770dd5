//! What moves by itself.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::{number, text};
use crate::event::*;

/// State of a medium, the clock of an image, or animations.
pub(super) fn motion() -> BoxedStrategy<Property> {
    let media = (number(), any::<bool>(), number(), number(), number(), any::<bool>()).prop_map(
        |(at_ms, paused, position_ms, rate_percent, volume_percent, muted)| {
            Property::Media(Media {
                at_ms,
                paused,
                position_ms,
                rate_percent,
                volume_percent,
                muted,
            })
        },
    );
    let clock = (number(), any::<bool>(), number()).prop_map(|(at_ms, paused, position_ms)| {
        Property::SvgClock(SvgClock {
            at_ms,
            paused,
            position_ms,
        })
    });
    let animations = (number(), vec(animation(), 0..3))
        .prop_map(|(at_ms, animations)| Property::Animations(Animations { at_ms, animations }));
    prop_oneof![media, clock, animations].boxed()
}

fn animation() -> BoxedStrategy<Animation> {
    let state = prop_oneof![
        Just(PlayState::Running),
        Just(PlayState::Paused),
        Just(PlayState::Finished)
    ];
    let source = prop_oneof![
        text().prop_map(AnimationSource::Css),
        (text(), effect()).prop_map(|(property, effect)| AnimationSource::Transition { property, effect }),
        effect().prop_map(AnimationSource::Script),
    ];
    (text(), state, any::<i64>(), any::<i32>(), source)
        .prop_map(
            |(pseudo_element, play_state, position_us, rate_permille, source)| Animation {
                pseudo_element,
                play_state,
                position_us,
                rate_permille,
                source,
            },
        )
        .boxed()
}

fn composite() -> BoxedStrategy<Composite> {
    prop_oneof![
        Just(Composite::Replace),
        Just(Composite::Add),
        Just(Composite::Accumulate)
    ]
    .boxed()
}

fn effect() -> BoxedStrategy<AnimationEffect> {
    let declaration = (text(), text()).prop_map(|(name, value)| Declaration { name, value });
    let keyframe = (number(), text(), option::of(composite()), vec(declaration, 0..3)).prop_map(
        |(offset_ppm, easing, composite, declarations)| AnimationKeyframe {
            offset_ppm,
            easing,
            composite,
            declarations,
        },
    );
    let direction = prop_oneof![
        Just(AnimationDirection::Normal),
        Just(AnimationDirection::Reverse),
        Just(AnimationDirection::Alternate),
        Just(AnimationDirection::AlternateReverse),
    ];
    let fill = prop_oneof![
        Just(AnimationFill::None),
        Just(AnimationFill::Forwards),
        Just(AnimationFill::Backwards),
        Just(AnimationFill::Both),
    ];
    let times = (
        any::<i64>(),
        any::<i64>(),
        any::<u64>(),
        option::of(any::<u64>()),
        any::<u64>(),
    );
    (vec(keyframe, 0..3), times, direction, fill, text(), composite())
        .prop_map(|(keyframes, times, direction, fill, easing, composite)| {
            let (delay_us, end_delay_us, duration_us, iterations_permille, iteration_start_permille) = times;
            AnimationEffect {
                keyframes,
                delay_us,
                end_delay_us,
                duration_us,
                iterations_permille,
                iteration_start_permille,
                direction,
                fill,
                easing,
                composite,
            }
        })
        .boxed()
}
