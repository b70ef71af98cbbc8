import { DeleteObjectCommand } from "@aws-sdk/client-s3";
import type { Deliverable } from "@videoflow/core/cut/cut.schema";
import { card, clip, specOf } from "@videoflow/core/cut/render/testing";
import type { VariantSpec } from "@videoflow/core/cut/variant-spec.schema";
import { createId } from "@videoflow/core/id";
import { inWorkspace, startTestStage } from "@videoflow/core/testing";
import type { Context } from "aws-lambda";
import { afterAll, expect, it } from "vitest";

const stage = await startTestStage();
const Assets = await import("@videoflow/core/asset/asset");
const { mediaOf, originalOf } = await import("@videoflow/core/asset/place");
const { fixityOf, listKeys, placeOf, readText, s3, uploadWhole } = await import("@videoflow/core/bucket");
const { writeSpec } = await import("@videoflow/core/cut/documents");
const { hashes, makeAsset, putCut } = await import("./testing.ts");
const { outputOf } = await import("@videoflow/core/cut/place");
const Rows = await import("@videoflow/core/cut/row");
const Derivatives = await import("@videoflow/core/derivative/derivative");
const { writeDocument } = await import("@videoflow/core/document");
const { Transcript } = await import("@videoflow/core/transcript/transcript.schema");
const Run = await import("@videoflow/core/run/run");
const handlers = {
  Plan: (await import("./plan.ts")).handler,
  Unit: (await import("./unit.ts")).handler,
  Sound: (await import("./sound.ts")).handler,
  Assemble: (await import("./assemble.ts")).handler,
  Verify: (await import("./verify.ts")).handler,
  Publish: (await import("./publish.ts")).handler,
  Finish: (await import("./finish.ts")).handler,
};

afterAll(() => stage.stop());

/** A cut whose revision is this spec, and which is being rendered. */
const cutOf = async (spec: VariantSpec) => renewed(await putCut(spec));

async function renewed(cutId: string) {
  const runId = createId("run");
  await Run.begin({ runId, cutId, workflow: "Render" });
  await Rows.claim(cutId, runId, "Render");
  return { cutId, runId };
}

interface Cut {
  readonly cutId: string;
  readonly runId: string;
}

/** The steps of the workflow, one after another, for a revision. */
function workflow(workspaceId: string, cut: Cut, revision = 1) {
  const call = (name: keyof typeof handlers, step: string, changes: object = {}) =>
    handlers[name]({ ...cut, workspaceId, revision, step, attempt: 0, ...changes }, {} as Context);
  const unit = (index: number) => call("Unit", `Unit.${index}`, { unit: index });
  const plan = () =>
    call("Plan", "Plan") as Promise<{ units: { unit: number }[]; formats: string[]; isSoundMade: boolean }>;
  const join = async (formats: readonly string[]) => {
    for (const format of formats) await call("Assemble", `Assemble.${format}`, { format });
    const made = [];
    for (const format of formats) made.push((await call("Verify", `Verify.${format}`, { format })) as Deliverable[]);
    const { deliverables } = (await call("Publish", "Publish", { deliverables: made.flat() })) as {
      deliverables: Deliverable[];
    };
    await call("Finish", "Finish", { deliverables });
    return deliverables;
  };
  const all = async () => {
    const { units, formats } = await plan();
    for (const { unit: index } of units) await unit(index);
    await call("Sound", "Sound");
    return { units: units.length, deliverables: await join(formats) };
  };
  return { call, plan, unit, join, all };
}

const said = (assetId: string) => ({ startFrame: 10, frames: 40, lines: ["Good morning"], assetId, from: 0, to: 2 });

async function giveTranscript(workspaceId: string, assetId: string, startMs: number) {
  const words = ["Good", "morning"].map((text, index) => ({
    ...{ text, startMs: startMs + index * 500, endMs: startMs + index * 500 + 400, confidence: 1 },
  }));
  const document = await writeDocument(mediaOf({ workspaceId, assetId }, "transcript.json"), Transcript, {
    ...{ version: 1, assetId, source: "sidecar", engine: "subrip", language: "en", timing: "measured", confidence: 1 },
    ...{ quotable: true, words, utterances: [{ from: 0, to: 2 }], notes: [], durationMs: 10_000 },
  });
  await Derivatives.register({
    assetId,
    derivative: {
      kind: "transcript",
      ...document,
      source: "sidecar",
      engine: "subrip",
      confidence: 1,
      language: "en",
      words: 2,
      quotable: true,
    },
    provenance: { inputs: {}, operation: "test", parameters: {}, tool: "test" },
  });
}

/** Each format takes processes of its own: one tells as much as three where they are not what is asked about. */
const oneFormat = (list: VariantSpec["items"], changes: Partial<VariantSpec> = {}): VariantSpec => {
  const spec = specOf(list, changes);
  return { ...spec, variants: spec.variants.filter(({ name }) => name === "square") };
};

const items = (assetId: string) => [
  clip("one", assetId, { frames: 60 }),
  clip("two", assetId, { inFrame: 120, frames: 50, fadeIn: 10 }),
  card("three", { frames: 40 }),
];

