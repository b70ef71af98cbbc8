import type { Place } from "../../../cloud.ts";
import { bucketArn } from "../names.ts";
import { busNames, type ObjectEvent } from "./event.ts";

/** Nothing on this machine comes from elsewhere. */
const SOURCE_ADDRESS = "127.0.0.1";

/**
 * The message that a queue or a function is sent.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function notificationMessage(event: ObjectEvent, place: Place, configurationId: string): string {
  const { object } = event;
  const isRemoved = !event.name.startsWith("ObjectCreated") && !event.name.startsWith("ObjectTagging");
  const record = {
    eventVersion: "2.1",
    eventSource: "aws:s3",
    awsRegion: place.region,
    eventTime: new Date(event.at).toISOString(),
    eventName: event.name,
    userIdentity: { principalId: event.principalId },
    requestParameters: { sourceIPAddress: SOURCE_ADDRESS },
    responseElements: { "x-amz-request-id": event.requestId, "x-amz-id-2": event.requestId },
    s3: {
      s3SchemaVersion: "1.0",
      configurationId,
      bucket: { name: object.bucket, ownerIdentity: { principalId: place.account }, arn: bucketArn(object.bucket) },
      object: {
        key: encodeKey(object.key),
        ...(!isRemoved && { size: object.size, eTag: object.etag }),
        sequencer: event.sequencer,
      },
    },
  };
  return JSON.stringify({ Records: [record] });
}

/**
 * The entry that the event bus is sent; here the key is not encoded.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
 */
export function busEntry(event: ObjectEvent, place: Place) {
  const { object } = event;
  const { detailType, reason } = busNames[event.name];
  const isDeleted = detailType === "Object Deleted";
  const detail = {
    version: "0",
    bucket: { name: object.bucket },
    object: {
      key: object.key,
      ...(!isDeleted && { size: object.size }),
      ...(!isDeleted && { etag: object.etag }),
      sequencer: event.sequencer,
    },
    "request-id": event.requestId,
    requester: reason === "Lifecycle Expiration" ? "s3.amazonaws.com" : place.account,
    "source-ip-address": SOURCE_ADDRESS,
    ...(reason && { reason }),
    ...(isDeleted && { "deletion-type": "Permanently Deleted" }),
  };
  return {
    Source: "aws.s3",
    DetailType: detailType,
    Resources: [bucketArn(object.bucket)],
    Time: new Date(event.at),
    Detail: JSON.stringify(detail),
  };
}

/** Keys are encoded as in a form: a space is `+`, slashes stay. */
function encodeKey(key: string): string {
  return encodeURIComponent(key)
    .replaceAll("%20", "+")
    .replaceAll("%2F", "/")
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
