//! What moves by itself, to words. Times are milliseconds as 64-bit floats, in two words, low half first.

use scrubjay_format::event::{
    Animation, AnimationDirection, AnimationEffect, AnimationFill, AnimationSource, Animations, Composite, PlayState,
    SvgClock,
};

use super::writer::OpWriter;

pub(super) fn write_clock<'w>(writer: &'w mut OpWriter, clock: &SvgClock, offset_ms: u32) -> &'w mut OpWriter {
    writer
        .flag(clock.paused)
        .number(clock.position_ms)
        .number(clock.at_ms.saturating_add(offset_ms))
}

pub(super) fn write_animations<'w>(
    writer: &'w mut OpWriter,
    animations: &Animations,
    offset_ms: u32,
) -> &'w mut OpWriter {
    writer
        .number(animations.at_ms.saturating_add(offset_ms))
        .number(animations.animations.len() as u32);
    for animation in &animations.animations {
        write_animation(writer, animation);
    }
    writer
}

fn write_animation(writer: &mut OpWriter, animation: &Animation) {
    writer
        .string(&animation.pseudo_element)
        .number(match animation.play_state {
            PlayState::Running => 0,
            PlayState::Paused => 1,
            PlayState::Finished => 2,
        })
        .float(animation.position_us as f64 / 1000.0)
        .float(f64::from(animation.rate_permille) / 1000.0);
    match &animation.source {
        AnimationSource::Css(name) => {
            writer.number(0).string(name);
        }
        AnimationSource::Transition { property, effect } => {
            writer.number(1).string(property);
            write_effect(writer, effect);
        }
        AnimationSource::Script(effect) => {
            writer.number(2);
            write_effect(writer, effect);
        }
    }
}

fn write_effect(writer: &mut OpWriter, effect: &AnimationEffect) {
    let count = |permille: u64| permille as f64 / 1000.0;
    writer
        .float(effect.delay_us as f64 / 1000.0)
        .float(effect.end_delay_us as f64 / 1000.0)
        .float(effect.duration_us as f64 / 1000.0)
        .float(effect.iterations_permille.map_or(f64::INFINITY, count))
        .float(count(effect.iteration_start_permille))
        .number(match effect.direction {
            AnimationDirection::Normal => 0,
            AnimationDirection::Reverse => 1,
            AnimationDirection::Alternate => 2,
            AnimationDirection::AlternateReverse => 3,
        })
        .number(match effect.fill {
            AnimationFill::None => 0,
            AnimationFill::Forwards => 1,
            AnimationFill::Backwards => 2,
            AnimationFill::Both => 3,
        })
        .string(&effect.easing)
        .number(composite(effect.composite))
        .number(effect.keyframes.len() as u32);
    for keyframe in &effect.keyframes {
        writer
            .float(f64::from(keyframe.offset_ppm) / 1e6)
            .string(&keyframe.easing)
            .number(keyframe.composite.map_or(3, composite))
            .number(keyframe.declarations.len() as u32);
        for declaration in &keyframe.declarations {
            writer.string(&declaration.name).string(&declaration.value);
        }
    }
}

fn composite(composite: Composite) -> u32 {
    match composite {
        Composite::Replace => 0,
        Composite::Add => 1,
        Composite::Accumulate => 2,
    }
}
