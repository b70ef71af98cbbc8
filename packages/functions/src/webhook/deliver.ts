import { provideActor } from "@videoflow/core/actor";
import { deliver } from "@videoflow/core/webhook/deliver";
import { DeliveryReference } from "@videoflow/core/webhook/delivery.schema";
import { Resource } from "sst";
import { patientQueue } from "../queue.ts";

/** Attempts a delivery when it is due, and has its message come again when that is to be repeated. */
export const handler = patientQueue(
  DeliveryReference,
  () => Resource.Deliveries.url,
  ({ workspaceId, deliveryId }) => provideActor({ workspaceId, who: "pipeline" }, () => deliver(deliveryId)),
);
