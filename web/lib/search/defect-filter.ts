import type { Client } from "@videoflow/client/client";

type DefectFilter = NonNullable<NonNullable<Parameters<Client["searchMoments"]>[0]>["defect"]>[number];

/** What footage may be filtered by that has something wrong with it, or nothing. */
export const DEFECT_FILTERS = [
  "none",
  "black",
  "freeze",
  "silence",
  "clipping",
  "loudness",
  "blockiness",
  "blur",
  "drift",
] as const satisfies readonly DefectFilter[];
