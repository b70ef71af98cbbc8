import type { Call } from "../../service.ts";
import { checkCopyConditions } from "./conditions.ts";
import type { S3Context } from "./context.ts";
import { invalidArgument } from "./errors.ts";
import { refuseVersion, requireObject } from "./lookup.ts";
import type { StoredObject } from "./storage/objects.ts";

/** What CopyObject and UploadPartCopy say of their source. */
export interface CopyInput {
  CopySource?: string | undefined;
  CopySourceIfMatch?: string | undefined;
  CopySourceIfNoneMatch?: string | undefined;
  CopySourceIfModifiedSince?: Date | undefined;
  CopySourceIfUnmodifiedSince?: Date | undefined;
}

/** `[/]bucket/key[?versionId=...]`, percent-encoded. */
export function parseCopySource(source: string | undefined): { bucket: string; key: string; versionId?: string } {
  const [location = "", version] = (source ?? "").split("?versionId=");
  const [, bucket, encoded] = /^\/?([^/]+)\/(.+)$/s.exec(location) ?? [];
  if (bucket === undefined || encoded === undefined) {
    throw invalidArgument(
      `Copy Source must mention the source bucket and key: sourcebucket/sourcekey, not '${source}'`,
    );
  }
  try {
    return { bucket, key: decodeURIComponent(encoded), ...(version !== undefined && { versionId: version }) };
  } catch {
    throw invalidArgument(`The key in the copy source must be percent-encoded: '${encoded}'`);
  }
}

/** The object to copy, once its conditions hold. */
export function requireSource(context: S3Context, input: CopyInput, call: Pick<Call, "principal">): StoredObject {
  const { bucket, key, versionId } = parseCopySource(input.CopySource);
  refuseVersion(versionId);
  const source = requireObject(context, bucket, key, call.principal);
  const conditions = {
    IfMatch: input.CopySourceIfMatch,
    IfNoneMatch: input.CopySourceIfNoneMatch,
    IfModifiedSince: input.CopySourceIfModifiedSince,
    IfUnmodifiedSince: input.CopySourceIfUnmodifiedSince,
  };
  checkCopyConditions(conditions, source);
  return source;
}
