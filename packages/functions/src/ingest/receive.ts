import { receive } from "@videoflow/core/asset/receive";
import { queue } from "../queue.ts";
import { Notification } from "./notification.ts";

/** Makes an asset of every object that comes into the input bucket, and starts its run. */
export const handler = queue(Notification, async ({ Records }) => {
  for (const arrival of Records) await receive(arrival);
});
