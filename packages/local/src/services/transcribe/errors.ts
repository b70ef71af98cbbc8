import { AwsError } from "../../error.ts";

export const badRequest = (message: string): AwsError => new AwsError("BadRequestException", message);
export const conflict = (message: string): AwsError => new AwsError("ConflictException", message);

/** What is wrong with the media or with the order: ends a job with status FAILED, and is its FailureReason. */
export class JobFailure extends Error {
  override readonly name = "JobFailure";
}
