//! The wire form of what moves by itself.

use super::reader::Reader;
use super::wire::{Wire, codes, fields, unknown_code};
use super::writer::Writer;
use crate::Text;
use crate::error::Fault;
use crate::event::{
    Animation, AnimationDirection, AnimationEffect, AnimationFill, AnimationKeyframe, AnimationSource, Animations,
    Composite, Declaration, Media, PlayState, SvgClock,
};

fields! {
    Media { at_ms, paused, position_ms, rate_percent, volume_percent, muted }
    SvgClock { at_ms, paused, position_ms }
    Animations { at_ms, animations }
    Animation { pseudo_element, play_state, position_us, rate_permille, source }
    AnimationEffect {
        keyframes, delay_us, end_delay_us, duration_us, iterations_permille, iteration_start_permille, direction, fill, easing, composite
    }
    AnimationKeyframe { offset_ppm, easing, composite, declarations }
    Declaration { name, value }
}

codes! {
    PlayState as "a play state" { Running = 0, Paused = 1, Finished = 2 }
    AnimationDirection as "an animation's direction" { Normal = 0, Reverse = 1, Alternate = 2, AlternateReverse = 3 }
    AnimationFill as "an animation's fill" { None = 0, Forwards = 1, Backwards = 2, Both = 3 }
    Composite as "a composite operation" { Replace = 0, Add = 1, Accumulate = 2 }
}

impl Wire for i64 {
    fn write(&self, writer: &mut Writer<'_>) {
        writer.signed(*self);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        reader.signed()
    }
}

/// A truth value that says whether it is there, and the value.
impl Wire for Option<Composite> {
    fn write(&self, writer: &mut Writer<'_>) {
        self.is_some().write(writer);
        if let Some(composite) = self {
            composite.write(writer);
        }
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        bool::read(reader)?.then(|| Composite::read(reader)).transpose()
    }
}

/// A code, then what it says.
impl Wire for AnimationSource {
    fn write(&self, writer: &mut Writer<'_>) {
        match self {
            Self::Css(name) => {
                writer.byte(0);
                name.write(writer);
            }
            Self::Transition { property, effect } => {
                writer.byte(1);
                property.write(writer);
                effect.write(writer);
            }
            Self::Script(effect) => {
                writer.byte(2);
                effect.write(writer);
            }
        }
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let offset = reader.position();
        Ok(match reader.byte()? {
            0 => Self::Css(Text::read(reader)?),
            1 => Self::Transition {
                property: Text::read(reader)?,
                effect: AnimationEffect::read(reader)?,
            },
            2 => Self::Script(AnimationEffect::read(reader)?),
            code => return Err(unknown_code(offset, "where an animation comes from", code)),
        })
    }
}
