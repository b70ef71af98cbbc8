import { AwsError } from "../../error.ts";

/** S3's errors with their status and the members that its clients read. */

export function noSuchBucket(bucket: string): AwsError {
  return new AwsError("NoSuchBucket", `The specified bucket does not exist: ${bucket}`, 404, { BucketName: bucket });
}

export function noSuchKey(key: string): AwsError {
  return new AwsError("NoSuchKey", `The specified key does not exist: ${key}`, 404, { Key: key });
}

export function noSuchUpload(uploadId: string): AwsError {
  const message = `The specified upload does not exist: ${uploadId}. It may have been aborted or completed.`;
  return new AwsError("NoSuchUpload", message, 404, { UploadId: uploadId });
}

export function preconditionFailed(condition: string): AwsError {
  const message = "At least one of the pre-conditions you specified did not hold";
  return new AwsError("PreconditionFailed", `${message}: ${condition}`, 412, { Condition: condition });
}

export function badDigest(name: string): AwsError {
  return new AwsError("BadDigest", `The ${name} you specified did not match what we received.`);
}

export function invalidArgument(message: string): AwsError {
  return new AwsError("InvalidArgument", message);
}

export function notImplemented(what: string): AwsError {
  return new AwsError("NotImplemented", `${what} is not served by this local cloud.`, 501);
}

/** What S3 calls the errors that all services here share. */
const ownCodes: Readonly<Record<string, readonly [code: string, status: number]>> = {
  AccessDeniedException: ["AccessDenied", 403],
  UnknownOperationException: ["NotImplemented", 501],
  InternalFailure: ["InternalError", 500],
  RequestEntityTooLargeException: ["EntityTooLarge", 400],
};

export function inS3Terms(error: AwsError): AwsError {
  const own = ownCodes[error.code];
  return own ? new AwsError(own[0], error.message, own[1], { ...error.detail }) : error;
}
