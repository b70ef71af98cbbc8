import { Hearing, hear } from "@videoflow/core/transcript/hear";
import { job } from "../lambda.ts";
import { subtitleTracks } from "./subtitle-tracks.ts";

/** Brings the words: from a sidecar, from a subtitle track, or orders that a machine listens. Nothing to do without sound. */
export const handler = job(Hearing, async (task) => hear(task, await subtitleTracks()));
