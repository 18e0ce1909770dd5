//! Animations. What they do passes the gate as the style sheets of the page do.

use scrubjay_format::Text;
use scrubjay_format::event::{
    Animation, AnimationDirection, AnimationEffect, AnimationFill, AnimationKeyframe, AnimationSource, Animations,
    Composite, Declaration, PlayState,
};

use super::{Batch, OpsError};
use crate::privacy::Level;

impl Batch<'_> {
    /// The animations of an element at this level.
    pub(super) fn animations(&mut self, level: Level) -> Result<Animations, OpsError> {
        let count = self.input.word("a number of animations")?;
        let animations: Result<_, _> = (0..count).map(|_| self.animation(level)).collect();
        Ok(Animations {
            at_ms: self.at_ms,
            animations: animations?,
        })
    }

    fn animation(&mut self, level: Level) -> Result<Animation, OpsError> {
        let pseudo_element = self.name()?;
        let play_state = match self.input.word("a play state")? {
            0 => PlayState::Running,
            1 => PlayState::Paused,
            _ => PlayState::Finished,
        };
        let position_us = micros(self.input.float("a position")?);
        let rate_permille = (self.input.float("a rate")? * 1000.0).round() as i32;
        let source = match self.input.word("where an animation comes from")? {
            0 => AnimationSource::Css(self.name()?),
            1 => AnimationSource::Transition {
                property: self.name()?,
                effect: self.effect(level)?,
            },
            2 => AnimationSource::Script(self.effect(level)?),
            _ => return Err(self.input.error("where an animation comes from")),
        };
        Ok(Animation {
            pseudo_element,
            play_state,
            position_us,
            rate_permille,
            source,
        })
    }

    fn effect(&mut self, level: Level) -> Result<AnimationEffect, OpsError> {
        let input = &mut self.input;
        let delay_us = micros(input.float("a delay")?);
        let end_delay_us = micros(input.float("a delay")?);
        let duration_us = (input.float("a duration")? * 1000.0).round() as u64;
        let iterations = input.float("a number of iterations")?;
        let iteration_start_permille = (input.float("where an iteration starts")? * 1000.0).round() as u64;
        let direction = match input.word("a direction")? {
            1 => AnimationDirection::Reverse,
            2 => AnimationDirection::Alternate,
            3 => AnimationDirection::AlternateReverse,
            _ => AnimationDirection::Normal,
        };
        let fill = match input.word("a fill")? {
            1 => AnimationFill::Forwards,
            2 => AnimationFill::Backwards,
            3 => AnimationFill::Both,
            _ => AnimationFill::None,
        };
        let easing = self.input.text()?.into();
        let composite = composite(self.input.word("a composite operation")?).unwrap_or(Composite::Replace);
        let count = self.input.word("a number of keyframes")?;
        let keyframes: Result<_, _> = (0..count).map(|_| self.keyframe(level)).collect();
        Ok(AnimationEffect {
            keyframes: keyframes?,
            delay_us,
            end_delay_us,
            duration_us,
            iterations_permille: iterations.is_finite().then(|| (iterations * 1000.0).round() as u64),
            iteration_start_permille,
            direction,
            fill,
            easing,
            composite,
        })
    }

    fn keyframe(&mut self, level: Level) -> Result<AnimationKeyframe, OpsError> {
        let offset_ppm = (self.input.float("an offset")? * 1e6).round() as u32;
        let easing = self.input.text()?.into();
        let composite = composite(self.input.word("a composite operation")?);
        let count = self.input.word("a number of declarations")?;
        let declarations: Result<_, _> = (0..count).map(|_| self.declaration(level)).collect();
        Ok(AnimationKeyframe {
            offset_ppm,
            easing,
            composite,
            declarations: declarations?,
        })
    }

    /// The gate judges a value by its property, so it is given both.
    fn declaration(&mut self, level: Level) -> Result<Declaration, OpsError> {
        let name = self.name()?;
        let value = self.input.text()?;
        let whole = format!("{name}:{value}");
        let scrubbed = self.gate.css(level, &whole);
        let value = scrubbed.strip_prefix(&*name).and_then(|rest| rest.strip_prefix(':'));
        Ok(Declaration {
            value: value.unwrap_or_default().into(),
            name,
        })
    }

    fn name(&mut self) -> Result<Text, OpsError> {
        Ok(self.input.name()?.0)
    }
}

/// Milliseconds to microseconds; out of range, and what is no number, to the nearest there is.
fn micros(ms: f64) -> i64 {
    (ms * 1000.0).round() as i64
}

fn composite(code: u32) -> Option<Composite> {
    match code {
        0 => Some(Composite::Replace),
        1 => Some(Composite::Add),
        2 => Some(Composite::Accumulate),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a failed expectation should stop the test where it stands"
    )]

    use scrubjay_format::event::{AnimationSource, Property};
    use scrubjay_format::{Event, SessionId, StreamEncoder, StreamId};

    use super::super::OpsDecoder;
    use super::super::code::{INTERNED, property, step};
    use crate::privacy::Gate;

    fn float(words: &mut Vec<u32>, value: f64) {
        let bits = value.to_bits();
        words.extend([bits as u32, (bits >> 32) as u32]);
    }

    #[test]
    fn what_a_script_animates_passes_the_gate() {
        let mut text = String::new();
        let mut words = vec![step::SET_PROPERTY, 7, 1, property::ANIMATIONS, 1];
        words.extend([INTERNED, 0, 0]); // no pseudo-element, running
        float(&mut words, 1500.25);
        float(&mut words, -1.0);
        words.push(2);
        for timing in [0.0, 0.0, 300.0, f64::INFINITY, 0.0] {
            float(&mut words, timing);
        }
        words.extend([2, 3, 6, 0, 1]);
        text.push_str("linear");
        float(&mut words, 0.5);
        words.extend([4, 3, 1]);
        text.push_str("ease");
        words.extend([INTERNED | 1, 7]);
        text.push_str("content");
        let value = "\"jane.doe@mail.example\"";
        words.push(value.len() as u32);
        text.push_str(value);
        let mut encoder = StreamEncoder::new(SessionId([1; 16]), StreamId([2; 8]), 0);
        OpsDecoder::default()
            .decode(&words, &text, &Gate::default(), &mut encoder, 40)
            .unwrap();
        let recording = scrubjay_format::Recording::read(&encoder.finish_part(true)).unwrap();
        let events: Vec<_> = recording.streams[0].events.iter().map(|timed| &timed.event).collect();
        let [Event::Properties(changes)] = events.as_slice() else {
            unreachable!("one event, not {events:?}")
        };
        let Property::Animations(animations) = &changes[0].property else {
            unreachable!("animations, not {changes:?}")
        };
        let [animation] = animations.animations.as_slice() else {
            unreachable!("one animation, not {animations:?}")
        };
        assert_eq!(
            (animations.at_ms, animation.position_us, animation.rate_permille),
            (40, 1_500_250, -1000)
        );
        let AnimationSource::Script(effect) = &animation.source else {
            unreachable!("a script's, not {animation:?}")
        };
        assert_eq!((effect.duration_us, effect.iterations_permille), (300_000, None));
        let declaration = &effect.keyframes[0].declarations[0];
        assert_eq!(
            (effect.keyframes[0].offset_ppm, &*declaration.name),
            (500_000, "content")
        );
        assert_eq!(&*declaration.value, "\"xxxx.xxx@xxxx.xxxxxxx\"");
    }
}
