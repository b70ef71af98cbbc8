import type { UploadPartCopyRequest, UploadPartRequest } from "@aws-sdk/client-s3";
import { AwsError } from "../../../error.ts";
import { type Call, operation } from "../../../service.ts";
import { unsealed } from "../../../wire/sealed-body.ts";
import { algorithmOf } from "../checksum/algorithms.ts";
import { wanted } from "../checksum/stated.ts";
import { wholeSeconds } from "../conditions.ts";
import type { S3Context } from "../context.ts";
import { parseCopySource, requireSource } from "../copy-source.ts";
import { invalidArgument } from "../errors.ts";
import { onObject } from "../names.ts";
import { parseCopyRange } from "../range.ts";
import { type ReceiveInput, receive, statedLength } from "../receive.ts";
import { filesOf, slice } from "../storage/extent.ts";
import { PartPlaces } from "../storage/part-places.ts";
import type { Part, Upload } from "../storage/uploads.ts";

const MOST_PARTS = 10_000;

export function uploadPartOperations(context: S3Context) {
  const places = new PartPlaces(context.uploads, context.files);

  /** Takes a part in; its row is written when its bytes are on disk and verified. The last of two senders wins. */
  async function take(upload: Upload, number: number, length: number | undefined, input: ReceiveInput, call: Call) {
    const fallback = upload.checksumAlgorithm && algorithmOf(upload.checksumAlgorithm);
    refuseOtherAlgorithm(upload, input, call);
    const place = places.find(upload, number, length);
    const isOwnFile = place.file !== upload.file;
    try {
      const { size, md5, checksum } = await receive(context, place, input, call, fallback);
      // It may have been completed or aborted while the bytes came in.
      context.uploads.require(upload.bucket, upload.key, upload.id);
      const replaced = context.uploads.findPart(upload.id, number);
      const part: Part = {
        upload: upload.id,
        number,
        size,
        etag: md5,
        modifiedAt: Date.now(),
        extents: [{ file: place.file, offset: place.offset, length: size }],
        ...(checksum && { checksum: checksum.value }),
      };
      context.uploads.putPart(part);
      context.discard(filesOf(replaced?.extents ?? []).filter((file) => file !== upload.file));
      return { part, ...(checksum && { members: { [checksum.algorithm.member]: checksum.value } }) };
    } catch (error) {
      if (isOwnFile) context.files.remove([place.file]);
      throw error;
    } finally {
      place.release();
    }
  }

  return {
    UploadPart: operation({
      permissions: ({ Bucket = "", Key = "" }: UploadPartRequest) => [onObject("PutObject", Bucket, Key)],
      async run(input, call) {
        const upload = requireUpload(context, input);
        const number = checkNumber(input.PartNumber);
        const { part, members } = await take(upload, number, statedLength(call.headers), { ...input }, call);
        return { ETag: `"${part.etag}"`, ServerSideEncryption: "AES256", ...members };
      },
    }),

    UploadPartCopy: operation({
      permissions(input: UploadPartCopyRequest) {
        const source = parseCopySource(input.CopySource);
        const { Bucket = "", Key = "" } = input;
        return [onObject("GetObject", source.bucket, source.key), onObject("PutObject", Bucket, Key)];
      },
      async run(input, call) {
        const upload = requireUpload(context, input);
        const number = checkNumber(input.PartNumber);
        const source = requireSource(context, input, call);
        const range = input.CopySourceRange ? parseCopyRange(input.CopySourceRange, source.size) : undefined;
        const { start, end } = range ?? { start: 0, end: source.size };
        const body = unsealed(context.files.read(slice(source.extents, start, end)));
        // The request itself has no body; its headers say nothing of the bytes that are copied.
        const { part, members } = await take(upload, number, end - start, {}, { ...call, headers: {}, body });
        const LastModified = wholeSeconds(part.modifiedAt);
        return { CopyPartResult: { ETag: `"${part.etag}"`, LastModified, ...members } };
      },
    }),
  };
}

function requireUpload(
  context: S3Context,
  { Bucket = "", Key = "", UploadId = "" }: UploadPartRequest | UploadPartCopyRequest,
) {
  context.buckets.require(Bucket);
  return context.uploads.require(Bucket, Key, UploadId);
}

function checkNumber(number: number | undefined): number {
  if (number !== undefined && Number.isInteger(number) && number >= 1 && number <= MOST_PARTS) return number;
  throw invalidArgument(`Part number must be an integer between 1 and ${MOST_PARTS}, inclusive, not ${number}`);
}

/** Parts of one upload carry one kind of checksum, or that of the whole could not be made. */
function refuseOtherAlgorithm(upload: Upload, input: ReceiveInput, call: Call): void {
  const algorithm = wanted(input, call.headers)?.name;
  if (!algorithm || !upload.checksumAlgorithm || algorithm === upload.checksumAlgorithm) return;
  const message = `Checksum Type mismatch occurred, expected checksum Type: ${upload.checksumAlgorithm}, actual: ${algorithm}`;
  throw new AwsError("InvalidRequest", message);
}
