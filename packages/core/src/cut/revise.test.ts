import { afterAll, describe, expect, it } from "vitest";
import { inWorkspace, startTestStage } from "../testing.ts";
import { putLibrary } from "./crew/stage-testing.ts";
import { library, orderOf } from "./crew/testing.ts";
import { move, remove, swap, trim } from "./edit.ts";
import { orderedCut } from "./testing.ts";
import type { ClipItem, VariantSpec } from "./variant-spec.schema.ts";

const stage = await startTestStage();
afterAll(() => stage.stop());
const { alternatives, trimPoints } = await import("./alternatives.ts");
const Steps = await import("./crew/steps.ts");
const { readSpec, readVerdict, writeSpec } = await import("./documents.ts");
const { sourcesOf } = await import("./interchange/sources-of.ts");
const { toOtio } = await import("./interchange/to-otio.ts");
const Rows = await import("./row.ts");
const { usesOf } = await import("./use.ts");
const { revise } = await import("./revise.ts");

const sources = library({ seed: 21, assets: 3, minutes: 3, speech: 0.7 });

/** A cut whose first revision the crew has composed. */
async function composed(): Promise<VariantSpec> {
  await putLibrary(sources);
  const footage = { by: "assets" as const, assetIds: sources.map(({ assetId }) => assetId) };
  const order = orderOf({ useCase: "news", footage, brief: "The mayor opens the bridge.", targetMs: 30_000 });
  const cut = { ...orderedCut(), order };
  await Rows.create(cut);
  const of = { cutId: cut.cutId, runId: cut.runId, revision: 1 };
  const { retrieve, direct, edit, frame, sound, story, pacing, pack, facts, gate, specify } = Steps;
  for (const step of [retrieve, direct, edit, frame, sound, story, pacing, pack, facts, gate, specify]) await step(of);
  await Rows.settle(cut.cutId, cut.runId, { status: "composed", revision: 1 });
  return readSpec(cut.cutId, 1);
}

const clips = ({ items }: VariantSpec): ClipItem[] => items.filter((item) => item.kind === "clip");
const firstOf = (spec: VariantSpec): ClipItem => clips(spec)[0] as ClipItem;
const bySpec = (spec: VariantSpec, dryRun = false) => revise(spec.cutId, { by: "spec", spec, dryRun });