it("renders every format, verified, with what goes with them; again, nothing is made, and nothing is another", () =>
  inWorkspace(async (workspaceId) => {
    const assetId = await makeAsset();
    await giveTranscript(workspaceId, assetId, 1400);
    const cut = await cutOf(specOf(items(assetId), { captions: [said(assetId)] }));
    const first = await workflow(workspaceId, cut).all();
    expect(first.units).toBe(4);
    const { deliverables, status } = await Rows.row(cut.cutId);
    expect(status).toBe("finished");
    expect(deliverables).toEqual(first.deliverables);
    expect(deliverables.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual([
      ...["sidecar square.srt", "sidecar square.vtt", "thumbnail landscape.jpg", "thumbnail square.jpg"],
      ...["thumbnail vertical.jpg", "timeline timeline.edl", "timeline timeline.fcpxml", "timeline timeline.otio"],
      ...["video landscape.mp4", "video square.mp4", "video vertical.mp4"],
    ]);
    const { measured, uri } = deliverables.find(({ kind }) => kind === "video") ?? {};
    expect(measured).toMatchObject({ frames: 150, durationMs: 6000, integratedLufs: expect.closeTo(-14, 0) });
    expect(await fixityOf(placeOf(uri ?? ""))).toMatchObject({ sha256: hashes(deliverables)["landscape.mp4"] });
    const srt = deliverables.find(({ name }) => name === "square.srt");
    expect(await readText(placeOf(srt?.uri ?? ""))).toBe("1\n00:00:00,400 --> 00:00:02,000\nGood morning\n");
    const again = await workflow(workspaceId, await renewed(cut.cutId)).all();
    expect(again.units).toBe(0);
    expect(hashes(again.deliverables)).toEqual(hashes(first.deliverables));
  }));

it("goes on where it was cut off, and comes out the same to the bit", () =>
  inWorkspace(async (workspaceId) => {
    const assetId = await makeAsset();
    const whole = specOf(items(assetId));
    const spec = { ...whole, variants: whole.variants.slice(0, 2) };
    const cut = await cutOf(spec);
    const undisturbed = await workflow(workspaceId, cut).all();
    const other = await cutOf(spec);
    const steps = workflow(workspaceId, other);
    const { units, formats } = await steps.plan();
    // Cut off: one unit was made, another for one format only, and a third twice at the same time.
    await steps.unit(0);
    await steps.unit(1);
    const keys = await listKeys(outputOf(other.cutId, "").bucket, outputOf(other.cutId, "units/").key);
    expect(keys).toHaveLength(4);
    await s3.send(new DeleteObjectCommand({ Bucket: outputOf(other.cutId, "").bucket, Key: keys[0] ?? "" }));
    await Promise.all([steps.unit(2), steps.unit(2), steps.call("Sound", "Sound"), steps.call("Sound", "Sound")]);
    const left = await steps.plan();
    expect(left.units.length).toBe(units.length - 2);
    expect(left.isSoundMade).toBe(true);
    for (const { unit } of left.units) await steps.unit(unit);
    expect(hashes(await steps.join(formats))).toEqual(hashes(undisturbed.deliverables));
  }));

it("makes only what a revision changes", () =>
  inWorkspace(async (workspaceId) => {
    const assetId = await makeAsset();
    const [one, two, three] = items(assetId);
    if (!one || !two || !three) throw new Error("There are three");
    const cut = await cutOf(oneFormat([one, { ...two, fadeIn: null }, three]));
    await workflow(workspaceId, cut).all();
    const moved = oneFormat([{ ...two, fadeIn: null }, one, three], { revision: 2, cutId: cut.cutId });
    await writeSpec(moved);
    const second = await workflow(workspaceId, await renewed(cut.cutId), 2).all();
    expect(second.units).toBe(0);
    expect(second.deliverables.every(({ uri }) => uri.includes("/v2/"))).toBe(true);
  }));

it.each([
  [
    "a black picture that nobody asked for",
    "drawbox=color=black:t=fill:enable='between(n,60,62)'",
    "frames 35 to 38 are black",
  ],
])("does not deliver %s", (_what, filters, message) =>
  inWorkspace(async (workspaceId) => {
    const assetId = await makeAsset(6, `noise=alls=10:allf=t,${filters}`);
    const cut = await cutOf(oneFormat([clip("one", assetId)]));
    const error = await workflow(workspaceId, cut)
      .all()
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "derivative_wrong", message: expect.stringContaining(message) });
    expect((await Rows.row(cut.cutId)).deliverables).toEqual([]);
  }),
);

it("delivers footage whose sound is silent, as that", () =>
  inWorkspace(async (workspaceId) => {
    const assetId = await makeAsset(6, undefined, "anullsrc=r=48000:cl=stereo,atrim=duration=6");
    const cut = await cutOf(oneFormat([clip("one", assetId)]));
    const { deliverables } = await workflow(workspaceId, cut).all();
    expect(deliverables[0]?.measured).toMatchObject({ frames: 100, integratedLufs: null });
  }));

it("does not deliver captions that are out of step", () =>
  inWorkspace(async (workspaceId) => {
    const assetId = await makeAsset(6);
    await giveTranscript(workspaceId, assetId, 1600);
    const cut = await cutOf(oneFormat([clip("one", assetId)], { captions: [said(assetId)] }));
    await expect(workflow(workspaceId, cut).all()).rejects.toMatchObject({
      ...{ code: "derivative_wrong", message: 'The caption "Good morning" comes 200 ms too early' },
    });
  }));

it("says before anything is made what cannot be drawn, and which original was replaced", () =>
  inWorkspace(async (workspaceId) => {
    const assetId = await makeAsset(6);
    const chinese = await cutOf(specOf([card("c", { heading: "港口" })]));
    await expect(workflow(workspaceId, chinese).plan()).rejects.toMatchObject({ code: "invalid" });
    const cut = await cutOf(specOf([clip("one", assetId)]));
    await uploadWhole("another", originalOf(await Assets.get(assetId)), "video/mp4");
    await expect(workflow(workspaceId, cut).plan()).rejects.toMatchObject({ code: "original_gone" });
  }));
