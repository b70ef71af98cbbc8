import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { type RunStatus, runStatuses } from "./status.ts";

/** What the address of the list of runs says. */
export const runListParams = { status: parseAsStringLiteral(Object.keys(runStatuses) as RunStatus[]) };
export const loadRunListParams = createLoader(runListParams);

/** What the address of a run says: how it is drawn, and which of its steps is looked at. */
export const runParams = {
  view: parseAsStringLiteral(["graph", "timeline"]).withDefault("graph"),
  step: parseAsString,
};