describe("a change by hand", () => {
  it("that the gates let through is the next revision, and is told", () =>
    inWorkspace(async () => {
      const spec = await composed();
      const { id } = firstOf(spec);
      const outcome = await bySpec(move(spec, id, 1));
      expect(outcome.changes.map(({ what }) => what)).toEqual(["moved"]);
      expect(outcome.revision).toBe(2);
      expect(await Rows.row(spec.cutId)).toMatchObject({ status: "composed", revision: 2 });
      expect((await readSpec(spec.cutId, 2)).items.map((item) => item.id)).not.toEqual(spec.items.map((one) => one.id));
      expect(await readVerdict(spec.cutId, 2)).toMatchObject({ revision: 2, passed: true });
      const used = await usesOf({ assetId: firstOf(spec).assetId });
      expect(used.items).toMatchObject([{ revision: 2, cut: { cutId: spec.cutId, revision: 2 } }]);
      await expect(bySpec(remove(spec, id))).rejects.toMatchObject({ code: "stale" });
    }));

  it("that is only tried, changes nothing, or is refused, leaves the cut as it was", () =>
    inWorkspace(async () => {
      const spec = await composed();
      const before = await Rows.row(spec.cutId);
      const clip = firstOf(spec);
      expect((await bySpec(move(spec, clip.id, 1), true)).revision).toBeNull();
      expect(await bySpec(spec)).toMatchObject({ revision: null, changes: [] });
      const { ins } = await trimPoints(spec.cutId, clip.id);
      const cutWord = Array.from({ length: clip.frames }, (_, at) => clip.inFrame + at).find((at) => !ins.includes(at));
      const wrong = trim(spec, clip.id, {
        inFrame: cutWord as number,
        frames: clip.inFrame + clip.frames - (cutWord as number),
      });
      const outcome = await bySpec(wrong);
      expect(outcome).toMatchObject({ revision: null, verdict: { passed: false } });
      const failed = outcome.verdict.rounds[0]?.gates.filter(({ passed }) => !passed).map(({ gate }) => gate);
      expect(failed).toContain("timestamp");
      expect(await Rows.row(spec.cutId)).toEqual(before);
      await expect(readSpec(spec.cutId, 2)).rejects.toMatchObject({ code: "not_found" });
    }));

  it("comes from a timeline as well, and does not bring formats or brand", () =>
    inWorkspace(async () => {
      const spec = await composed();
      const moved = move({ ...spec, brand: { ...spec.brand, primary: "#123456" } }, firstOf(spec).id, 1);
      const text = toOtio(moved, await sourcesOf(clips(spec).map(({ assetId }) => assetId)));
      const outcome = await revise(spec.cutId, { by: "timeline", format: "otio", text, dryRun: false });
      expect(outcome).toMatchObject({ revision: 2, spec: { brand: spec.brand, variants: spec.variants } });
      expect(outcome.changes.map(({ what }) => what)).toContain("moved");
    }));

  it("is refused while a run is at the cut", () =>
    inWorkspace(async () => {
      const spec = await composed();
      const { createId } = await import("../id.ts");
      await Rows.claim(spec.cutId, createId("run"), "Render");
      await expect(bySpec(spec)).rejects.toMatchObject({ code: "conflict" });
    }));
});

describe("captions of a clip", () => {
  /** A clip that can be trimmed between two of its words, and the place. */
  async function trimmable(spec: VariantSpec) {
    for (const clip of clips(spec)) {
      const { ins } = await trimPoints(spec.cutId, clip.id);
      const end = clip.inFrame + clip.frames;
      const inFrame = ins.find(
        (at, index) => at > clip.inFrame + 2 && at - (ins[index - 1] ?? at) > 1 && at < end - 25,
      );
      if (inFrame !== undefined && captionsOn(spec, clip.id).length > 0)
        return { id: clip.id, range: { inFrame, frames: end - inFrame } };
    }
    throw new Error("No clip of this cut can be trimmed");
  }
  const captionsOn = ({ items, captions }: VariantSpec, id: string) => {
    const at = items.findIndex((item) => item.id === id);
    const from = items.slice(0, at).reduce((sum, { frames }) => sum + frames, 0);
    const to = from + (items[at]?.frames ?? 0);
    return captions.filter(({ startFrame }) => startFrame >= from && startFrame < to);
  };
  /** What is said in a clip, told apart from the crew: every word that lies within, by milliseconds. */
  const saidIn = (spec: VariantSpec, id: string): string => {
    const clip = clips(spec).find((one) => one.id === id) as ClipItem;
    const [frames = 25, seconds = 1] = spec.frameRate.split("/").map(Number);
    const ms = (frame: number) => (frame * 1000 * seconds) / frames;
    const words = sources.find(({ assetId }) => assetId === clip.assetId)?.words ?? [];
    const within = words.filter(
      ({ startMs, endMs }) => endMs > ms(clip.inFrame) && startMs < ms(clip.inFrame + clip.frames),
    );
    return within.map(({ text }) => text).join(" ");
  };
  const text = (spec: VariantSpec, id: string) =>
    captionsOn(spec, id)
      .flatMap(({ lines }) => lines)
      .join(" ");

  it("that is trimmed by hand say all that is said in it now, and no more, and come back with it", () =>
    inWorkspace(async () => {
      const spec = await composed();
      const { id, range } = await trimmable(spec);
      const whole = clips(spec).find((one) => one.id === id) as ClipItem;
      expect(text(spec, id)).toBe(saidIn(spec, id));
      const { spec: shorter, verdict } = await bySpec(trim(spec, id, range), true);
      expect(text(shorter, id)).toBe(saidIn(shorter, id));
      expect(text(shorter, id)).not.toBe(text(spec, id));
      const facts = verdict.rounds[0]?.gates.filter(({ gate }) => gate === "facts" || gate === "schema");
      expect(facts?.map(({ passed }) => passed)).toEqual([true, true]);

      await Rows.change(await Rows.row(spec.cutId), { revision: 2 });
      await writeSpec({ ...shorter, revision: 2 });
      const { spec: longer } = await bySpec(trim({ ...shorter, revision: 2 }, id, whole), true);
      expect(captionsOn(longer, id)).toEqual(captionsOn(spec, id));
    }));

  it("that somebody had edited stay as they are", () =>
    inWorkspace(async () => {
      const spec = await composed();
      const { id, range } = await trimmable(spec);
      const [last] = captionsOn(spec, id).slice(-1);
      const edited = {
        ...spec,
        captions: spec.captions.map((one) => (one === last ? { ...one, frames: one.frames - 1 } : one)),
      };
      await writeSpec(edited);
      const trimmed = trim(edited, id, range);
      expect((await bySpec(trimmed, true)).spec.captions).toEqual(trimmed.captions);
    }));
});

