//! Batches as the reader writes them, and the events that come out of the encoder at its other end.

use scrubjay_format::event::{
    Attribute, CompatMode, Forest, Insert, Mutation, Namespace, Property, PropertyChange, RuleChange, RuleOperation,
    Sheet, TextChange, Token,
};
use scrubjay_format::{Event, NodeId, SessionId, StreamDecoder, StreamEncoder, StreamId, parts};

use super::code::{INTERNED, property, step, token};
use super::*;

const NEW_NAME: u32 = INTERNED;

/// A batch under construction, as `js/steps.js` makes one.
#[derive(Default)]
struct Steps {
    words: Vec<u32>,
    text: String,
    names: Vec<String>,
}

impl Steps {
    fn put(mut self, words: &[u32]) -> Self {
        self.words.extend(words);
        self
    }

    fn str(mut self, text: &str) -> Self {
        self.words.push(text.encode_utf16().count() as u32);
        self.text.push_str(text);
        self
    }

    fn name(self, name: &str) -> Self {
        self.name_with(name, 0)
    }

    fn name_with(mut self, name: &str, flags: u32) -> Self {
        if let Some(index) = self.names.iter().position(|known| known == name) {
            self.words.push(NEW_NAME | flags | index as u32);
            return self;
        }
        self.words.push(NEW_NAME | flags | self.names.len() as u32);
        self.names.push(name.to_owned());
        self.str(name)
    }

    /// An HTML element with these attributes, without properties.
    fn element(self, marks: u32, name: &str, attributes: &[(&str, &str)]) -> Self {
        let mut steps = self
            .put(&[token::ELEMENT, marks])
            .name(name)
            .put(&[attributes.len() as u32]);
        for (name, value) in attributes {
            steps = steps.name(name).str(value);
        }
        steps.put(&[0])
    }
}

fn gate() -> Gate {
    Gate::default()
}

fn run_with(decoder: &mut OpsDecoder, gate: &Gate, steps: &Steps) -> Result<Vec<Event>, OpsError> {
    let mut encoder = StreamEncoder::new(SessionId([1; 16]), StreamId([2; 8]), 0);
    decoder.decode(&steps.words, &steps.text, gate, &mut encoder, 5)?;
    let part = encoder.finish_part(true);
    let mut stream = StreamDecoder::new();
    let mut events = Vec::new();
    for part in parts(&part) {
        events.extend(stream.decode(&part.unwrap()).unwrap());
    }
    Ok(events.into_iter().map(|timed| timed.event).collect())
}

fn run(steps: &Steps) -> Vec<Event> {
    run_with(&mut OpsDecoder::default(), &gate(), steps).unwrap()
}

fn attribute(name: &str, value: &str) -> Attribute {
    Attribute {
        namespace: None,
        name: name.into(),
        value: value.into(),
    }
}

#[test]
fn a_snapshot_is_read_token_by_token() {
    let steps = Steps::default()
        .put(&[step::SNAPSHOT, 1, token::DOCUMENT, 0])
        .str("https://a.example/p?q=1")
        .put(&[0, 40, token::DOCTYPE])
        .name("html")
        .name("")
        .name("")
        .element(1, "p", &[("class", "a")])
        .put(&[token::TEXT, 1])
        .str("größer 👍")
        .put(&[token::CLOSE, token::TEXT, 1])
        .str("tail")
        .put(&[token::CLOSE, token::END, step::SNAPSHOT_END]);
    let events = run(&steps);
    let expected = Forest {
        first: NodeId(1),
        tokens: vec![
            Token::Document {
                compat_mode: CompatMode::Standards,
                base_url: "https://a.example/p".into(),
                properties: vec![Property::Scroll { x: 0, y: 40 }],
            },
            Token::Doctype {
                name: "html".into(),
                public_id: "".into(),
                system_id: "".into(),
            },
            Token::Element {
                namespace: Namespace::Html,
                name: "p".into(),
                attributes: vec![attribute("class", "a")],
                properties: vec![],
            },
            Token::Text("größer 👍".into()),
            Token::Close,
            Token::Text("tail".into()),
            Token::Close,
        ],
    };
    assert_eq!(events, [Event::Snapshot(expected), Event::SnapshotEnd]);
}

