import { AwsError } from "../../error.ts";

export function validation(message: string): AwsError {
  return new AwsError("ValidationException", message);
}

export function notFound(what: string): AwsError {
  return new AwsError("ResourceNotFoundException", `${what} does not exist.`);
}
