import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { makeClip } from "@videoflow/testing/clip";
import { type Finished, Product, type Ready } from "@videoflow/testing/product";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Footage, makeFootage } from "./understand-footage.ts";

type Client = ReturnType<Product["api"]>;
type Asset = Awaited<ReturnType<Client["getAsset"]>>;

const folder = mkdtempSync(path.join(tmpdir(), "videoflow-understand-"));
const product = new Product("e2e");
let ready: Ready;
let api: Client;
let footage: Footage;
let ingested: Finished;
let results: Map<string, Record<string, unknown>>;

beforeAll(async () => {
  footage = await makeFootage(folder);
  ready = await product.start("--no-web");
  api = product.api(ready);
  ingested = await product.run("ingest", ...Object.values(footage), "--wait", "--json");
  results = new Map(lines(ingested.stdout).map((line) => [String(line.name), line]));
});
afterAll(async () => {
  await product.stop();
  rmSync(folder, { recursive: true, force: true });
});

const lines = (stdout: string): Record<string, unknown>[] =>
  stdout
    .trim()
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
const resultOf = (file: string) => results.get(path.basename(file));
const idOf = (file: string) => String(resultOf(file)?.assetId);
const kindsOf = ({ derivatives }: Asset) => derivatives.map(({ kind }) => kind).sort();

async function documentOf(file: string, kind: string) {
  const { derivatives } = await api.getAsset({ assetId: idOf(file) });
  const url = derivatives.find((derivative) => derivative.kind === kind)?.url;
  return (await fetch(String(url))).json() as Promise<Record<string, unknown>>;
}

const uri = expect.stringMatching(/^s3:\/\/.+\.json$/);

