import type { Derivative } from "@videoflow/client/schema";

/** What was found out about an asset, each with the address of the whole document. */
export interface Findings {
  readonly transcript?: object;
  readonly scenes?: object;
  readonly labels?: readonly string[];
  /** The most people, and the most faces, that are in one frame. */
  readonly people?: object;
  readonly defects?: object;
  readonly brief?: object;
}

export function findingsOf(derivatives: readonly Derivative[]): Findings {
  const found: Record<string, unknown> = {};
  for (const derivative of derivatives) {
    const { uri } = derivative;
    switch (derivative.kind) {
      case "transcript": {
        const { words, language, source, engine, confidence, quotable } = derivative;
        found.transcript = { uri, words, language, source, engine, confidence, quotable };
        break;
      }
      case "scenes":
        found.scenes = { uri, count: derivative.count };
        break;
      case "vision":
        found.labels = derivative.labels;
        found.people = { uri, most: derivative.people, faces: derivative.faces };
        break;
      case "defects":
        found.defects = { uri, count: derivative.count, critical: derivative.critical };
        break;
      case "brief":
        found.brief = { uri, title: derivative.title, engine: derivative.engine };
        break;
    }
  }
  return found;
}
