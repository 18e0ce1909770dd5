// Two hours of simulated use, and what page and recorder hold after each ten minutes of it:
//
//   cargo xtask build && node bench/memory/two-hours.mjs [minutes] [--unrecorded]
import { launchBrowser } from "../../tests/lib/browser.mjs";
import { churn } from "../../tests/lib/churn.mjs";

const minutes = Number(process.argv[2] ?? 120);
const browser = await launchBrowser({ arguments: ["--js-flags=--expose-gc"] });
const kilobytes = (/** @type {number} */ bytes) => `${Math.round(bytes / 1024)} kB`.padStart(12);
const line = (/** @type {(string | number)[]} */ ...cells) => process.stdout.write(`${cells.map((cell) => String(cell).padStart(12)).join("")}\n`);

line("minute", "wasm", "JS heap", "nodes", "documents", "listeners", "recorded");
await churn(browser, {
  minutes,
  recorded: !process.argv.includes("--unrecorded"),
  sampleEvery: Math.max(1, Math.floor(minutes / 12)),
  onSample: ({ minute, wasmBytes, heapBytes, nodes, documents, listeners, recordedBytes }) =>
    line(minute, kilobytes(wasmBytes), kilobytes(heapBytes), nodes, documents, listeners, kilobytes(recordedBytes)),
});
await browser.close();
