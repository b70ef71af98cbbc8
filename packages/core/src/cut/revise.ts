import { AppError } from "../error.ts";
import { parse } from "../fn.ts";
import { readSpec, writeNewSpec, writeVerdict } from "./documents.ts";
import { msOf } from "./frame-rate.ts";
import { judge, verdictOf } from "./gates/gates.ts";
import { readReference } from "./gates/read-reference.ts";
import { differenceOf } from "./interchange/difference.ts";
import { fromEdl } from "./interchange/from-edl.ts";
import { fromOtio } from "./interchange/from-otio.ts";
import type { Imported } from "./interchange/rebuild.ts";
import { sourcesOf } from "./interchange/sources-of.ts";
import { materialOf } from "./material-of.ts";
import { recaption } from "./recaption.ts";
import { NewRevision, type RevisionOutcome } from "./revision.schema.ts";
import { change, isAtWork, row } from "./row.ts";
import { noteUses } from "./use.ts";
import type { VariantSpec } from "./variant-spec.schema.ts";

/**
 * Makes what a person changed the next revision of a cut, when the gates let it through. Refused, to be tried only, or without
 * any change, nothing is kept. Throws `conflict` while a run is at the cut, `stale` when it is not the latest revision that was changed.
 */
export async function revise(cutId: string, given: NewRevision): Promise<RevisionOutcome> {
  const wanted = parse(NewRevision, given);
  const cut = await row(cutId);
  const { revision } = cut;
  if (!revision) throw new AppError("conflict", `Cut ${cutId} has no revision yet that could be changed`);
  if (isAtWork(cut.status))
    throw new AppError("conflict", `Cut ${cutId} is ${cut.status} by run ${cut.runId}; wait for its end`);
  const base = await readSpec(cutId, revision);
  const { spec, notes } = await specOf(wanted, base);
  const material = await materialOf(cutId, revision);
  // Who changes it by hand knows better what they asked for before.
  const reference = await readReference(spec, { ...material, wanted: [] });
  const next = recaption(base, { ...spec, cutId, revision: revision + 1 }, reference.sources);
  const gates = judge(next, reference, material.input);
  const verdict = verdictOf(next, [gates]);
  const changes = differenceOf(base, next);
  const outcome = { changes, notes: [...notes], verdict, spec: next };
  if (!verdict.passed || wanted.dryRun || changes.length === 0) return { revision: null, ...outcome };
  const kept = await keep(next);
  await writeVerdict({ ...verdict, revision: kept });
  const { title, frames, frameRate } = next;
  await change(cut, { status: "composed", revision: kept, title, durationMs: msOf(frames, frameRate) });
  const accepted = { ...next, revision: kept };
  // Cut off before, it is noted when the cut is rendered.
  await noteUses(accepted);
  return { ...outcome, revision: kept, spec: accepted };
}

async function specOf(wanted: NewRevision, base: VariantSpec): Promise<Imported> {
  if (wanted.by === "timeline") {
    const read = wanted.format === "otio" ? fromOtio : fromEdl;
    return read(wanted.text, base, await sourcesOf(await assetsOf(base)));
  }
  const { cutId, revision } = wanted.spec;
  if (cutId !== base.cutId) throw new AppError("invalid", `The spec is of ${cutId}, not of ${base.cutId}`);
  if (revision !== base.revision)
    throw new AppError("stale", `Cut ${cutId} is at revision ${base.revision} now, not ${revision}: change that one`);
  // What is of the whole cut is not for an editor to change: formats and brand were ordered, and paid for.
  const { frameRate, useCase, variants, brand } = base;
  return { spec: { ...wanted.spec, frameRate, useCase, variants, brand }, notes: [] };
}

/** An imported timeline may have clips of any footage that the cut was chosen from. */
async function assetsOf({ cutId, revision, items }: VariantSpec): Promise<string[]> {
  const { assets } = await materialOf(cutId, revision);
  const shown = items.flatMap((item) => (item.kind === "clip" ? [item.assetId] : []));
  return [...new Set([...assets.map(({ assetId }) => assetId), ...shown])];
}

/** Numbers go up to here without anybody having got hold of one: somebody else has changed the cut as often meanwhile. */
const MOST_TRIES = 20;

/** Writes a spec under the next free number: one that was cut off before the cut knew of it stays, and is of nobody. */
async function keep(spec: VariantSpec): Promise<number> {
  for (let revision = spec.revision; revision < spec.revision + MOST_TRIES; revision++)
    if (await writeNewSpec({ ...spec, revision })) return revision;
  throw new AppError("unavailable", `Cut ${spec.cutId} is changed by too many at once; try again`);
}
