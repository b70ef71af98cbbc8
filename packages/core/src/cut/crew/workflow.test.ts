import { setTimeout as wait } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { createId } from "../../id.ts";
import { inWorkspace, startTestStage } from "../../testing.ts";
import { putLibrary } from "./stage-testing.ts";
import { library, orderOf } from "./testing.ts";

/** Originals that are put in are no news: they are no footage. */
const stage = await startTestStage({
  whole: (graph) => ({
    ...graph,
    resources: graph.resources.filter(({ type }) => !/bucketNotification/.test(type)),
  }),
});
afterAll(() => stage.stop());
const { readSpec, readVerdict } = await import("../documents.ts");
const Start = await import("../start.ts");
const Cuts = await import("../row.ts");
const { listKeys } = await import("../../bucket.ts");
const { outputOf } = await import("../place.ts");
const Steps = await import("./steps.ts");
const { review } = await import("../review.ts");
const { raiseBudget } = await import("../raise-budget.ts");
const { AttemptEntity } = await import("../../run/attempt.entity.ts");
const { useActor } = await import("../../actor.ts");

const sources = library({ seed: 21, assets: 3, minutes: 3, speech: 0.7 });

async function ended(cutId: string) {
  for (;;) {
    const cut = await Cuts.row(cutId);
    if (cut.status !== "composing") return cut;
    await wait(200);
  }
}

const ordered = (of: Parameters<typeof orderOf>[0]) =>
  Start.order({ ...orderOf({ footage: { by: "collection", collection: "all" }, ...of }), render: "when_approved" });

