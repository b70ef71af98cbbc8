import { AwsError } from "../../error.ts";

export function notFound(what: "group" | "stream", name: string): AwsError {
  return new AwsError("ResourceNotFoundException", `The specified log ${what} does not exist: ${name}`);
}

export function alreadyExists(what: "group" | "stream", name: string): AwsError {
  return new AwsError("ResourceAlreadyExistsException", `The specified log ${what} already exists: ${name}`);
}

export function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterException", message);
}
