import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createClient } from "@videoflow/client/client";
import { afterAll, expect, it } from "vitest";
import { followCut } from "./cut.ts";

/** What the API says next of the cut, and of the run that is at it; the last word is said again. */
let said: [status: string, runId: string, run: string, step: string][] = [];
const server = createServer((request, response) => {
  const [status, runId, run, step] = said[0] ?? ["failed", "", "", ""];
  const isRun = request.url?.startsWith("/runs/");
  // A moment passes between what is said of the run and of the cut.
  if (isRun && said.length > 1) said.shift();
  const body = isRun ? { status: run, steps: [{ name: "Finish", status: step }] } : { status, runId };
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
afterAll(() => server.close());
const api = createClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);

it.each([
  [
    "is rendered once it is composed",
    "finished",
    [
      ["composing", "run_1", "running", "running"],
      ["composed", "run_1", "succeeded", "running"],
      ["rendering", "run_2", "running", "running"],
      ["finished", "run_2", "succeeded", "succeeded"],
    ],
  ],
  [
    "began to be rendered just after its run was over",
    "finished",
    [
      ["composed", "run_1", "succeeded", "succeeded"],
      ["rendering", "run_2", "running", "running"],
      ["finished", "run_2", "succeeded", "succeeded"],
    ],
  ],
  [
    "nobody goes on with: it waits to be approved, or was revised by hand",
    "composed",
    [["composed", "run_1", "succeeded", "succeeded"]],
  ],
] as const)("a cut is followed to its end that %s", async (_what, end, words) => {
  said = words.map(([...word]) => word);
  expect(await followCut(api, "cut_1", true)).toMatchObject({ status: end });
});
