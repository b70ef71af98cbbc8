import { CustomAttributeType, Entity } from "electrodb";
import type { Reason } from "../reason.ts";
import { config, key, stamps } from "../table.ts";
import { type Cut, CutStatus, type Deliverable, type Quote, type Review } from "./cut.schema.ts";
import { GateName } from "./gate.schema.ts";
import { UseCase } from "./order.schema.ts";

/** primary   one cut, or all of a workspace: ids sort by time */
export const CutEntity = new Entity(
  {
    model: { service: "videoflow", entity: "cut", version: "1" },
    attributes: {
      workspaceId: { type: "string", required: true, readOnly: true },
      cutId: { type: "string", required: true, readOnly: true },
      useCase: { type: UseCase.options, required: true, readOnly: true },
      title: { type: "string", required: true },
      status: { type: CutStatus.options, required: true },
      order: { type: CustomAttributeType<Cut["order"]>("any"), required: true, readOnly: true },
      logoUri: { type: "string", readOnly: true },
      revision: { type: "number" },
      durationMs: { type: "number" },
      runId: { type: "string", required: true },
      runIds: { type: CustomAttributeType<string[]>("any") },
      budgetMicroUsd: { type: "number" },
      quote: { type: CustomAttributeType<Quote>("any"), required: true },
      reason: { type: CustomAttributeType<Reason>("any") },
      refusedBy: { type: GateName.options },
      reviews: { type: CustomAttributeType<Review[]>("any") },
      deliverables: { type: CustomAttributeType<Deliverable[]>("any") },
      ...stamps,
    },
    indexes: { primary: key(["workspaceId"], ["cutId"]) },
  },
  config,
);
