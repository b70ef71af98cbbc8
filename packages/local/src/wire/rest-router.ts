import type { IncomingHttpHeaders } from "node:http";
import { AwsError } from "../error.ts";
import type { RestOperation } from "./rest-model.ts";

/** Which operation a request asks for, and the labels of its path, decoded. */
export interface Match {
  readonly operation: RestOperation;
  readonly labels: Record<string, string>;
}

interface Route {
  readonly operation: RestOperation;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  /** Query parameters and headers without which it is another operation. */
  readonly neededQuery: readonly string[];
  readonly neededHeaders: readonly string[];
  readonly rank: number;
}

/**
 * Finds operations by method, path and query. Where several share a path (S3), the one that needs most of what the
 * request has wins: `PUT /bucket/key` with `x-amz-copy-source` is CopyObject, with `partNumber` and `uploadId` too it is
 * UploadPartCopy.
 */
export function createRouter(operations: readonly RestOperation[]) {
  const routes = Map.groupBy(
    operations.map(compile).sort((a, b) => b.rank - a.rank),
    (route) => route.operation.method,
  );
  return (method: string, path: string, query: URLSearchParams, headers: IncomingHttpHeaders): Match => {
    for (const route of routes.get(method) ?? []) {
      if (!hasWhatItNeeds(route, query, headers)) continue;
      const found = route.pattern.exec(path);
      if (found) return { operation: route.operation, labels: decodeLabels(route.names, found) };
    }
    throw new AwsError("UnknownOperationException", `No operation of this service is called by ${method} ${path}`, 404);
  };
}

function compile(operation: RestOperation): Route {
  const { path, constants, input } = operation;
  const names: string[] = [];
  const source = path.replace(/\/$/, "").replace(/\{(\w+)(\+?)\}|[.+*?^$()[\]\\|]/g, (text, name, greedy) => {
    if (!name) return `\\${text}`;
    names.push(name);
    return greedy ? "(.+)" : "([^/]+)";
  });
  const isNeeded = ({ member }: { member: string }) => input.required.has(member);
  const neededQuery = input.query.filter(isNeeded).map(({ wireName }) => wireName);
  const neededHeaders = input.headers.filter(isNeeded).map(({ wireName }) => wireName);
  const literals = path.split("/").filter((segment) => segment && !segment.startsWith("{")).length;
  const told = constants.filter(([name]) => name !== "x-id").length;
  return {
    operation,
    pattern: new RegExp(`^${source}/?$`, "s"),
    names,
    neededQuery,
    neededHeaders,
    rank: literals * 100 + told * 10 + neededQuery.length + neededHeaders.length,
  };
}

function hasWhatItNeeds(route: Route, query: URLSearchParams, headers: IncomingHttpHeaders): boolean {
  return (
    route.operation.constants.every(([name, value]) => {
      const given = query.get(name);
      // Only the JavaScript SDK sends x-id; where it is sent, it must agree.
      if (name === "x-id") return given === null || given === value;
      return given !== null && (value === "" || given === value);
    }) &&
    route.neededQuery.every((name) => query.has(name)) &&
    route.neededHeaders.every((name) => headers[name] !== undefined || query.has(name))
  );
}

function decodeLabels(names: readonly string[], found: RegExpExecArray): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const text = found[index + 1] ?? "";
    try {
      labels[name] = decodeURIComponent(text);
    } catch {
      throw new AwsError("InvalidURI", `Couldn't parse the specified URI: '${text}' is not percent-encoded UTF-8`);
    }
  }
  return labels;
}
