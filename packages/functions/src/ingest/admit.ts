import { Inspection } from "@videoflow/core/asset/technical.schema";
import { gate } from "@videoflow/media/gate";
import { Resource } from "sst";
import * as z from "zod";
import { task } from "../lambda.ts";

/** Decides whether the file is worked on: `{ admitted: true }`, or `{ admitted: false, reason }`. */
export const handler = task(z.object({ inspection: Inspection }), async ({ inspection }) => {
  const verdict = gate(inspection, Resource.Limits);
  return verdict.admitted ? verdict : { admitted: false, reason: { code: verdict.code, message: verdict.reason } };
});
