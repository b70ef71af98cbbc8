import { Entity } from "electrodb";
import { afterAll, beforeEach, expect, it } from "vitest";
import { inWorkspace, startTestStage } from "./testing.ts";

const stage = await startTestStage();
afterAll(() => stage.stop());
const { metered, takeUsed } = await import("./cost/meter.ts");
const { config, key } = await import("./table.ts");

/** How many requests went the SDK's way. */
let long = 0;
config.client.middlewareStack.add(
  (next) => (args) => {
    long++;
    return next(args);
  },
  { step: "initialize", name: "countLong" },
);

const model = { service: "test", entity: "thing", version: "1" };
const attributes = {
  workspaceId: { type: "string", required: true },
  thingId: { type: "string", required: true },
  any: { type: "any" },
} as const;
const indexes = { primary: key(["workspaceId"], ["thingId"]) };
const Thing = new Entity({ model, attributes, indexes }, config);

const ANY = {
  text: 'Ünï "B":"\u2028',
  number: -1.5e-7,
  none: null,
  list: [1, "a", { no: false }],
  set: new Set(["b", "c"]),
};

/** What is done for a run is counted, and goes the long way. */
const longWay = <Result>(read: () => Promise<Result>) => metered(128, read);

beforeEach(async () => {
  await Thing.get({ workspaceId: "shows", thingId: "where" }).go();
  long = 0;
});

it("reads the same as the long way: one, none, a page and the next", () =>
  inWorkspace(async (workspaceId) => {
    const things = ["1", "2", "3"].map((thingId) => ({ workspaceId, thingId, any: ANY }));
    await Thing.put(things).go();
    const [first] = things;
    if (!first) throw new Error("There are three");
    const reads = async () => {
      const one = await Thing.get(first).go({ consistent: true });
      const none = await Thing.get({ workspaceId, thingId: "none" }).go();
      const query = Thing.query.primary({ workspaceId }).where(({ any }, { exists }) => exists(any));
      const page = await query.go({ limit: 2, order: "desc" });
      return { one, none, page, next: await query.go({ limit: 2, order: "desc", cursor: page.cursor }) };
    };
    long = 0;
    const short = await reads();
    expect(long).toBe(0);
    expect(short).toEqual(await longWay(reads));
    expect(long).toBe(4);
    expect(short.one.data).toEqual(first);
    expect(short.page.data).toHaveLength(2);
    expect(short.next.data).toEqual([first]);
  }));

it("leaves bytes to the long way, wherever they are", () =>
  inWorkspace(async (workspaceId) => {
    const bytes = new Uint8Array([0, 1, 255]);
    for (const any of [bytes, { deep: [bytes] }, new Set([bytes])]) {
      const thing = { workspaceId, thingId: "bytes", any };
      await Thing.put(thing).go();
      long = 0;
      expect((await Thing.get(thing).go()).data).toEqual(thing);
      expect(long).toBe(1);
    }
  }));

it("leaves what goes wrong to the long way, which says what it is", async () => {
  const Elsewhere = new Entity({ model, attributes, indexes }, { ...config, table: "no-such-table" });
  await expect(Elsewhere.get({ workspaceId: "a", thingId: "b" }).go()).rejects.toMatchObject({
    cause: { name: "ResourceNotFoundException" },
  });
  expect(long).toBe(1);
});

it("has what is read for a run counted", async () => {
  const used = await metered(128, async () => {
    await Thing.get({ workspaceId: "a", thingId: "b" }).go();
    return takeUsed();
  });
  expect(used).toMatchObject({ "dynamodb.readUnits": 0.5 });
});
