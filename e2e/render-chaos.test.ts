import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { patience } from "@videoflow/testing/browser";
import { startWithFilm } from "@videoflow/testing/prepared-library";
import { Product, type Ready } from "@videoflow/testing/product";
import { afterAll, expect, it } from "vitest";

/** A few for every day; many, and others, when somebody asks: VIDEOFLOW_KILLS=30 VIDEOFLOW_SEED=7. */
const KILLS = Number(process.env.VIDEOFLOW_KILLS ?? 2);
const SEED = Number(process.env.VIDEOFLOW_SEED ?? 20261128);
/** Kills come at any moment of so much of an undisturbed render's time, so that work is done in some lives and cut off in all. */
const LONGEST_LIFE = 0.8;
const MAKING_MS = 240_000;

const product = new Product("e2e");
afterAll(() => product.stop());

type Api = ReturnType<Product["api"]>;

const ORDER: Omit<Parameters<Api["orderCut"]>[0], "footage"> = {
  useCase: "news",
  title: "A city",
  brief: "The harbour, the hills and the night windows of the city",
  duration: { targetMs: 8000, toleranceMs: 2000 },
  formats: [
    { name: "landscape", lines: 540, captions: "none" },
    { name: "vertical", lines: 540, captions: "none" },
  ],
  brand: { primary: "#e5484d", text: "#ffffff", background: "#101114" },
  render: "when_approved",
};

type Cut = Awaited<ReturnType<Api["getCut"]>>;

it(
  `renders to the same bits, though the process is killed ${KILLS} times at random`,
  async () => {
    const random = seeded(SEED);
    const prepared = await startWithFilm(product, "--no-web");
    let ready: Ready = prepared;
    const footage = { by: "assets" as const, assetIds: [prepared.assetId] };

    const compose = async (): Promise<string> => {
      const { cutId } = await product.api(ready).orderCut({ ...ORDER, footage });
      expect(await until(product.api(ready), cutId, "composing")).toMatchObject({ status: "composed" });
      return cutId;
    };
    const alone = await compose();
    const startedAt = performance.now();
    await product.api(ready).renderCut({ cutId: alone });
    const undisturbed = await until(product.api(ready), alone, "rendering");
    let longestLifeMs = LONGEST_LIFE * (performance.now() - startedAt);
    expect(undisturbed).toMatchObject({ status: "finished" });
    const expected = await hashesOf(undisturbed);

    const kills: string[] = [];
    const struck: string[] = [];
    while (kills.length < KILLS) {
      const cutId = await compose();
      struck.push(cutId);
      await product.api(ready).renderCut({ cutId });
      for (let isAtIt = true; isAtIt && kills.length < KILLS; ) {
        const lifeMs = Math.floor(random() * longestLifeMs);
        await wait(lifeMs);
        isAtIt = (await product.api(ready).getCut({ cutId })).status === "rendering";
        if (!isAtIt) {
          // It took less than that: the machine has become faster meanwhile.
          longestLifeMs = Math.min(longestLifeMs, LONGEST_LIFE * lifeMs);
          break;
        }
        kills.push(`${struck.length}: ${lifeMs} ms`);
        await product.kill();
        ready = await product.start("--no-web");
      }
      expect(await until(product.api(ready), cutId, "rendering"), kills.join(", ")).toMatchObject({
        status: "finished",
      });
    }

    const api = product.api(ready);
    expect(Object.keys(expected)).toEqual(expect.arrayContaining(["landscape.mp4", "vertical.mp4", "timeline.edl"]));
    for (const cutId of struck) {
      const cut = await api.getCut({ cutId });
      expect(partsOf(cut)).toEqual(partsOf(undisturbed));
      expect(await hashesOf(cut), kills.join(", ")).toEqual(expected);
      await expectUnitsMadeOnce(api, cut);
    }
  },
  120_000 + KILLS * 120_000,
);

/** The cut once nobody is at it any more. */
async function until(api: Api, cutId: string, status: string): Promise<Cut> {
  const giveUpAt = Date.now() + MAKING_MS;
  for (;;) {
    const cut = await api.getCut({ cutId });
    if (cut.status !== status) return cut;
    if (Date.now() > giveUpAt) throw new Error(`${cutId} is still ${status}: ${JSON.stringify(await runOf(api, cut))}`);
    await wait(100);
  }
}

const runOf = (api: Api, { runId }: Cut) => api.getRun({ runId });

const partsOf = ({ spec }: Cut) => spec?.items.map(({ id, frames }) => `${id} ${frames}`);

/** Of the files themselves, as they are downloaded; all but the OTIO, which tells its cut's id. */
async function hashesOf({ deliverables }: Cut): Promise<Record<string, string>> {
  const files = deliverables.filter(({ name }) => name !== "timeline.otio");
  const read = files.map(async ({ name, url, sha256 }) => {
    const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
    const found = createHash("sha256").update(bytes).digest("hex");
    expect(found, name).toBe(sha256);
    return [name, found] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

/** One run, in which every step has succeeded in one attempt and no more. A run's last step is told after the run. */
async function expectUnitsMadeOnce(api: Api, cut: Cut): Promise<void> {
  const isTold = async () => (await runOf(api, cut)).steps.every((step) => step.status === "succeeded");
  await expect.poll(isTold, patience).toBe(true);
  const { status, steps } = await runOf(api, cut);
  expect(status).toBe("succeeded");
  const succeeded = steps.map(({ name, attempts }) => [
    name,
    attempts.filter((attempt) => attempt.status === "succeeded").length,
  ]);
  expect(succeeded).toEqual(steps.map(({ name }) => [name, 1]));
}

/** The same kills every time, so that a failure can be looked at again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
