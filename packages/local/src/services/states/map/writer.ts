import type { WriterConfig } from "../definition/asl.ts";
import { StateFailure } from "../failure.ts";
import { isObject, type Json } from "../json.ts";
import type { ChildResult } from "./results.ts";

/** Puts an object into a bucket with the machine's role. */
export type Put = (bucket: string, key: string, body: string) => Promise<void>;

/**
 * Writes the results of a map run under `<prefix>/<id of the run>/`: one file each for those that succeeded and those
 * that failed, and `manifest.json`, which names them. Returns what the Map state gives on.
 */
export async function writeResults(
  results: readonly ChildResult[],
  config: WriterConfig,
  destination: Json,
  mapRunArn: string,
  put: Put,
): Promise<Json> {
  const { bucket, prefix } = placeOf(destination);
  const folder = [...(prefix ? [prefix] : []), mapRunArn.slice(mapRunArn.lastIndexOf(":") + 1)].join("/");
  const lines = config.OutputType === "JSONL";
  const write = async (status: ChildResult["status"]) => {
    const texts = results.filter((result) => result.status === status).map(({ text }) => text);
    if (texts.length === 0) return [];
    const body = lines ? `${texts.join("\n")}\n` : `[${texts.join(",")}]`;
    const key = `${folder}/${status}_0.${lines ? "jsonl" : "json"}`;
    await put(bucket, key, body);
    return [{ Key: key, Size: Buffer.byteLength(body) }];
  };
  const manifest = {
    DestinationBucket: bucket,
    MapRunArn: mapRunArn,
    ResultFiles: { FAILED: await write("FAILED"), PENDING: [], SUCCEEDED: await write("SUCCEEDED") },
  };
  const key = `${folder}/manifest.json`;
  await put(bucket, key, JSON.stringify(manifest));
  return { MapRunArn: mapRunArn, ResultWriterDetails: { Bucket: bucket, Key: key } };
}

function placeOf(destination: Json): { bucket: string; prefix: string } {
  const { Bucket, Prefix = "" } = isObject(destination) ? destination : {};
  if (typeof Bucket !== "string" || typeof Prefix !== "string") {
    throw new StateFailure(
      "States.ResultWriterFailed",
      `ResultWriter needs a Bucket and may have a Prefix: ${JSON.stringify(destination)}`,
    );
  }
  return { bucket: Bucket, prefix: Prefix.replace(/\/+$/, "") };
}
