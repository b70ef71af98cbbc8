import type { StoredObject } from "../storage/objects.ts";

/** Event names as bucket notifications write them, without the leading `s3:`. */
export type EventName =
  | "ObjectCreated:Put"
  | "ObjectCreated:Copy"
  | "ObjectCreated:CompleteMultipartUpload"
  | "ObjectRemoved:Delete"
  | "ObjectTagging:Put"
  | "ObjectTagging:Delete"
  | "LifecycleExpiration:Delete";

/** Something that happened to an object. */
export interface ObjectEvent {
  readonly name: EventName;
  readonly object: StoredObject;
  readonly sequencer: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly requestId: string;
  readonly principalId: string;
}

/** EventBridge's `detail-type` and `reason` for each event. */
export const busNames: Readonly<Record<EventName, { detailType: string; reason?: string }>> = {
  "ObjectCreated:Put": { detailType: "Object Created", reason: "PutObject" },
  "ObjectCreated:Copy": { detailType: "Object Created", reason: "CopyObject" },
  "ObjectCreated:CompleteMultipartUpload": { detailType: "Object Created", reason: "CompleteMultipartUpload" },
  "ObjectRemoved:Delete": { detailType: "Object Deleted", reason: "DeleteObject" },
  "ObjectTagging:Put": { detailType: "Object Tags Added" },
  "ObjectTagging:Delete": { detailType: "Object Tags Deleted" },
  "LifecycleExpiration:Delete": { detailType: "Object Deleted", reason: "Lifecycle Expiration" },
};

/** What a configuration may ask for: each event, and all of its family. */
export const eventNames: ReadonlySet<string> = new Set(
  [
    ...Object.keys(busNames),
    "ObjectCreated:*",
    "ObjectCreated:Post",
    "ObjectRemoved:*",
    "ObjectRemoved:DeleteMarkerCreated",
    "ObjectTagging:*",
    "LifecycleExpiration:*",
    "LifecycleExpiration:DeleteMarkerCreated",
  ].map((name) => `s3:${name}`),
);
