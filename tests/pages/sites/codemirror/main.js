import { javascript } from "@codemirror/lang-javascript";
import { basicSetup, EditorView } from "codemirror";

const doc = Array.from({ length: 60 }, (_, index) => `function bird${index}(name) {\n  return "${index}: " + name; // a line\n}`).join("\n");
new EditorView({ doc, extensions: [basicSetup, javascript(), EditorView.theme({ "&": { height: "300px" }, ".cm-cursor": { display: "block" } })], parent: document.querySelector("#app") });
