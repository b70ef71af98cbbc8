import { join } from "node:path";
import { download, exists, placeOf, uploadFile } from "@videoflow/core/bucket";
import { expectBudget } from "@videoflow/core/cut/budget";
import { readPlan, unitPlace } from "@videoflow/core/cut/render/render-places";
import type { PlannedUnit } from "@videoflow/core/cut/render/unit.schema";
import { CutTask } from "@videoflow/core/cut/task.schema";
import { AppError } from "@videoflow/core/error";
import { renderUnit } from "@videoflow/media/render/unit";
import * as z from "zod";
import { inScratch } from "../derive/scratch.ts";
import { task } from "../lambda.ts";
import { withSources } from "./sources.ts";

/** Renders one unit of the plan for the formats that have it not yet. */
export const handler = task(
  CutTask.extend({ unit: z.int().nonnegative() }),
  async ({ cutId, revision, unit: index }) => {
    const { units, variants } = await readPlan(cutId, revision);
    const planned = units[index];
    if (!planned) throw new AppError("internal", `The plan of ${cutId}, revision ${revision}, has no unit ${index}`);
    const missing = await Promise.all(
      planned.files.map(async (file) => ((await exists(unitPlace(cutId, file.key))) ? [] : [file])),
    );
    const files = missing.flat();
    const formats = variants.filter(({ name }) => files.some(({ format }) => format === name));
    if (formats.length === 0) return { made: 0 };
    // Those before it may have taken longer than was reckoned.
    await expectBudget(cutId, { what: `rendering part ${index + 1} of ${units.length}`, microUsd: planned.microUsd });
    await inScratch(async (directory) => {
      const work = { unit: planned.unit, formats, directory, timeoutMs: timeLimitOf(planned) };
      const logo = await fetchLogo(planned, directory);
      const made = await withSources(assetsOf(planned), (sources) => renderUnit({ ...work, sources, logo }));
      for (const { format, key } of files) await uploadFile(made.get(format) ?? "", unitPlace(cutId, key), "video/mp4");
    });
    return { made: formats.length };
  },
);

const assetsOf = ({ unit }: PlannedUnit): string[] =>
  unit.layers.flatMap((layer) => (layer.kind === "clip" ? [layer.source.assetId] : []));

/** Where others work on the same machine, it takes a multiple of what was reckoned. */
const timeLimitOf = ({ estimatedMs }: PlannedUnit): number => 5 * 60_000 + 10 * estimatedMs;

async function fetchLogo({ unit }: PlannedUnit, directory: string): Promise<string | null> {
  const { logo } = unit.brand;
  if (!logo) return null;
  const file = join(directory, "logo.png");
  await download(placeOf(logo.uri), file, logo.etag);
  return file;
}
