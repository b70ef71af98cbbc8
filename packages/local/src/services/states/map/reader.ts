import type { MapState } from "../definition/asl.ts";
import { StateFailure } from "../failure.ts";
import { isObject, type Json, type JsonObject } from "../json.ts";
import { parseCsv } from "./csv.ts";

/** Calls S3 with the machine's role. */
interface S3Reader {
  get(input: JsonObject): Promise<string>;
  list(input: JsonObject): Promise<{ readonly Contents?: readonly object[]; readonly NextContinuationToken?: string }>;
}

type ItemReader = NonNullable<MapState["ItemReader"]>;

/** Reads the items of a distributed Map: the entries of a file, or the objects of a bucket. */
export async function readItems(
  reader: ItemReader,
  source: Json,
  maxItems: number | undefined,
  s3: S3Reader,
): Promise<readonly Json[]> {
  const most = maxItems || Number.POSITIVE_INFINITY;
  if (!isObject(source)) {
    throw new StateFailure(
      "States.ItemReaderFailed",
      `Arguments of an ItemReader must be an object, but were ${JSON.stringify(source)}`,
    );
  }
  if (reader.Resource.endsWith(":listObjectsV2")) return listObjects(source, most, s3);
  const items = parseItems(await s3.get(source), reader.ReaderConfig ?? {}, `${source.Bucket}/${source.Key}`);
  return items.slice(0, most);
}

async function listObjects(source: JsonObject, most: number, s3: S3Reader): Promise<Json[]> {
  const items: Json[] = [];
  let token: string | undefined;
  do {
    const page = await s3.list({ ...source, ...(token !== undefined && { ContinuationToken: token }) });
    for (const entry of page.Contents ?? []) items.push(itemOf(entry as ListedObject));
    token = page.NextContinuationToken;
  } while (token !== undefined && items.length < most);
  return items.slice(0, most);
}

interface ListedObject {
  readonly ETag: string;
  readonly Key: string;
  readonly LastModified: Date;
  readonly Size: number;
  readonly StorageClass?: string;
}

/** As Step Functions spells a listed object. */
function itemOf({ ETag, Key, LastModified, Size, StorageClass = "STANDARD" }: ListedObject): Json {
  return { Etag: ETag, Key, LastModified: Math.floor(LastModified.getTime() / 1000), Size, StorageClass };
}

function parseItems(text: string, config: NonNullable<ItemReader["ReaderConfig"]>, name: string): readonly Json[] {
  try {
    if (config.InputType === "CSV") return parseCsv(text, config);
    if (config.InputType === "JSONL") {
      return text
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map((line) => JSON.parse(line) as Json);
    }
    const document = JSON.parse(text) as Json;
    if (Array.isArray(document)) return document;
  } catch (error) {
    throw new StateFailure(
      "States.ItemReaderFailed",
      `${name} is not ${config.InputType}: ${(error as Error).message}`,
    );
  }
  throw new StateFailure("States.ItemReaderFailed", `${name} must be a JSON array of items`);
}
