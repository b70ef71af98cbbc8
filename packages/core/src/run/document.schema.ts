import * as z from "zod";
import { AttemptRow, Run } from "./run.schema.ts";

const stamps = { createdAt: z.iso.datetime(), updatedAt: z.iso.datetime() };

/** `<run>.json` below an asset's `runs/`: a run that has ended, with every attempt at every of its steps. */
export const RunDocument = z.object({
  version: z.literal(1),
  run: Run.extend(stamps),
  attempts: z.array(AttemptRow.extend(stamps)),
});
export type RunDocument = z.infer<typeof RunDocument>;
