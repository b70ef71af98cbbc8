/** One use of a stream: the filters it goes through, and the label under which it comes out. */
export interface Branch {
  readonly label: string;
  readonly filters: readonly string[];
}

/**
 * A filter graph that decodes `source` once for all branches. What they begin with in common is done once, before the
 * split. `source` is a stream specifier like `0:1`.
 */
export function splitGraph(kind: "video" | "audio", source: string, branches: readonly Branch[]): string {
  const split = kind === "video" ? "split" : "asplit";
  const common = commonBeginning(branches.map((branch) => branch.filters));
  if (branches.length === 1) return chain(source, branches[0]?.filters ?? [], branches[0]?.label ?? "", kind);
  const inner = branches.map((branch) => `${branch.label}_in`);
  const trunk = [...common, `${split}=${branches.length}`].join(",");
  return [
    `[${source}]${trunk}${inner.map((label) => `[${label}]`).join("")}`,
    ...branches.map(({ label, filters }, index) =>
      chain(inner[index] ?? "", filters.slice(common.length), label, kind),
    ),
  ].join(";");
}

const chain = (from: string, filters: readonly string[], to: string, kind: "video" | "audio"): string =>
  `[${from}]${filters.length > 0 ? filters.join(",") : kind === "video" ? "null" : "anull"}[${to}]`;

function commonBeginning(lists: readonly (readonly string[])[]): string[] {
  const [first = [], ...others] = lists;
  const end = first.findIndex((filter, index) => others.some((list) => list[index] !== filter));
  return first.slice(0, end === -1 ? Math.min(...lists.map((list) => list.length)) : end);
}
