/** A route key, taken apart. */
export interface RoutePattern {
  /** `ANY` takes every method. */
  readonly method: string;
  /** Undefined for `$default`, which takes what no other route does. */
  readonly segments: readonly Segment[] | undefined;
}

interface Segment {
  /** Less is more specific. */
  readonly rank: typeof EXACT | typeof PARAMETER | typeof GREEDY;
  /** The text itself, or the parameter's name. */
  readonly text: string;
}

const EXACT = 0;
const PARAMETER = 1;
const GREEDY = 2;

/** Reads `GET /assets/{assetId}`, `ANY /{proxy+}` or `$default`. Throws for what is none of these. */
export function parseRouteKey(key: string): RoutePattern {
  if (key === "$default") return { method: "ANY", segments: undefined };
  const [, method, path] = /^([A-Z]+) (\/\S*)$/.exec(key) ?? [];
  if (!method || !path) throw new Error(`Route key ${key} is neither "METHOD /path" nor "$default"`);
  return { method, segments: segmentsOf(path).map(parseSegment) };
}

function parseSegment(text: string): Segment {
  const [, name, greedy] = /^\{(.+?)(\+?)\}$/.exec(text) ?? [];
  if (name === undefined) return { rank: EXACT, text };
  return { rank: greedy ? GREEDY : PARAMETER, text: name };
}

function segmentsOf(path: string): string[] {
  return path.slice(1).split("/");
}

interface HasPattern {
  readonly pattern: RoutePattern;
}

/**
 * The route that takes a request, and its path parameters: the most specific path wins, segment by segment, then a method
 * over ANY, and `$default` takes the rest.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function selectRoute<Route extends HasPattern>(
  routes: Iterable<Route>,
  method: string,
  path: string,
): { route: Route; parameters: Record<string, string> | undefined } | undefined {
  const segments = segmentsOf(path);
  const [best] = [...routes]
    .filter(({ pattern }) => pattern.method === "ANY" || pattern.method === method)
    .map((route) => ({ route, parameters: matchSegments(route.pattern, segments) }))
    .filter((match) => match.parameters !== undefined)
    .sort((a, b) => compare(a.route.pattern, b.route.pattern));
  if (!best?.parameters) return undefined;
  const named = Object.keys(best.parameters).length > 0;
  return { route: best.route, parameters: named ? best.parameters : undefined };
}

function matchSegments({ segments: pattern }: RoutePattern, segments: string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  if (!pattern) return parameters;
  for (const [index, { rank, text }] of pattern.entries()) {
    const given = segments[index];
    // A parameter stands for something: an empty segment does not match it.
    if (!given && rank !== EXACT) return undefined;
    if (rank === GREEDY) return { ...parameters, [text]: segments.slice(index).join("/") };
    if (rank === EXACT && given !== text) return undefined;
    if (rank === PARAMETER && given) parameters[text] = given;
  }
  return segments.length === pattern.length ? parameters : undefined;
}

function compare(a: RoutePattern, b: RoutePattern): number {
  if (!a.segments || !b.segments) return Number(!a.segments) - Number(!b.segments);
  for (const [index, segment] of a.segments.entries()) {
    const difference = segment.rank - (b.segments[index]?.rank ?? GREEDY);
    if (difference !== 0) return difference;
  }
  return Number(a.method === "ANY") - Number(b.method === "ANY");
}
