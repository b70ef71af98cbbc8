import { Dispatch, dispatch } from "@videoflow/core/webhook/dispatch";
import { queue } from "../queue.ts";

/** Makes deliveries of events, and of what people asked to be sent. */
export const handler = queue(Dispatch, dispatch);
