import { AwsError } from "../../error.ts";

/** The request cannot be carried out as it is: wrong shape, unknown attribute, bad expression. */
export function validationError(message: string): AwsError {
  return new AwsError("ValidationException", message);
}

/** A validation error with the prefix that DynamoDB gives most of its complaints about values. */
export function invalidValues(message: string): AwsError {
  return validationError(`One or more parameter values were invalid: ${message}`);
}

/**
 * A validation error about one item: it does not fit its table, or an update does not fit it. A transaction gives it as
 * the reason of that action; other validation errors are about the request as such.
 */
export class ItemError extends AwsError {
  constructor(message: string) {
    super("ValidationException", message);
  }
}

/** The request could not even be read: a member has another JSON type than the API defines. */
export function serializationError(message: string): AwsError {
  return new AwsError("SerializationException", message);
}

export function resourceNotFound(message: string): AwsError {
  return new AwsError("ResourceNotFoundException", message);
}

export function resourceInUse(message: string): AwsError {
  return new AwsError("ResourceInUseException", message);
}
