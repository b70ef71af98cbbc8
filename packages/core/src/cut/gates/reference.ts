import type { Counted } from "../crew/material.schema.ts";
import type { Note } from "../crew/proposal.schema.ts";
import type { Source } from "../crew/source.ts";
import type { Wanted } from "../notes/wanted.schema.ts";
import type { KeptOrder } from "../order.schema.ts";
import type { VariantSpec } from "../variant-spec.schema.ts";

/** What gates hold a spec against: what was found out about its assets, as it lies in the library now. */
export interface Reference {
  readonly order: KeptOrder;
  /** By asset. `loss` says why its original cannot be used; it is undefined while it can. An asset that is not there is not in it. */
  readonly sources: ReadonlyMap<string, Source & { readonly loss?: string | undefined }>;
  /** Numbers that were counted when the footage was gathered. */
  readonly counts: readonly Counted[];
  /** What the analysts of the crew asked for, and could not have. */
  readonly notes: readonly Note[];
  /** What people asked for in words, and is to hold. */
  readonly wanted: readonly Wanted[];
}

export type Clip = Extract<VariantSpec["items"][number], { kind: "clip" }>;