describe("workflow Compose", () => {
  it(
    "comes from an order to a spec that passed the gates, and from an impossible one to a word on why",
    () =>
      inWorkspace(async () => {
        await putLibrary(sources);
        const { cutId } = await ordered({ useCase: "news", brief: "The mayor opens the bridge.", targetMs: 45_000 });
        const cut = await ended(cutId);
        expect(cut).toMatchObject({ status: "composed", revision: 1 });
        const [spec, verdict] = [await readSpec(cutId, 1), await readVerdict(cutId, 1)];
        expect(spec.items.reduce((sum, { frames }) => sum + frames, 0)).toBe(spec.frames);
        expect(cut.durationMs).toBe(45_000);
        expect(verdict.passed).toBe(true);
        const { bucket, key } = outputOf(cutId, "proposals/");
        const proposals = (await listKeys(bucket, key)).map((one) => one.slice(key.length));
        expect(proposals).toEqual(
          expect.arrayContaining(
            ["direct", "edit", "facts", "frame", "gate", "package", "pacing", "retrieve", "sound", "story"].map(
              (name) => `${name}.1.1.json`,
            ),
          ),
        );

        const refused = await ended((await ordered({ targetMs: 1000 })).cutId);
        expect(refused).toMatchObject({ status: "refused", refusedBy: "input", reason: { code: "gate_input" } });
        expect(refused.reason?.message).toMatch(/order at least 5 s/);
        expect((await readVerdict(refused.cutId, 1)).passed).toBe(false);
      }),
    120_000,
  );

  it(
    "heeds what people say of a version in the next one, and says what cannot be had",
    () =>
      inWorkspace(async () => {
        await putLibrary(sources);
        const { cutId } = await ordered({ useCase: "wrapped", title: "Our year", targetMs: 40_000 });
        await ended(cutId);
        const note = "Shorter by 10 s, no cards. More volcanoes! What a day";
        await review({ cutId, revision: 1, verdict: "sent_back", note });
        expect(await ended(cutId)).toMatchObject({ status: "composed", revision: 2, durationMs: 30_000 });
        const [spec, { answers, notUnderstood }] = [await readSpec(cutId, 2), await readVerdict(cutId, 2)];
        expect(spec.items.map(({ kind }) => kind)).not.toContain("card");
        expect(answers.map(({ words, objection }) => [words, objection])).toEqual([
          ["Shorter by 10 s", null],
          ["no cards", null],
          ["More volcanoes", expect.stringMatching(/^Nobody says or shows “volcanoes”/)],
        ]);
        expect(notUnderstood).toEqual(["What a day"]);

        await review({ cutId, revision: 2, verdict: "sent_back", note: "20 minutes longer" });
        const refused = await ended(cutId);
        expect(refused).toMatchObject({ status: "refused", refusedBy: "input", revision: 2 });
        expect(refused.reason?.message).toContain("“20 minutes longer” cannot be had: A cut of 1230 s is a programme");
      }),
    120_000,
  );

  it(
    "ends a run that would go beyond the budget, and goes on from there with a larger one",
    () =>
      inWorkspace(async () => {
        await putLibrary(sources);
        const BUDGET = 100_000;
        const { cutId, runId } = await ordered({ targetMs: 30_000, budgetMicroUsd: BUDGET });
        await ended(cutId);
        // An hour and a half of a function of a gigabyte: 72,000 millionths of a dollar.
        const { workspaceId } = useActor();
        const usage = { "lambda.gbSeconds": 5_400 };
        const spend = (step: string) =>
          AttemptEntity.create({ workspaceId, runId, step, attempt: 1, status: "succeeded", startedAt, usage }).go();
        const startedAt = new Date().toISOString();
        await spend("One");
        await review({ cutId, revision: 1, verdict: "sent_back", note: "faster" });
        expect(await ended(cutId)).toMatchObject({ status: "composed", revision: 2 });
        await spend("Two");
        await review({ cutId, revision: 2, verdict: "sent_back", note: "no captions" });
        const stopped = await ended(cutId);
        expect(stopped).toMatchObject({ status: "failed", revision: 2, reason: { code: "over_budget" } });
        expect(stopped.reason?.message).toMatch(
          /^Cut \S+ has cost 0\.14\d\d USD, and composing it would cost about 0\.0004/,
        );
        expect(stopped.reason?.message).toContain("its budget is 0.1000 USD. What was made until now is kept");

        const raise = (budgetMicroUsd: number) => raiseBudget({ cutId, budgetMicroUsd });
        await expect(raise(BUDGET)).rejects.toMatchObject({ code: "conflict" });
        expect(await raise(2 * BUDGET)).toEqual({ runId: stopped.runId });
        const after = await ended(cutId);
        expect(after).toMatchObject({ status: "composed", revision: 3, runId: stopped.runId });
        expect((await readSpec(cutId, 3)).captions).toEqual([]);
        expect(await raise(3 * BUDGET)).toEqual({});
      }),
    120_000,
  );

  it(
    "writes the same when a step is done twice, and says which asset went meanwhile",
    () =>
      inWorkspace(async () => {
        const { AssetEntity } = await import("../../asset/asset.entity.ts");
        await putLibrary(sources);
        const cutId = createId("cut");
        const order = orderOf({ useCase: "wrapped", title: "Our year", targetMs: 30_000 });
        const { quoteOf } = await import("../quote.ts");
        const runId = createId("run");
        await Cuts.create({
          cutId,
          runId,
          useCase: "wrapped",
          title: "Our year",
          order,
          quote: await quoteOf(order),
          status: "composing",
          reviews: [],
          deliverables: [],
        });
        const of = { cutId, runId, revision: 1 };
        const first = JSON.stringify([await Steps.retrieve(of), await Steps.direct(of), await Steps.edit(of)]);
        expect(JSON.stringify([await Steps.retrieve(of), await Steps.direct(of), await Steps.edit(of)])).toBe(first);
        for (const step of [Steps.frame, Steps.sound, Steps.story, Steps.pacing, Steps.pack, Steps.facts])
          await step(of);
        const [gone] = (await Steps.edit(of)).items.flatMap((item) => (item.kind === "clip" ? [item.assetId] : []));
        await AssetEntity.delete({ workspaceId: useActor().workspaceId, assetId: gone ?? "" }).go();
        const judged = await Steps.gate(of);
        expect(judged.decision).toBe("sent_back");
        const clip = judged.gates.find(({ gate }) => gate === "clip");
        expect(clip?.findings[0]?.text).toContain(`asset ${gone} is not in the library any more`);
        const again = await Steps.edit({ ...of, round: 2 });
        const before = new Set(judged.notes.flatMap(({ item }) => item ?? []));
        expect(again.items.some(({ id }) => before.has(id))).toBe(false);
      }),
    120_000,
  );
});
