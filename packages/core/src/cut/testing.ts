import { createId } from "../id.ts";
import type { Cut } from "./cut.schema.ts";
import { KeptOrder } from "./order.schema.ts";

/** What somebody ordered, as it is kept. */
export const orderedCut = (): Omit<Cut, "workspaceId" | "runIds" | "createdAt" | "updatedAt"> => ({
  ...{ cutId: createId("cut"), runId: createId("run"), useCase: "news", title: "Flood", status: "composing" },
  order: KeptOrder.parse({
    ...{ useCase: "news", footage: { by: "search", query: "flood" }, duration: { targetMs: 60_000 }, brand: {} },
  }),
  ...{ quote: { microUsd: 12, durationMs: 9, parts: [] }, reviews: [], deliverables: [] },
});
