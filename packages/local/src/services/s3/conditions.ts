import { AwsError } from "../../error.ts";
import { noSuchKey, preconditionFailed } from "./errors.ts";
import type { StoredObject } from "./storage/objects.ts";

export interface ReadConditions {
  IfMatch?: string | undefined;
  IfNoneMatch?: string | undefined;
  IfModifiedSince?: Date | undefined;
  IfUnmodifiedSince?: Date | undefined;
}

/**
 * Throws 412 or 304 when a reader's conditions do not hold. An ETag condition wins over the date condition of its kind.
 * https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2
 */
export function checkReadConditions(conditions: ReadConditions, object: StoredObject): void {
  const failed = failedCondition(conditions, object);
  if (failed === "If-Match" || failed === "If-Unmodified-Since") throw preconditionFailed(failed);
  if (failed) throw notModified(object);
}

/** The same for the source of a copy, where everything that fails is a 412. */
export function checkCopyConditions(conditions: ReadConditions, object: StoredObject): void {
  const failed = failedCondition(conditions, object);
  if (failed) throw preconditionFailed(`x-amz-copy-source-${failed.toLowerCase()}`);
}

/** Throws 412 when a writer's condition on what is there now does not hold. */
export function checkWriteConditions(
  { IfMatch, IfNoneMatch }: { IfMatch?: string | undefined; IfNoneMatch?: string | undefined },
  key: string,
  current: StoredObject | undefined,
): void {
  if (IfNoneMatch !== undefined && current && matchesAny(IfNoneMatch, current.etag))
    throw preconditionFailed("If-None-Match");
  if (IfMatch === undefined) return;
  if (!current) throw noSuchKey(key);
  if (!matchesAny(IfMatch, current.etag)) throw preconditionFailed("If-Match");
}

/** HTTP dates have whole seconds. */
export function wholeSeconds(milliseconds: number): Date {
  return new Date(milliseconds - (milliseconds % 1000));
}

type Condition = "If-Match" | "If-None-Match" | "If-Modified-Since" | "If-Unmodified-Since";

function failedCondition(conditions: ReadConditions, { etag, modifiedAt }: StoredObject): Condition | undefined {
  const { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince } = conditions;
  const modified = wholeSeconds(modifiedAt);
  if (IfMatch !== undefined) {
    if (!matchesAny(IfMatch, etag)) return "If-Match";
  } else if (IfUnmodifiedSince && modified > IfUnmodifiedSince) return "If-Unmodified-Since";
  if (IfNoneMatch !== undefined) return matchesAny(IfNoneMatch, etag) ? "If-None-Match" : undefined;
  return IfModifiedSince && modified <= IfModifiedSince ? "If-Modified-Since" : undefined;
}

function matchesAny(header: string, etag: string): boolean {
  return header.split(",").some((entry) => {
    const given = entry
      .trim()
      .replace(/^W\//, "")
      .replace(/^"(.*)"$/, "$1");
    return given === "*" || given === etag;
  });
}

function notModified({ etag, modifiedAt }: StoredObject): AwsError {
  const detail = { ETag: `"${etag}"`, LastModified: wholeSeconds(modifiedAt).toUTCString() };
  return new AwsError("NotModified", "Not Modified", 304, detail);
}
