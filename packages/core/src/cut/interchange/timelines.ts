import { AppError } from "../../error.ts";
import type { VariantSpec } from "../variant-spec.schema.ts";
import type { Sources } from "./source.schema.ts";
import { toEdl } from "./to-edl.ts";
import { toFcpxml } from "./to-fcpxml.ts";
import { toOtio } from "./to-otio.ts";

export interface Timeline {
  readonly name: string;
  readonly text: string;
  readonly contentType: string;
}

/** The cut for other editing programs. Without an EDL where that cannot say it: it has 999 events and 60 frames a second at most. */
export const timelinesOf = (spec: VariantSpec, sources: Sources): Timeline[] => [
  { name: "timeline.otio", contentType: "application/json", text: toOtio(spec, sources) },
  ...edlOf(spec, sources),
  { name: "timeline.fcpxml", contentType: "application/xml", text: toFcpxml(spec, sources) },
];

function edlOf(spec: VariantSpec, sources: Sources): Timeline[] {
  try {
    return [{ name: "timeline.edl", contentType: "text/plain", text: toEdl(spec, sources) }];
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid") return [];
    throw error;
  }
}