describe("ingest --wait", () => {
  it("ends when everything is searchable, with exit code 0", () => {
    expect(ingested.code, ingested.stderr).toBe(0);
    expect([...results.values()].map(({ status, understanding }) => ({ status, understanding }))).toEqual(
      Object.values(footage).map(() => ({
        status: "ready",
        understanding: { status: "searchable", runId: expect.stringMatching(/^run_/) },
      })),
    );
  });

  it("says what is said, seen and told of footage with a sidecar, with the whole documents' places", async () => {
    expect(resultOf(footage.tour)).toMatchObject({
      transcript: { uri, words: 27, source: "sidecar", engine: "subrip", confidence: 1, quotable: true },
      scenes: { uri, count: 3 },
      labels: expect.any(Array),
      people: { uri, most: 0, faces: 0 },
      defects: { uri, count: expect.any(Number), critical: 0 },
      brief: { uri, title: expect.stringMatching(/\w/), engine: "rules 1" },
    });
    const { evidence } = (await documentOf(footage.tour, "brief")).title as { evidence: { text: string }[] };
    const said =
      "Welcome to the harbour. The morning ferry leaves at nine. Behind the old town the hills repeat without end.";
    expect(said).toContain(evidence[0]?.text);
  });

  it("sees people, and hears nothing where there is no sound", async () => {
    expect(resultOf(footage.people)).toMatchObject({
      labels: expect.arrayContaining(["Person"]),
      people: { most: 2 },
      scenes: { count: 1 },
      brief: { engine: "rules 1" },
    });
    const kinds = kindsOf(await api.getAsset({ assetId: idOf(footage.people) }));
    expect(kinds).not.toContain("transcript");
    expect(kinds).not.toContain("captions");
  });

  it("hears speech without a picture, and does not quote what it is not sure of", async () => {
    expect(resultOf(footage.memo)).toMatchObject({
      transcript: { uri, source: "recognition", quotable: false },
      scenes: { uri, count: 1 },
    });
    expect(resultOf(footage.memo)).not.toHaveProperty("people");
    const { scenes } = (await documentOf(footage.memo, "scenes")) as { scenes: Record<string, unknown>[] };
    expect(scenes[0]).toMatchObject({
      description: "Speech that was not understood well enough to quote.",
      posterFrame: null,
      speech: { quotable: false },
    });
  });

  it("makes one scene of a single frame", async () => {
    expect(resultOf(footage.still)).toMatchObject({ scenes: { uri, count: 1 }, brief: { uri } });
    const { scenes } = (await documentOf(footage.still, "scenes")) as { scenes: Record<string, unknown>[] };
    expect(scenes).toMatchObject([{ startMs: 0, posterFrame: 0, speech: null }]);
  });

  it("reads what can be read of a sidecar with an odd encoding and broken times, and says what was mended", async () => {
    const { words, notes } = (await documentOf(footage.broken, "transcript")) as {
      words: { text: string; startMs: number; endMs: number }[];
      notes: string[];
    };
    expect(words.map(({ text }) => text).join(" ")).toBe("Über den Dächern von Győr. This ends before it begins.");
    for (const { startMs, endMs } of words) {
      expect(startMs).toBeLessThanOrEqual(endMs);
      expect(endMs).toBeLessThanOrEqual(4100);
    }
    expect(notes.join("; ")).toMatch(/UTF-16LE.*unreadable times.*ended before they began.*lay outside/);
  });

  it("stops at ready when that is enough, and finds the moments later", async () => {
    const clip = await makeClip(folder, 50);
    const [result] = await product.ask("ingest", clip, "--wait", "--until", "ready");
    expect(result).toMatchObject({ status: "ready" });
    expect(result?.understanding).not.toMatchObject({ status: "searchable" });
    const assetId = String(result?.assetId);
    const understanding = async () => (await api.getAsset({ assetId })).understanding?.status;
    await expect.poll(understanding, { timeout: 120_000, interval: 500 }).toBe("searchable");
    expect(await found("", { assetId })).toEqual([`${assetId} 0`]);
  });

  it("links a copy, which adds no moments", async () => {
    const before = (await api.searchMoments({ limit: 1 })).total;
    const [copy] = await product.ask("ingest", footage.people, "--again", "--wait");
    const { linkedTo, understanding } = await api.getAsset({ assetId: String(copy?.assetId) });
    expect({ linkedTo, understanding }).toEqual({ linkedTo: idOf(footage.people), understanding: undefined });
    expect(copy).toMatchObject({ status: "ready", people: { most: 2 } });
    expect((await api.searchMoments({ limit: 1 })).total).toBe(before);
  });
});

/** Assets and scenes of what a search finds, best first. */
async function found(q: string, filter: object = {}): Promise<string[]> {
  const { items } = await api.searchMoments({ q, ...filter });
  return items.map(({ assetId, scene }) => `${assetId} ${scene}`);
}

