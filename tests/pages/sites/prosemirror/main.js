import { exampleSetup } from "prosemirror-example-setup";
import { DOMParser } from "prosemirror-model";
import { schema } from "prosemirror-schema-basic";
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import "prosemirror-view/style/prosemirror.css";
import "prosemirror-example-setup/style/style.css";

const content = document.querySelector("#content");
new EditorView(document.querySelector("#app"), {
  state: EditorState.create({ doc: DOMParser.fromSchema(schema).parse(content), plugins: exampleSetup({ schema, menuBar: false }) }),
});
