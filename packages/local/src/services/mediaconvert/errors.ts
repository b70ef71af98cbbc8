import { AwsError } from "../../error.ts";

export const badRequest = (message: string): AwsError => new AwsError("BadRequestException", message, 400);
export const notFound = (message: string): AwsError => new AwsError("NotFoundException", message, 404);
export const conflict = (message: string): AwsError => new AwsError("ConflictException", message, 409);

/**
 * Why a job failed, in MediaConvert's own numbers.
 * https://docs.aws.amazon.com/mediaconvert/latest/ug/mediaconvert_error_codes.html
 */
export const JobErrorCode = {
  /** The input cannot be opened or is in no known format. */
  input: 1010,
  /** Decoding, processing or encoding failed. */
  transcode: 1040,
  /** The job asks for a track that the input does not have. */
  track: 1041,
  /** The role may not read the input. */
  readDenied: 1401,
  inputMissing: 1404,
  /** The role may not write the output, or its bucket does not exist. */
  writeDenied: 1433,
  /** It took too long, or did not get on. */
  timeout: 1522,
  unexpected: 1999,
} as const;

/** Ends a job with status ERROR. */
export class JobError extends Error {
  readonly code: number;

  constructor(code: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "JobError";
    this.code = code;
  }
}
