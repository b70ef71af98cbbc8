import type {
  GetObjectAttributesOutput,
  GetObjectAttributesRequest,
  GetObjectRequest,
  HeadObjectRequest,
} from "@aws-sdk/client-s3";
import { type Call, operation } from "../../../service.ts";
import { algorithmOf } from "../checksum/algorithms.ts";
import { asMembers } from "../checksum/stated.ts";
import { checkReadConditions, wholeSeconds } from "../conditions.ts";
import type { S3Context } from "../context.ts";
import { invalidArgument } from "../errors.ts";
import { describe, refuseVersion, requireObject } from "../lookup.ts";
import { onObject } from "../names.ts";
import { type ByteRange, contentRange, parseRange } from "../range.ts";
import { slice } from "../storage/extent.ts";
import type { StoredObject } from "../storage/objects.ts";

type ReadRequest = HeadObjectRequest & GetObjectRequest;

export function readObjectOperations(context: S3Context) {
  return {
    HeadObject: operation({
      permissions: ({ Bucket = "", Key = "" }: HeadObjectRequest) => [onObject("GetObject", Bucket, Key)],
      run: (input, call) => answer(context, input, call).members,
    }),
    GetObject: operation({
      permissions: ({ Bucket = "", Key = "" }: GetObjectRequest) => [onObject("GetObject", Bucket, Key)],
      run(input, call) {
        const { object, range, members } = answer(context, input, call);
        const { start, end } = range ?? { start: 0, end: object.size };
        return { ...members, Body: context.files.read(slice(object.extents, start, end)) };
      },
    }),
    GetObjectAttributes: operation({
      permissions: ({ Bucket = "", Key = "" }: GetObjectAttributesRequest) => [
        onObject("GetObject", Bucket, Key),
        onObject("GetObjectAttributes", Bucket, Key),
      ],
      run(input, call): GetObjectAttributesOutput {
        refuseVersion(input.VersionId);
        return attributes(requireObject(context, input.Bucket ?? "", input.Key ?? "", call.principal), input);
      },
    }),
  };
}

function answer(context: S3Context, input: ReadRequest, call: Call) {
  refuseVersion(input.VersionId);
  const object = requireObject(context, input.Bucket ?? "", input.Key ?? "", call.principal);
  checkReadConditions(input, object);
  const range = rangeOf(input, object, call);
  const length = range ? range.end - range.start : object.size;
  const members = {
    ...describe(object),
    ...overrides(input),
    ContentLength: length,
    ...(range && { ContentRange: contentRange(range, object.size) }),
    ...(input.PartNumber !== undefined && object.parts && { PartsCount: object.parts.length }),
    // A checksum is that of the whole; beside a part of it, it would mislead.
    ...(input.ChecksumMode === "ENABLED" && !range && asMembers(object.checksum)),
  };
  return { object, range, members };
}

function rangeOf(input: ReadRequest, object: StoredObject, call: Call): ByteRange | undefined {
  if (input.PartNumber === undefined) {
    return isRangeStale(call.headers["if-range"], object) ? undefined : parseRange(input.Range, object.size);
  }
  if (input.Range !== undefined)
    throw invalidArgument("Cannot specify both Range header and partNumber query parameter");
  if (!object.parts) {
    if (input.PartNumber === 1) return undefined;
    throw invalidArgument(`The object was not uploaded in parts; there is no part ${input.PartNumber}`);
  }
  let start = 0;
  for (const { number, size } of object.parts) {
    if (number === input.PartNumber) return { start, end: start + size };
    start += size;
  }
  throw invalidArgument(`The object has no part ${input.PartNumber}`);
}

/** If-Range: what was resumed has changed meanwhile, so the whole is sent. */
function isRangeStale(header: string | string[] | undefined, object: StoredObject): boolean {
  if (typeof header !== "string") return false;
  if (header.startsWith('"')) return header !== `"${object.etag}"`;
  return new Date(header).getTime() !== wholeSeconds(object.modifiedAt).getTime();
}

/** `response-content-type` and its kin: headers that the request wants on the answer. */
function overrides(input: ReadRequest) {
  const { ResponseExpires } = input;
  const wanted = {
    ContentType: input.ResponseContentType,
    CacheControl: input.ResponseCacheControl,
    ContentDisposition: input.ResponseContentDisposition,
    ContentEncoding: input.ResponseContentEncoding,
    ContentLanguage: input.ResponseContentLanguage,
    Expires: ResponseExpires,
    ExpiresString: ResponseExpires?.toUTCString(),
  };
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
}

function attributes(
  object: StoredObject,
  { ObjectAttributes = [] }: GetObjectAttributesRequest,
): GetObjectAttributesOutput {
  const { checksum, parts } = object;
  const answers = {
    ETag: object.etag,
    ObjectSize: object.size,
    StorageClass: (object.properties.StorageClass ?? "STANDARD") as "STANDARD",
    ...(checksum && { Checksum: asMembers(checksum) }),
    ...(parts && {
      ObjectParts: {
        TotalPartsCount: parts.length,
        IsTruncated: false,
        Parts: parts.map(({ number, size, checksum: value }) => ({
          PartNumber: number,
          Size: size,
          ...(checksum && value !== undefined && { [algorithmOf(checksum.algorithm).member]: value }),
        })),
      },
    }),
  };
  const asked = Object.entries(answers).filter(([name]) => (ObjectAttributes as string[]).includes(name));
  return { LastModified: wholeSeconds(object.modifiedAt), ...Object.fromEntries(asked) };
}
