//! The page notices nothing: what it calls behaves as ever, and nothing is thrown at it.

use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::live::{ALLOW, Live, frames, holds, run, stage, wait};

#[wasm_bindgen_test]
async fn hooks_pass_on_self_arguments_results_and_exceptions() {
    stage("<style>p { color: red }</style><div></div><br>");
    let live = Live::record(ALLOW).await;
    assert!(holds("stage.children[0].sheet.insertRule('b { color: red }', 1) === 1"));
    assert!(holds(
        "(() => { const root = stage.children[1].attachShadow({ mode: 'open' }); return root.host === stage.children[1] })()"
    ));
    assert!(holds(
        "(() => { try { stage.children[2].attachShadow({ mode: 'open' }) } catch (error) { return error.name === 'NotSupportedError' } })()"
    ));
    assert!(holds(
        "(() => { try { stage.children[0].sheet.insertRule('no rule', 0) } catch (error) { return error.name === 'SyntaxError' } })()"
    ));
    assert!(holds(
        "(() => { try { Element.prototype.attachShadow.call({}, {}) } catch (error) { return error instanceof TypeError } })()"
    ));
    assert!(holds(
        "Element.prototype.attachShadow.name === 'attachShadow' && Element.prototype.attachShadow.length === 1 && `${Element.prototype.attachShadow}`.includes('[native code]')"
    ));
    assert_eq!(live.failures(), [""; 0]);
    live.finish().await;
}

#[wasm_bindgen_test]
async fn a_getter_of_the_page_that_throws_ends_the_recording_and_not_the_page() {
    stage("<p>here</p>");
    run(
        "window.thrown = []; window.noteThrown = (event) => { thrown.push(event.message); event.preventDefault() }; addEventListener('error', noteThrown)",
    );
    let live = Live::record(ALLOW).await;
    run(
        "Object.defineProperty(document, 'title', { configurable: true, get() { throw new Error('page trap') } }); stage.append('changed')",
    );
    frames().await;
    run("stage.append('again')");
    frames().await;
    run("delete document.title; removeEventListener('error', noteThrown)");
    assert!(holds("thrown.length === 0 && stage.textContent === 'herechangedagain'"));
    assert_eq!(live.failures().len(), 1);
    assert!(live.failures()[0].contains("page trap"));
}

#[wasm_bindgen_test]
async fn a_panic_ends_the_recording_and_not_the_page() {
    stage("<p>here</p>");
    let before = descriptors();
    run(
        "window.thrown = []; window.noteThrown = (event) => { thrown.push(event.message); event.preventDefault() }; addEventListener('error', noteThrown)",
    );
    let live = Live::record(ALLOW).await;
    // The title is read from within the recorder's own code, which this brings down as a panic of its own would.
    let panics = Closure::<dyn Fn() -> JsValue>::new(|| panic!("a bug of the recorder's own"));
    js_sys::Reflect::set(&js_sys::global(), &"panics".into(), panics.as_ref()).unwrap();
    run("Object.defineProperty(document, 'title', { configurable: true, get: panics }); stage.append('changed')");
    frames().await;
    run("delete document.title; delete window.panics; stage.append('again')");
    frames().await;
    run("removeEventListener('error', noteThrown)");
    assert_eq!(live.failures().len(), 1);
    assert!(holds("thrown.length === 0"));
    assert_eq!(descriptors(), before);
}

#[wasm_bindgen_test]
async fn what_the_site_does_with_parts_is_its_own_business() {
    stage("<p>here</p>");
    let live = Live::record(ALLOW).await;
    run("stage.append('one')");
    let first = live.events().await;
    assert!(first.say("one"));
    run("stage.append('two')");
    assert!(live.finish().await.say("two"));
}

#[wasm_bindgen_test]
async fn the_page_stays_as_it_is() {
    stage("<style>p { color: red }</style><p id=place>words <b>bold</b></p><input value=x>");
    let page = "document.head.outerHTML + stage.outerHTML";
    run(&format!("window.before = {page}"));
    let live = Live::record(ALLOW).await;
    run("stage.querySelector('b').click(); stage.querySelector('input').focus(); stage.querySelector('input').blur()");
    frames().await;
    assert!(holds(&format!("before === {page}")));
    live.finish().await;
    assert!(holds(&format!("before === {page}")));
    wait("delete window.before").await;
}

/// What the recorder may put its hooks on, told apart by identity.
pub fn descriptors() -> String {
    run("window.seenValues ??= []; const name = (value) => { if (typeof value !== 'function') return typeof value; let index = seenValues.indexOf(value); if (index < 0) index = seenValues.push(value) - 1; return index }; \
         const lines = []; for (const owner of Object.getOwnPropertyNames(window).sort()) { \
           let prototype; try { prototype = Object.getOwnPropertyDescriptor(window, owner).value?.prototype } catch { continue } \
           if (!prototype || typeof prototype !== 'object') continue; \
           for (const [key, { value, get, set }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) lines.push([owner, key, name(value), name(get), name(set)].join(' ')) } \
         return lines.join('\\n')")
    .as_string()
    .unwrap()
}
