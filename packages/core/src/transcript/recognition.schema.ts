import * as z from "zod";
import { Provenance } from "../derivative/derivative.schema.ts";

/** `<callback>.order.json`: what a transcription job was ordered with, for whoever takes its result. */
export const Order = z.object({
  version: z.literal(1),
  provenance: Provenance,
  /** Why nothing that people wrote was used. */
  notes: z.array(z.string()),
});
export type Order = z.infer<typeof Order>;

/**
 * What Transcribe tells of a job on the account's default bus.
 * https://docs.aws.amazon.com/transcribe/latest/dg/monitoring-events.html
 */
export const JobEnd = z.object({
  TranscriptionJobName: z.string(),
  TranscriptionJobStatus: z.enum(["COMPLETED", "FAILED"]),
});
export type JobEnd = z.infer<typeof JobEnd>;
