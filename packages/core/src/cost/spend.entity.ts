import { CustomAttributeType, Entity } from "electrodb";
import { config, key, stamps } from "../table.ts";

/**
 * What a run has been counted with: by service, billionths of a dollar.
 *
 * primary  "is it counted, and with what?"
 */
export const CountedEntity = new Entity(
  {
    model: { service: "videoflow", entity: "counted", version: "1" },
    attributes: {
      workspaceId: { type: "string", required: true, readOnly: true },
      runId: { type: "string", required: true, readOnly: true },
      /** How often the count was changed: what conditions are about. */
      version: { type: "number", required: true },
      services: { type: CustomAttributeType<Readonly<Record<string, number>>>("any"), required: true },
      ...stamps,
    },
    indexes: { primary: key(["workspaceId"], ["runId"]) },
  },
  config,
);

/**
 * What all runs that ended on a day have used of a service. Counted in the transaction that notes what a run was counted with, so each
 * counts once.
 *
 * primary  the days of a span, in their order
 */
export const SpendEntity = new Entity(
  {
    model: { service: "videoflow", entity: "spend", version: "1" },
    attributes: {
      workspaceId: { type: "string", required: true, readOnly: true },
      /** `2026-01-02`, in UTC. */
      day: { type: "string", required: true, readOnly: true },
      service: { type: "string", required: true, readOnly: true },
      nanoUsd: { type: "number" },
      ...stamps,
    },
    indexes: { primary: key(["workspaceId"], ["day", "service"]) },
  },
  config,
);
