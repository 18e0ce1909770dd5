// Someone's site: it records itself, and shows the recording in a player beside.

/** @param {string} script what to load */
export const page = (script, head = "") => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Someone's site</title>
    <style>li { color: teal } .done { text-decoration: line-through }</style>
    ${head}
  </head>
  <body>
    <h1>To do</h1>
    <input id="what" placeholder="What is to be done?">
    <button id="add">Add</button>
    <ul id="list"><li>Water the plants</li></ul>
    <script type="module" src="${script}"></script>
  </body>
</html>
`;

/** @param {string} recorder module name @param {string} player module name @param {string} init what a page does that brings the wasm itself */
export const script = (recorder, player, init = "") => `
import * as recorder from "${recorder}";
import * as player from "${player}";
${init}
const parts = [];
const recording = await recorder.record({ onPart: (bytes) => parts.push(bytes.slice()) });

document.querySelector("#add").addEventListener("click", () => {
  const item = document.createElement("li");
  item.textContent = "Item " + document.querySelectorAll("li").length;
  item.className = "done";
  document.querySelector("#list").append(item);
});

window.finish = async () => {
  await recording.stop();
  const element = document.createElement("scrubjay-player");
  document.body.append(element);
  await element.load(new Uint8Array(await new Blob(parts).arrayBuffer()));
  window.player = element;
};
window.show = async (epochMs) => {
  const seeked = new Promise((resolve) => window.player.addEventListener("seeked", resolve, { once: true }));
  window.player.currentTime = (epochMs - window.player.info.startedAt) / 1000;
  await seeked;
};
window.ready = true;
`;
