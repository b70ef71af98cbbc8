import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Place } from "./cloud.ts";
import type { Graph } from "./graph/resources.ts";
import { startCloud } from "./start.ts";

const directory = mkdtempSync(path.join(tmpdir(), "videoflow-start-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const empty = ({ app, stage }: Place): Graph => ({ app, stage, resources: [], functions: {}, links: {} });

const start = (graph: (place: Place) => Graph, port = 0) =>
  startCloud({
    app: "test",
    stage: "test",
    root: directory,
    directory,
    port,
    journal: { info() {}, error() {} },
    graph: async (place) => graph(place),
  });

const portOf = (place: Place) => Number(new URL(place.endpoint()).port);

/** Listens on a port until `close`. Throws when somebody else does. */
async function listen(port: number) {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  return { port: (server.address() as { port: number }).port, close: () => new Promise((done) => server.close(done)) };
}

describe("a cloud that cannot start", () => {
  it("because its first deploy fails gives back its port and its stage", async () => {
    let port = 0;
    const failing = (place: Place): Graph => {
      port = portOf(place);
      throw new Error("the graph is broken");
    };
    await expect(start(failing)).rejects.toThrow("the graph is broken");
    await (await listen(port)).close();
    const cloud = await start(empty, port);
    expect(portOf(cloud.place)).toBe(port);
    await cloud.stop();
  });

  it("because its port is taken gives back its stage", async () => {
    const other = await listen(0);
    await expect(start(empty, other.port)).rejects.toMatchObject({ code: "EADDRINUSE" });
    await other.close();
    await (await start(empty, other.port)).stop();
  });

  it("because another serves its stage leaves that one alone", async () => {
    const cloud = await start(empty);
    await expect(start(empty)).rejects.toMatchObject({ name: "StageBusyError" });
    expect((await fetch(`${cloud.place.endpoint()}/_aws/health`)).ok).toBe(true);
    await cloud.stop();
  });
});
