import type { ObjectLockMode } from "@aws-sdk/client-s3";
import { AwsError } from "../../error.ts";
import { invalidArgument, notImplemented } from "./errors.ts";
import type { Properties } from "./storage/objects.ts";

const LONGEST_KEY_BYTES = 1024;
const MOST_METADATA_BYTES = 2048;
const MOST_TAGS = 10;

/** Members that requests of PutObject, CopyObject and CreateMultipartUpload share. */
export interface PropertiesInput {
  ContentType?: string | undefined;
  CacheControl?: string | undefined;
  ContentDisposition?: string | undefined;
  ContentEncoding?: string | undefined;
  ContentLanguage?: string | undefined;
  Expires?: Date | undefined;
  WebsiteRedirectLocation?: string | undefined;
  StorageClass?: string | undefined;
  Metadata?: Record<string, string> | undefined;
  SSECustomerAlgorithm?: string | undefined;
  ObjectLockMode?: ObjectLockMode | undefined;
}

/** What of a request is stored with the object. Throws for what would silently be lost. */
export function propertiesOf(input: PropertiesInput): Properties {
  if (input.SSECustomerAlgorithm) throw notImplemented("Encryption with a customer's key (SSE-C)");
  if (input.ObjectLockMode) throw notImplemented("Object lock");
  const { Expires, Metadata, ContentEncoding } = input;
  checkMetadata(Metadata ?? {});
  // aws-chunked is how the body came, not what it is.
  const encoding = ContentEncoding?.split(/\s*,\s*/)
    .filter((token) => token.toLowerCase() !== "aws-chunked")
    .join(",");
  const properties = {
    ContentType: input.ContentType,
    CacheControl: input.CacheControl,
    ContentDisposition: input.ContentDisposition,
    ContentEncoding: encoding || undefined,
    ContentLanguage: input.ContentLanguage,
    Expires: Expires && new Date(Expires).toISOString(),
    WebsiteRedirectLocation: input.WebsiteRedirectLocation,
    StorageClass: input.StorageClass === "STANDARD" ? undefined : input.StorageClass,
    Metadata: Metadata && Object.keys(Metadata).length > 0 ? lowerCaseNames(Metadata) : undefined,
  };
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}

/** Throws for keys that S3 does not take, before any byte is taken. */
export function checkKey(key: string): void {
  if (key === "") throw invalidArgument("An object's key may not be empty.");
  const bytes = Buffer.byteLength(key);
  if (bytes > LONGEST_KEY_BYTES) {
    const message = `The key is ${bytes} bytes long in UTF-8; ${LONGEST_KEY_BYTES} are allowed: ${key.slice(0, 80)}...`;
    throw new AwsError("KeyTooLongError", message);
  }
}

/** Tags as `x-amz-tagging` carries them: a query string. */
export function parseTagging(header: string | undefined): Record<string, string> {
  return checkTags([...new URLSearchParams(header ?? "")].map(([Key, Value]) => ({ Key, Value })));
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html */
export function checkTags(
  tagSet: readonly { Key?: string | undefined; Value?: string | undefined }[],
): Record<string, string> {
  if (tagSet.length > MOST_TAGS)
    throw invalidArgument(`Object tags cannot be more than ${MOST_TAGS}; there are ${tagSet.length}.`);
  const tags: Record<string, string> = {};
  for (const { Key = "", Value = "" } of tagSet) {
    if (Key === "" || Key.length > 128) throw invalidArgument(`A tag's key has 1 to 128 characters: '${Key}'`);
    if (Value.length > 256) throw invalidArgument(`The value of tag '${Key}' is longer than 256 characters.`);
    if (Key in tags) throw invalidArgument(`Cannot provide multiple tags with the same key: '${Key}'`);
    tags[Key] = Value;
  }
  return tags;
}

function checkMetadata(metadata: Record<string, string>): void {
  const bytes = Object.entries(metadata).reduce((sum, [name, value]) => sum + Buffer.byteLength(name + value), 0);
  if (bytes > MOST_METADATA_BYTES) {
    throw new AwsError("MetadataTooLarge", `User metadata has ${bytes} bytes; ${MOST_METADATA_BYTES} are allowed.`);
  }
}

function lowerCaseNames(metadata: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name.toLowerCase(), value]));
}
