import { AwsError } from "../../error.ts";

/** Says which members of a request are wrong and why, as AWS does: once as a sentence, once as a list for programs. */
export function invalid(...fieldList: { path: string; message: string }[]): AwsError {
  const places = fieldList.map(({ path, message }) => `${path}: ${message}`).join("; ");
  return new AwsError("ValidationException", `${fieldList.length} validation error(s): ${places}`, 400, { fieldList });
}

export const notFound = (message: string): AwsError => new AwsError("NotFoundException", message, 404);
export const conflict = (message: string): AwsError => new AwsError("ConflictException", message, 409);
