import { CONTAINERS } from "@videoflow/process/containers";

/** Arguments that open `path` and nothing else, whatever its bytes ask for. */
export const untrusted = (path: string): string[] => [
  ...["-protocol_whitelist", "file", "-format_whitelist", CONTAINERS],
  ...["-i", `file:${path}`],
];