describe("what the page offers", () => {
  it("trims at places that pass the gate of timestamps", () =>
    inWorkspace(async () => {
      const spec = await composed();
      for (const clip of clips(spec)) {
        const { ins, outs } = await trimPoints(spec.cutId, clip.id);
        expect(ins).toContain(clip.inFrame);
        expect(outs).toContain(clip.inFrame + clip.frames);
        expect(ins).toEqual(ins.toSorted((a, b) => a - b));
      }
    }));

  it("trims into what is said, and the captions that are left pass the gates of facts and schema", () =>
    inWorkspace(async () => {
      const spec = await composed();
      let trimmed = 0;
      for (const clip of clips(spec)) {
        const { ins } = await trimPoints(spec.cutId, clip.id);
        const end = clip.inFrame + clip.frames;
        // The first place between two words that is further in: it is within a caption, if anything is said there.
        const inFrame = ins.find(
          (at, index) => at > clip.inFrame + 2 && at - (ins[index - 1] ?? at) > 1 && at < end - 25,
        );
        if (inFrame === undefined) continue;
        trimmed++;
        const { verdict } = await bySpec(trim(spec, clip.id, { inFrame, frames: end - inFrame }), true);
        const gates = verdict.rounds[0]?.gates.filter(({ gate }) => ["facts", "schema", "timestamp"].includes(gate));
        expect(gates?.flatMap(({ findings }) => findings.filter(({ passed }) => !passed))).toEqual([]);
      }
      expect(trimmed).toBeGreaterThan(0);
    }));

  it("swaps in moments that are not in the cut, framed, and that pass the gates of clips and timestamps", () =>
    inWorkspace(async () => {
      const spec = await composed();
      const clip = firstOf(spec);
      const found = await alternatives(spec.cutId, clip.id);
      expect(found.length).toBeGreaterThan(0);
      expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).toSorted((a, b) => b - a));
      for (const one of found.slice(0, 3)) {
        const overlapping = clips(spec).filter(
          ({ assetId, inFrame, frames }) =>
            assetId === one.assetId && inFrame < one.inFrame + one.frames && one.inFrame < inFrame + frames,
        );
        expect(overlapping).toEqual([]);
        expect(Object.keys(one.framing).sort()).toEqual(spec.variants.map(({ name }) => name).sort());
        const { verdict } = await bySpec(swap(spec, clip.id, one), true);
        const gates = verdict.rounds[0]?.gates.filter(({ gate }) => gate === "clip" || gate === "timestamp");
        expect(gates?.map(({ passed }) => passed)).toEqual([true, true]);
      }
    }));
});
