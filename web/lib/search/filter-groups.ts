import type { Facets } from "@videoflow/client/schema";
import { defectName } from "../defect.ts";
import { formatElapsed } from "../format.ts";
import type { DEFECT_FILTERS } from "./defect-filter.ts";
import type { SearchParams } from "./params.ts";

/** One value that a search can be narrowed down to. */
export interface FilterOption {
  readonly value: string;
  readonly label: string;
  /** Moments of what is found now that have it; absent where nobody counts. */
  readonly count?: number;
  readonly on: boolean;
  /** What becomes of the address when it is chosen, or given up. */
  readonly change: Partial<SearchParams>;
}

/** Options of one kind, under one name. */
export interface FilterGroup {
  readonly id: string;
  readonly title: string;
  readonly options: readonly FilterOption[];
}

type Several = "label" | "text" | "tag" | "collection";

/** What can be chosen now, by what the found moments have. A choice that nothing has any more stays, to be given up. */
export function filterGroups(params: SearchParams, facets: Facets | undefined): FilterGroup[] {
  const counted = (key: Several, values: Facets["labels"] = []): FilterOption[] => {
    const known = new Set(values.map(({ value }) => value));
    const gone = (params[key] ?? []).filter((value) => !known.has(value)).map((value) => ({ value }));
    return [...gone, ...values].map((one) => ({ ...one, label: one.value, ...switched(params, key, one.value) }));
  };
  const groups: FilterGroup[] = [
    { id: "people", title: "People", options: peopleOptions(params, facets?.people ?? []) },
    { id: "label", title: "Seen", options: counted("label", facets?.labels) },
    { id: "text", title: "Text in picture", options: counted("text") },
    { id: "speech", title: "Speech", options: speechOptions(params, facets?.speech ?? []) },
    { id: "defect", title: "Defects", options: defectOptions(params, facets?.defects ?? []) },
    { id: "duration", title: "Duration", options: durationOptions(params) },
    { id: "date", title: "Date", options: dateOptions(params) },
    { id: "tag", title: "Tags", options: counted("tag", facets?.tags) },
    { id: "collection", title: "Collections", options: counted("collection", facets?.collections) },
  ];
  return groups;
}

const MARKS = ["tag", "collection"];
export const isMarks = ({ id }: FilterGroup): boolean => MARKS.includes(id);

/**
 * The groups as they are asked of assets: first what assets have themselves, of which nobody counts how many have it (moments are
 * counted).
 */
export function marksFirst(groups: readonly FilterGroup[]): FilterGroup[] {
  const uncounted = ({ count: _, ...option }: FilterOption): FilterOption => option;
  const marks = groups.filter(isMarks).map((group) => ({ ...group, options: group.options.map(uncounted) }));
  return [...marks, ...groups.filter((group) => !isMarks(group))];
}

/** The options that are on, over all groups. */
export const chosenOptions = (groups: readonly FilterGroup[]) =>
  groups.flatMap(({ title, id, options }) =>
    options.filter(({ on }) => on).map((option) => ({ ...option, group: id, title })),
  );

function switched<Key extends "label" | "text" | "tag" | "collection" | "defect">(
  params: SearchParams,
  key: Key,
  value: string,
): Pick<FilterOption, "on" | "change"> {
  const chosen: readonly string[] = params[key] ?? [];
  const on = chosen.includes(value);
  const next = on ? chosen.filter((other) => other !== value) : [...chosen, value];
  return { on, change: { [key]: next.length > 0 ? next : null } };
}

/** “At least so many”: what a facet counts exactly, added up from there on. */
function peopleOptions({ people }: SearchParams, counts: Facets["people"]): FilterOption[] {
  const numberOf = (value: string) => Number.parseInt(value, 10);
  return [1, 2, 3].flatMap((least) => {
    const count = counts.reduce((sum, one) => sum + (numberOf(one.value) >= least ? one.count : 0), 0);
    const on = people === least;
    if (count === 0 && !on) return [];
    const label = least === 1 ? "Anybody" : `${least} or more`;
    return [{ value: String(least), label, count, on, change: { people: on ? null : least } }];
  });
}

const SPEECH = { true: "Somebody speaks", false: "Nobody speaks" } as const;

function speechOptions({ speech }: SearchParams, counts: Facets["speech"]): FilterOption[] {
  return (["true", "false"] as const).flatMap((value) => {
    const count = counts.find((one) => one.value === value)?.count ?? 0;
    const on = speech === value;
    if (count === 0 && !on) return [];
    return [{ value, label: SPEECH[value], count, on, change: { speech: on ? null : value } }];
  });
}

function defectOptions(params: SearchParams, counts: Facets["defects"]): FilterOption[] {
  const known = new Set(counts.map(({ value }) => value));
  const gone = (params.defect ?? []).filter((value) => !known.has(value)).map((value) => ({ value, count: 0 }));
  return [...gone, ...counts].map(({ value, count }) => ({
    ...{ value, count, label: value === "none" ? "None" : defectName(value as (typeof DEFECT_FILTERS)[number]) },
    ...switched(params, "defect", value),
  }));
}

const MINUTE = 60_000;
/** Bounds of the whole asset's length, in milliseconds. */
const LENGTHS = [
  [null, MINUTE],
  [MINUTE, 10 * MINUTE],
  [10 * MINUTE, 60 * MINUTE],
  [60 * MINUTE, null],
] as const;

function durationOptions({ minDurationMs, maxDurationMs }: SearchParams): FilterOption[] {
  const preset = LENGTHS.some(([min, max]) => min === minDurationMs && max === maxDurationMs);
  const own =
    preset || (minDurationMs === null && maxDurationMs === null) ? [] : [[minDurationMs, maxDurationMs] as const];
  return [...own, ...LENGTHS].map(([min, max]) => {
    const on = min === minDurationMs && max === maxDurationMs;
    return {
      value: `${min ?? ""}-${max ?? ""}`,
      label: durationLabel(min, max),
      on,
      change: { minDurationMs: on ? null : min, maxDurationMs: on ? null : max },
    };
  });
}

function durationLabel(min: number | null, max: number | null): string {
  if (min === null) return `Up to ${formatElapsed(max ?? 0)}`;
  return max === null ? `${formatElapsed(min)} and more` : `${formatElapsed(min)} to ${formatElapsed(max)}`;
}

/** The days that are chosen; they are set with fields of their own. */
function dateOptions({ after, before }: SearchParams): FilterOption[] {
  return [
    ...(after ? [{ value: "after", label: `From ${after}`, on: true, change: { after: null } }] : []),
    ...(before ? [{ value: "before", label: `Before ${before}`, on: true, change: { before: null } }] : []),
  ];
}
