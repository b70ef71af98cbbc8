import {
  createLoader,
  createParser,
  type inferParserType,
  parseAsInteger,
  parseAsNativeArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { DEFECT_FILTERS } from "./defect-filter.ts";

/** A moment that others are to be like: an asset and the number of one of its scenes. */
export interface LikeMoment {
  readonly assetId: string;
  readonly scene: number;
}

const parseAsDay = createParser({
  parse: (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null),
  serialize: (day: string) => day,
});

/** `ast_...:3`. */
export const parseAsLikeMoment = createParser<LikeMoment>({
  parse: (text) => {
    const [, assetId, scene] = /^(ast_\w+):(\d{1,6})$/.exec(text) ?? [];
    return assetId && scene ? { assetId, scene: Number(scene) } : null;
  },
  serialize: ({ assetId, scene }) => `${assetId}:${scene}`,
  eq: (a, b) => a.assetId === b.assetId && a.scene === b.scene,
});

const several = parseAsNativeArrayOf(parseAsString);

/** What the address says of a search: words, filters, or a moment that others are to be like. */
export const searchParams = {
  q: parseAsString.withDefault(""),
  like: parseAsLikeMoment,
  people: parseAsInteger,
  label: several,
  text: several,
  speech: parseAsStringLiteral(["true", "false"]),
  defect: parseAsNativeArrayOf(parseAsStringLiteral(DEFECT_FILTERS)),
  minDurationMs: parseAsInteger,
  maxDurationMs: parseAsInteger,
  after: parseAsDay,
  before: parseAsDay,
  tag: several,
  collection: several,
};
export type SearchParams = inferParserType<typeof searchParams>;

export const loadSearchParams = createLoader(searchParams);

/** Everything that narrows a search down, without what is searched for. */
export const filterOf = ({ q: _, like: __, ...filter }: SearchParams) => filter;

/** What of a filter assets have themselves: both, moments and assets, are narrowed down by it. */
export const marksOf = ({ tag, collection }: SearchParams) => ({ tag: tag ?? [], collection: collection ?? [] });

/** Whether moments are asked for, and not the library's assets. These, too, can be narrowed down by their marks. */
export function isSearch({ q, like, tag: _, collection: __, ...filter }: SearchParams): boolean {
  return q.trim() !== "" || like !== null || countFilters(filter) > 0;
}

/** The change of the address that gives up every filter, but not what is searched for. */
export const NO_FILTER = {
  ...{ people: null, label: null, text: null, speech: null, defect: null, minDurationMs: null, maxDurationMs: null },
  ...{ after: null, before: null, tag: null, collection: null },
} satisfies Record<keyof ReturnType<typeof filterOf>, null>;

/** How many filters are on. */
export function countFilters(filter: Partial<ReturnType<typeof filterOf>>): number {
  return Object.values(filter).reduce<number>(
    (sum, value) => sum + (Array.isArray(value) ? value.length : value === null ? 0 : 1),
    0,
  );
}

/** Asks for nothing in particular. */
export const EMPTY_SEARCH: SearchParams = loadSearchParams(new URLSearchParams());