describe("search", () => {
  it("finds a moment by its words, from the command line, and says why", async () => {
    const [first] = await product.ask("search", "morning ferry");
    expect(first).toMatchObject({
      ...{ assetId: idOf(footage.tour), scene: 0, startMs: 0, endMs: 4000, quotable: true },
      posterUrl: expect.stringMatching(/^http/),
      why: { words: { rank: 1, terms: expect.arrayContaining(["morning", "ferry"]) } },
    });
    const { highlights } = first as {
      highlights: { field: string; text: string; marks: { start: number; end: number }[] }[];
    };
    const speech = highlights.find(({ field }) => field === "speech");
    expect(speech?.marks.map(({ start, end }) => speech.text.slice(start, end))).toEqual(["morning", "ferry"]);
  });

  it("finds a moment by what is meant, without a word of it", async () => {
    const { items } = await api.searchMoments({ q: "boat departing from the port" });
    expect(items[0]).toMatchObject({
      ...{ assetId: idOf(footage.tour), scene: 0 },
      why: { words: null, meaning: { rank: 1 } },
    });
  });

  it("finds phrases as they were said, and leaves out what is excluded", async () => {
    const tour = idOf(footage.tour);
    expect(await found('"old town"')).toEqual([`${tour} 1`]);
    expect(await found('"town old"')).toEqual([]);
    const all = await found("the night in the hills", { assetId: tour });
    expect(all.toSorted()).toEqual([`${tour} 0`, `${tour} 1`, `${tour} 2`]);
    expect((await found("the night in the hills -windows", { assetId: tour })).toSorted()).toEqual([
      `${tour} 0`,
      `${tour} 1`,
    ]);
  });

  it.each([
    { filter: { label: "person" }, of: ["people"] },
    { filter: { text: "harbour" }, of: ["tour"] },
    { filter: { people: 2 }, of: ["people"] },
    { filter: { speech: "false", maxDurationMs: 3500 }, of: ["people", "still"] },
    { filter: { minDurationMs: 11_000 }, of: ["tour"] },
    { filter: { label: "person", text: "harbour" }, of: [] },
    { filter: { after: "2999-01-01" }, of: [] },
  ] as const)("is narrowed down by $filter", async ({ filter, of }) => {
    const { items } = await api.searchMoments({ ...filter } as never);
    const expected = of.map((name) => idOf(footage[name])).sort();
    expect([...new Set(items.map(({ assetId }) => assetId))].filter((id) => known().has(id)).sort()).toEqual(expected);
  });
  /** Clips that single tests bring along have more or less in them than what all tests know. */
  const known = () => new Set(Object.values(footage).map(idOf));

  it("is narrowed down to what was tagged, as soon as it is", async () => {
    const assetId = idOf(footage.tour);
    expect(await found("", { tag: "travel" })).toEqual([]);
    await api.markAsset({ assetId, tags: ["travel", "summer"], collections: ["Reel"] });
    const expected = [0, 1, 2].map((scene) => `${assetId} ${scene}`);
    expect(await found("", { tag: ["travel", "summer"] })).toEqual(expected);
    expect((await product.ask("search", "--filter", "collection=Reel")).map(({ scene }) => scene)).toEqual([0, 1, 2]);
    await api.markAsset({ assetId, tags: [] });
    expect(await found("", { tag: "travel" })).toEqual([]);
  });

  it("gives pages that do not overlap and miss nothing", async () => {
    const whole = await found("night and day", { limit: 100 });
    const paged: string[] = [];
    for (let cursor: string | null | undefined, more = true; more; more = cursor !== null) {
      const page = await api.searchMoments({ q: "night and day", limit: 2, ...(cursor && { cursor }) });
      expect(page.total).toBe(whole.length);
      paged.push(...page.items.map(({ assetId, scene }) => `${assetId} ${scene}`));
      cursor = page.cursor;
    }
    expect(whole.length).toBeGreaterThan(4);
    expect(paged).toEqual(whole);
  });

  it("counts what all that was found has, not only the page", async () => {
    const { facets, total } = await api.searchMoments({ limit: 1 });
    for (const { value, count } of [...facets.labels.slice(0, 3)])
      expect((await api.searchMoments({ label: [value], limit: 1 })).total, value).toBe(count);
    expect(facets.people.find(({ value }) => value === "2")?.count).toBe(1);
    expect(facets.speech.reduce((sum, { count }) => sum + count, 0)).toBe(total);
  });

  it("finds moments that are like one, without itself", async () => {
    const tour = idOf(footage.tour);
    const { items } = await api.searchLike({ like: tour, scene: 1 });
    const others = items.map(({ assetId, scene }) => `${assetId} ${scene}`);
    expect(others).not.toContain(`${tour} 1`);
    expect(new Set(others).size).toBe(others.length);
    expect(others.slice(0, 2).sort()).toEqual([`${tour} 0`, `${tour} 2`]);
  });

  it("says what is wrong with a query that has no word in it", async () => {
    await expect(api.searchMoments({ q: "?!" })).rejects.toMatchObject({ status: 422 });
    await expect(api.searchMoments({ cursor: "made up" })).rejects.toMatchObject({ status: 422 });
  });
});
