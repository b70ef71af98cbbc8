import { Resource } from "sst";
import { depthOf } from "../queue.ts";

/** How many messages could not be delivered or handled; those at which somebody is looking count. */
export async function countDeadLetters(): Promise<number> {
  const depths = await Promise.all([depthOf(Resource.ReceivedDlq.url), depthOf(Resource.Undelivered.url)]);
  return depths.reduce((total, { waiting, inHand }) => total + waiting + inHand, 0);
}
