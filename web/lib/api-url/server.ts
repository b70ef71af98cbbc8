import { Resource } from "sst/resource";

/** Base address of the REST API, of the stage that this server was started for. */
export function apiUrl(): string {
  return Resource.Api.url;
}
