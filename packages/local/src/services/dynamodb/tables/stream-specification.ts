import { invalidValues } from "../errors.ts";
import { boolean, required, structure, text } from "../requests/shape.ts";
import { type StreamViewType, streamViewTypes } from "./table.ts";

/** How a request asks for a table's stream. */
export interface StreamSpecification {
  readonly StreamEnabled: boolean;
  readonly StreamViewType?: StreamViewType;
}

export const streamSpecification = structure({
  StreamEnabled: required(boolean),
  StreamViewType: text({ oneOf: streamViewTypes }),
});

/** What the stream shall hold; undefined: there shall be none. */
export function viewTypeOf(specification: StreamSpecification | undefined): StreamViewType | undefined {
  if (!specification?.StreamEnabled) {
    if (!specification?.StreamViewType) return undefined;
    throw invalidValues("StreamViewType cannot be specified when StreamEnabled is false");
  }
  if (specification.StreamViewType) return specification.StreamViewType;
  throw invalidValues("StreamViewType must be specified when StreamEnabled is true");
}

/** A stream is called after the moment at which it was enabled: `2026-01-31T12:00:00.000`. */
export function newStreamLabel(): string {
  return new Date().toISOString().replace("Z", "");
}
