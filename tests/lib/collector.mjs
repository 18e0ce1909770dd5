// The real collector as a child process, on a free port of loopback, with a data folder of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { scrubjayBinary } from "./paths.mjs";

const START_LIMIT_MS = 20_000;

/** A port that was free a moment ago. */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("a listening server has a port");
  return address.port;
}

/**
 * Starts `scrubjay serve --demo --open` and waits until it is healthy.
 * @param {{ data: string, port?: number }} options
 */
export async function startCollector({ data, port }) {
  port ??= await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const child = spawn(scrubjayBinary(), ["serve", "--listen", `127.0.0.1:${port}`, "--data", data, "--demo", "--open"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (log += chunk));
  const ended = once(child, "exit");
  const started = Date.now();
  while (!(await fetch(`${origin}/healthz`).then((answer) => answer.ok, () => false))) {
    if (child.exitCode !== null) throw new Error(`the collector ended with ${child.exitCode}:\n${log}`);
    if (Date.now() - started > START_LIMIT_MS) {
      child.kill("SIGKILL");
      throw new Error(`the collector did not answer within ${START_LIMIT_MS} ms:\n${log}`);
    }
    await delay(50);
  }
  /** @param {NodeJS.Signals} signal */
  const end = async (signal) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
    return child.exitCode;
  };
  return {
    origin,
    port,
    data,
    log: () => log,
    /** Ends it as an operator does; gives its exit code. */
    stop: () => end("SIGTERM"),
    /** `kill -9` */
    kill: () => end("SIGKILL"),
    /** @param {string} path below /api @returns {Promise<any>} */
    api: async (path) => {
      const answer = await fetch(`${origin}/api/${path}`);
      if (!answer.ok) throw new Error(`GET /api/${path}: ${answer.status} ${await answer.text()}`);
      return answer.json();
    },
    /** @param {string} id public id of a session @returns {Promise<Buffer>} */
    recording: async (id) => {
      const answer = await fetch(`${origin}/api/sessions/${id}/recording`);
      if (!answer.ok) throw new Error(`recording of ${id}: ${answer.status} ${await answer.text()}`);
      return Buffer.from(await answer.arrayBuffer());
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof startCollector>>} Collector */
