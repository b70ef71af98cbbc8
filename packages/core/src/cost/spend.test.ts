import { GetObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, describe, expect, it } from "vitest";
import { createId } from "../id.ts";
import { inWorkspace, startTestStage } from "../testing.ts";
import { metered, note } from "./meter.ts";

const stage = await startTestStage();
afterAll(() => stage.stop());
const { Resource } = await import("sst");
const { s3, uploadWhole } = await import("../bucket.ts");
const { end } = await import("../run/end.ts");
const Run = await import("../run/run.ts");
const Step = await import("../run/step.ts");
const { noteSpend, noteSpendOf, usage } = await import("./spend.ts");

/** A step of a run that used so many pictures, in a function of half a gigabyte. */
const step = (runId: string, name: string, attempt: number, images: number) =>
  metered(512, async () => {
    const reference = { runId, step: name, attempt };
    await Step.begin(reference);
    note("rekognition.images", images);
    await Step.end(reference);
  });

async function ended(images: number): Promise<string> {
  const runId = createId("run");
  await Run.begin({ runId, workflow: "Understand" });
  await step(runId, "See.0", 1, images);
  await end(runId, { status: "succeeded" });
  return runId;
}

const pictures = async () => (await usage({})).services.find(({ service }) => service === "Rekognition")?.nanoUsd ?? 0;

describe("what a step uses", () => {
  it("is noted with the step, and priced with the run", () =>
    inWorkspace(async () => {
      const run = await Run.get(await ended(2));
      const [see] = run.steps;
      expect(see?.attempts[0]?.usage).toMatchObject({
        "rekognition.images": 2,
        "lambda.requests": 1,
        "lambda.gbSeconds": expect.any(Number),
        "dynamodb.writeUnits": 1,
      });
      const images = run.bill.lines.find(({ service }) => service === "Rekognition");
      expect(images).toMatchObject({ quantity: 2, nanoUsd: 2_000_000 });
      expect(run.bill.lines).toContainEqual(expect.objectContaining({ item: "states.transitions", quantity: 1 }));
      expect(see?.nanoUsd).toBe(run.bill.nanoUsd - 25_000);
    }));

  it("counts the time of its function by its memory", () =>
    inWorkspace(async () => {
      const runId = createId("run");
      await Run.begin({ runId, workflow: "Ingest" });
      const reference = { runId, step: "Inspect", attempt: 1 };
      await metered(2048, async () => {
        await Step.begin(reference);
        await new Promise((resolve) => setTimeout(resolve, 100));
        await Step.end(reference, { code: "unavailable", message: "away" });
      });
      const [attempt] = await Run.attemptsOf(runId);
      const { "lambda.gbSeconds": used = 0 } = attempt?.usage ?? {};
      expect(used).toBeGreaterThanOrEqual(0.2);
      expect(used).toBeLessThan(2);
    }));

  it("is that of the function that orders a job, and of the one that takes its answer, together", () =>
    inWorkspace(async () => {
      const runId = createId("run");
      await Run.begin({ runId, workflow: "Ingest" });
      const reference = { runId, step: "Submit", attempt: 1 };
      await Step.begin(reference);
      await Promise.all([
        metered(512, () => Step.addUsage(reference)),
        metered(512, async () => {
          note("mediaconvert.sd30", 2);
          await Step.end(reference);
        }),
      ]);
      const [attempt] = await Run.attemptsOf(runId);
      expect(attempt).toMatchObject({ status: "succeeded", usage: { "lambda.requests": 2, "mediaconvert.sd30": 2 } });
    }));

  it("has the requests to buckets in it", () =>
    inWorkspace(async (workspaceId) => {
      const runId = createId("run");
      await Run.begin({ runId, workflow: "Ingest" });
      const place = { bucket: Resource.Media.name, key: `${workspaceId}/a.txt` };
      await metered(512, async () => {
        const reference = { runId, step: "Inspect", attempt: 1 };
        await Step.begin(reference);
        await uploadWhole("a", place, "text/plain");
        await s3.send(new GetObjectCommand({ Bucket: place.bucket, Key: place.key }));
        await Step.end(reference);
      });
      const [attempt] = await Run.attemptsOf(runId);
      expect(attempt?.usage).toMatchObject({ "s3.writes": 1, "s3.reads": 1 });
    }));
});

describe("the usage of a day", () => {
  it("is the sum of the runs that ended on it, each counted once, however often it is counted", () =>
    inWorkspace(async () => {
      const runs = [await ended(1), await ended(2), await ended(4)];
      await Promise.all([...runs, ...runs].map(noteSpend));
      for (const runId of runs) await noteSpend(runId);
      expect(await pictures()).toBe(7_000_000);
      const report = await usage({});
      expect(report.days).toHaveLength(30);
      expect(report.days.at(-1)?.nanoUsd).toBe(report.nanoUsd);
      expect(report.nanoUsd).toBe(report.services.reduce((sum, { nanoUsd }) => sum + nanoUsd, 0));
    }));

  it("is the same of many runs that were read before, each counted once, however often and by whom it is counted", () =>
    inWorkspace(async () => {
      const runIds = await Promise.all(Array.from({ length: 20 }, () => ended(1)));
      await noteSpend(runIds[3] ?? "");
      const read = async (runId: string) => ({ run: await Run.get(runId), attempts: await Run.attemptsOf(runId) });
      const runs = await Promise.all(runIds.map(read));
      await Promise.all([noteSpendOf(runs), noteSpendOf(runs.slice(5))]);
      await noteSpendOf(runs);
      expect(await pictures()).toBe(20_000_000);
    }));

  it("has what a run used after it was taken up again, and nothing of one that goes on", () =>
    inWorkspace(async () => {
      const runId = await ended(1);
      await noteSpend(runId);
      await Run.reopen(runId, 1);
      await step(runId, "See.0", 2, 10);
      await noteSpend(runId);
      expect(await pictures()).toBe(1_000_000);
      await end(runId, { status: "succeeded" });
      await noteSpend(runId);
      expect(await pictures()).toBe(11_000_000);
    }));

  it("is not seen from another workspace", async () => {
    await inWorkspace(async () => noteSpend(await ended(3)));
    await inWorkspace(async () => expect((await usage({})).nanoUsd).toBe(0));
  });

  it.each([[{ from: "2026-02-02", to: "2026-02-01" }], [{ from: "2020-01-01", to: "2026-02-01" }]])(
    "is not told of %j",
    (query) => inWorkspace(() => expect(usage(query)).rejects.toMatchObject({ code: "invalid" })),
  );
});
