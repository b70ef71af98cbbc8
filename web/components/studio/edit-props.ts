import type { TimelineItem } from "@videoflow/client/schema";
import type { Spec } from "#web/lib/cut/spec.ts";

/** What the ways to change a clip get: the clip within its spec, and where the changed spec goes. */
export interface EditProps {
  readonly cutId: string;
  readonly revision: number;
  readonly spec: Spec;
  readonly item: Extract<TimelineItem, { kind: "clip" }>;
  readonly propose: (spec: Spec) => void;
}