#[test]
fn changes_of_one_batch_are_one_mutation_and_properties_follow() {
    let steps = Steps::default()
        .put(&[step::INSERT, 7, 9, 20, token::EXISTING, 4, token::TEXT, 1])
        .str("new")
        .put(&[token::END, step::REMOVE, 5, step::SET_TEXT, 6, 1])
        .str("card 4111 1111 1111 1111")
        .put(&[step::SET_PROPERTY, 7, 1, property::SCROLL, 0, -3_i32 as u32]);
    let mutation = Mutation {
        removes: vec![NodeId(5)],
        inserts: vec![Insert {
            parent: NodeId(7),
            before: Some(NodeId(9)),
            nodes: Forest {
                first: NodeId(20),
                tokens: vec![Token::Existing(NodeId(4)), Token::Text("new".into())],
            },
        }],
        texts: vec![TextChange {
            node: NodeId(6),
            text: "card 0000 0000 0000 0000".into(),
        }],
        attributes: vec![],
    };
    let scroll = PropertyChange {
        node: NodeId(7),
        property: Property::Scroll { x: 0, y: -3 },
    };
    assert_eq!(
        run(&steps),
        [Event::Mutation(mutation), Event::Properties(vec![scroll])]
    );
}

#[test]
fn a_field_is_judged_by_all_its_attributes_and_stays_secret() {
    let mut decoder = OpsDecoder::default();
    let value_of = |events: &[Event]| match events {
        [Event::Mutation(mutation), ..] => match &mutation.inserts[0].nodes.tokens[0] {
            Token::Element { attributes, .. } => attributes[0].value.to_string(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    };
    // The value stands before the type that makes it secret.
    let mut steps = Steps::default()
        .put(&[step::INSERT, 7, 0, 20])
        .element(1, "input", &[("value", "hunter2"), ("type", "password")])
        .put(&[token::CLOSE, token::END]);
    let events = run_with(&mut decoder, &gate(), &steps).unwrap();
    assert_eq!(value_of(&events), "••••••••");

    // "Show password": the field becomes an ordinary one, and then tells its value.
    steps.words.clear();
    steps.text.clear();
    let steps = steps
        .put(&[step::SET_ATTRIBUTE, 20, 1])
        .name("input")
        .name("type")
        .str("text")
        .put(&[step::SET_PROPERTY, 20, 1, property::VALUE])
        .str("hunter23");
    let events = run_with(&mut decoder, &gate(), &steps).unwrap();
    let shown = PropertyChange {
        node: NodeId(20),
        property: Property::Value("••••••••".into()),
    };
    assert_eq!(events[1], Event::Properties(vec![shown]));
}

#[test]
fn rules_carry_their_place_and_scrubbed_text() {
    let steps = Steps::default()
        .put(&[step::RULE, 0, 12, 2, 3, 0, 1])
        .str(".a::after{content:\"ada@corp.example\"}");
    let rule = RuleChange {
        sheet: Sheet::Of(NodeId(12)),
        path: vec![3, 0],
        operation: RuleOperation::Insert(".a::after{content:\"xxx@xxxx.xxxxxxx\"}".into()),
    };
    assert_eq!(run(&steps), [Event::Rule(rule)]);
}

#[test]
fn what_is_hidden_has_no_attributes() {
    let steps = Steps::default()
        .put(&[step::INSERT, 7, 0, 20])
        .element(3, "div", &[("class", "a"), ("title", "Ada")])
        .put(&[token::CLOSE, token::END]);
    let [Event::Mutation(mutation)] = &run(&steps)[..] else {
        panic!("one mutation")
    };
    assert!(matches!(&mutation.inserts[0].nodes.tokens[0], Token::Element { attributes, .. } if attributes.is_empty()));
}

#[test]
fn steps_that_break_the_protocol_are_told_with_their_place() {
    let wrong = |words: &[u32], text: &str| {
        let steps = Steps {
            words: words.to_vec(),
            text: text.to_owned(),
            ..Steps::default()
        };
        run_with(&mut OpsDecoder::default(), &gate(), &steps).unwrap_err()
    };
    assert_eq!(wrong(&[99], "").what, "a step of a batch");
    assert_eq!(wrong(&[step::REMOVE, 0], "").what, "a node");
    assert_eq!(wrong(&[step::SET_TEXT, 1, 1, 4], "abc").what, "text");
    assert_eq!(wrong(&[step::SET_TEXT, 1, 1, 1], "👍").what, "text");
    assert_eq!(wrong(&[step::SNAPSHOT, 1, 77], "").at, 2);
    assert_eq!(
        wrong(&[step::SET_ATTRIBUTE, 1, 1, INTERNED | 5], "").what,
        "a name's number"
    );
}
