import { ApiError, type Client, createClient } from "@videoflow/client/client";
import { apiUrl } from "#api-url";
import { credentials } from "#credentials";

let client: Client | undefined;

/** The REST API of the stage, as who is signed in: the only way to its data, on the server as in the browser. */
export function api(): Client {
  client ??= createClient(apiUrl(), { credentials });
  return client;
}

/** Whether the same request may succeed a moment later: nobody answered, or whoever did was overloaded or away. */
export function isPassing(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status === 429 || error.status >= 500);
}
