import type { CORSConfiguration, CORSRule } from "@aws-sdk/client-s3";

export interface CrossOriginRequest {
  readonly origin: string;
  /** The method that is to be allowed: for a preflight the one it asks for. */
  readonly method: string;
  /** Headers that a preflight asks for, in lower case. */
  readonly askedHeaders: readonly string[];
}

/**
 * The answer's headers for a browser's request from another origin: those of the first rule that allows it, or none.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html
 */
export function corsHeaders(
  { CORSRules }: CORSConfiguration,
  request: CrossOriginRequest,
): Record<string, string> | undefined {
  const rule = CORSRules?.find((candidate) => allows(candidate, request));
  if (!rule) return undefined;
  const anyOrigin = rule.AllowedOrigins?.includes("*");
  return {
    "access-control-allow-origin": anyOrigin ? "*" : request.origin,
    "access-control-allow-methods": (rule.AllowedMethods ?? []).join(", "),
    ...(request.askedHeaders.length > 0 && { "access-control-allow-headers": request.askedHeaders.join(", ") }),
    ...(rule.ExposeHeaders?.length && { "access-control-expose-headers": rule.ExposeHeaders.join(", ") }),
    ...(rule.MaxAgeSeconds !== undefined && { "access-control-max-age": String(rule.MaxAgeSeconds) }),
    ...(!anyOrigin && { "access-control-allow-credentials": "true" }),
    vary: "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
  };
}

function allows(rule: CORSRule, { origin, method, askedHeaders }: CrossOriginRequest): boolean {
  return (
    (rule.AllowedMethods ?? []).includes(method) &&
    (rule.AllowedOrigins ?? []).some((pattern) => like(pattern, origin)) &&
    askedHeaders.every((name) => (rule.AllowedHeaders ?? []).some((pattern) => like(pattern.toLowerCase(), name)))
  );
}

/** At most one `*`, which stands for any run of characters. */
function like(pattern: string, value: string): boolean {
  const [start = "", end] = pattern.split("*");
  if (end === undefined) return pattern === value;
  return value.length >= start.length + end.length && value.startsWith(start) && value.endsWith(end);
}
