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

const FORMATS = [
  { name: "timeline.otio", contentType: "application/json", write: toOtio },
  { name: "timeline.edl", contentType: "text/plain", write: toEdl },
  { name: "timeline.fcpxml", contentType: "application/xml", write: toFcpxml },
] as const;

/** The cut for other editing programs, in every format that can say it: an EDL has no more than 999 events, or 60 frames a second. */
export const timelinesOf = (spec: VariantSpec, sources: Sources): Timeline[] =>
  FORMATS.flatMap(({ name, contentType, write }) => {
    try {
      return [{ name, contentType, text: write(spec, sources) }];
    } catch (error) {
      if (error instanceof AppError && error.code === "invalid") return [];
      throw error;
    }
  });
