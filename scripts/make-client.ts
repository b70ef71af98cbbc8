/**
 * Writes packages/client from the API's own description: openapi.json, the types of every operation (src/schema.ts), and
 * the table by which the client makes requests (src/operations.ts). With --check it only says whether they are up to date.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { OpenApi } from "./client/openapi.ts";
import { operationsOf } from "./client/operations.ts";
import { typesOf } from "./client/types.ts";

const client = path.join(import.meta.dirname, "../packages/client");

/** Modules of the API read the names of what they are linked to when they are loaded; none is used here. */
process.env.SST_RESOURCE_App = JSON.stringify({ name: "videoflow", stage: "client" });
process.env.SST_RESOURCE_Main = JSON.stringify({ name: "Main" });
const { app } = await import("../packages/functions/src/api/app.ts");

const api = (await (await app.request("/openapi.json")).json()) as OpenApi;
const files = {
  "openapi.json": `${JSON.stringify(api, null, 2)}\n`,
  "src/schema.ts": typesOf(api),
  "src/operations.ts": operationsOf(api),
};

if (process.argv.includes("--check")) {
  const stale = Object.entries(files).filter(([name, text]) => readFileSync(path.join(client, name), "utf8") !== text);
  for (const [name] of stale) console.error(`packages/client/${name} is stale: run node scripts/make-client.ts`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(client, name), text);
}
