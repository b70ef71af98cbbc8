import { AwsError } from "../../error.ts";

export const invalidParameter = (message: string): AwsError => new AwsError("InvalidParameterException", message);

export const validation = (message: string): AwsError => new AwsError("ValidationException", message);

/** What an engine says of a picture that it cannot look at goes out as it is; anything else is our trouble. */
const OF_PICTURES = new Set(["InvalidImageFormatException", "ImageTooLargeException", "InvalidParameterException"]);

export function fromEngine(error: unknown): never {
  const { name, message } = error as Error;
  if (OF_PICTURES.has(name)) throw new AwsError(name, message);
  throw new AwsError("InternalServerError", message, 500);
}
