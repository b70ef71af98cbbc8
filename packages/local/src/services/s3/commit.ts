import type { Call } from "../../service.ts";
import { checkWriteConditions } from "./conditions.ts";
import type { S3Context } from "./context.ts";
import { principalId } from "./names.ts";
import type { EventName } from "./notification/event.ts";
import { filesOf } from "./storage/extent.ts";
import type { StoredObject } from "./storage/objects.ts";

/** An object whose bytes are on disk, about to become visible. */
export type NewObject = Omit<StoredObject, "modifiedAt" | "sequencer">;

export interface WriteConditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
}

/**
 * Makes an object visible: conditions, row and notifications in one transaction, so of two writers with the same
 * condition one loses, and no event is lost or told of what did not happen. `alongside` joins the transaction.
 */
export function commitObject(
  context: S3Context,
  object: NewObject,
  event: EventName,
  call: Pick<Call, "principal" | "requestId">,
  conditions: WriteConditions,
  alongside: () => void = () => {},
): StoredObject {
  const replaced: string[] = [];
  const stored = context.cloud.database.atomically(() => {
    context.buckets.require(object.bucket);
    const current = context.objects.find(object.bucket, object.key);
    checkWriteConditions(conditions, object.key, current);
    const next = { ...object, modifiedAt: Date.now(), sequencer: context.nextSequencer() };
    context.objects.put(next);
    if (current) replaced.push(...filesOf(current.extents));
    tell(context, event, next, next.sequencer, call);
    alongside();
    return next;
  });
  context.discard(replaced);
  return stored;
}

/** Removes an object, if it is there and the condition holds, and tells of it. */
export function removeObject(
  context: S3Context,
  bucket: string,
  key: string,
  event: EventName,
  call: Pick<Call, "principal" | "requestId">,
  conditions: WriteConditions = {},
): StoredObject | undefined {
  const current = context.objects.find(bucket, key);
  if (conditions.IfMatch !== undefined) checkWriteConditions(conditions, key, current);
  if (!current) return undefined;
  context.cloud.database.atomically(() => {
    context.objects.delete(bucket, key);
    tell(context, event, current, context.nextSequencer(), call);
  });
  context.discard(filesOf(current.extents));
  return current;
}

export function tell(
  context: S3Context,
  name: EventName,
  object: StoredObject,
  sequencer: string,
  { principal, requestId }: Pick<Call, "principal" | "requestId">,
): void {
  const principalOfEvent = principalId(principal, context.cloud.place.account);
  context.announce({ name, object, sequencer, at: Date.now(), requestId, principalId: principalOfEvent });
}
