import * as z from "zod";
import { AssetId } from "../asset/asset.schema.ts";
import { DefectKind } from "../defect/defect.schema.ts";
import { several } from "../several.ts";
import { Ms, span } from "../span.ts";

const whole = z.coerce.number().int().nonnegative();

/** What scenes are narrowed down by. */
export const SearchFilter = z.object({
  /** Things that are seen, by the names of labels. */
  label: several(z.string().min(1)),
  /** Lines of text in the picture that contain these. */
  text: several(z.string().min(1)),
  /** Has at least so many people in one picture. */
  people: whole.optional(),
  /** `true`: somebody speaks; `false`: nobody does. */
  speech: z.enum(["true", "false"]).optional(),
  /** Has this defect; `none`: has none. */
  defect: several(z.union([DefectKind, z.literal("none")])),
  /** Length of the whole asset. */
  minDurationMs: whole.optional(),
  maxDurationMs: whole.optional(),
  /** When the asset came in. */
  after: z.iso.datetime().or(z.iso.date()).optional(),
  before: z.iso.datetime().or(z.iso.date()).optional(),
  tag: several(z.string().min(1)),
  collection: several(z.string().min(1)),
  /** Only moments of this asset. */
  assetId: AssetId.optional(),
});
export type SearchFilter = z.infer<typeof SearchFilter>;

const page = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
};

/** Words, "phrases" and -exclusions; empty to list what the filter leaves, newest first. */
export const SearchQuery = SearchFilter.extend({ q: z.string().max(500).default(""), ...page });
export type SearchQuery = z.infer<typeof SearchQuery>;

/** A moment to which others are to be like. */
export const LikeQuery = SearchFilter.extend({ like: AssetId, scene: whole, ...page });
export type LikeQuery = z.infer<typeof LikeQuery>;

/** A text with the places in it that matched: characters, `end` not included. */
const Highlight = z.object({
  field: z.enum(["speech", "text", "label"]),
  text: z.string(),
  marks: z.array(z.object({ start: z.int().nonnegative(), end: z.int().positive() })),
});

/** Why a moment was found. Ranks count from 1. */
const Why = z.object({
  words: z.object({ rank: z.int().positive(), terms: z.array(z.string()) }).nullable(),
  meaning: z.object({ rank: z.int().positive(), distance: z.number() }).nullable(),
});

/** A search result: a time range of an asset. `posterUrl` is signed and lives for an hour. */
export const Moment = z
  .object({
    assetId: AssetId,
    name: z.string(),
    scene: z.int().nonnegative(),
    ...span,
    description: z.string(),
    posterUrl: z.url().nullable(),
    /** Whether what is said in it was understood well enough to be quoted. */
    quotable: z.boolean(),
    highlights: z.array(Highlight),
    why: Why,
    score: z.number(),
  })
  .meta({ id: "Moment" });
export type Moment = z.infer<typeof Moment>;

const Count = z.object({ value: z.string(), count: z.int().positive() });

/** How many of all that was found have what, most first. */
export const Facets = z
  .object({
    labels: z.array(Count),
    people: z.array(Count),
    speech: z.array(Count),
    defects: z.array(Count),
    tags: z.array(Count),
    collections: z.array(Count),
  })
  .meta({ id: "Facets" });
export type Facets = z.infer<typeof Facets>;

export const SearchPage = z
  .object({
    items: z.array(Moment),
    cursor: z.string().nullable(),
    total: z.int().nonnegative(),
    facets: Facets,
    tookMs: Ms,
  })
  .meta({ id: "SearchPage" });
export type SearchPage = z.infer<typeof SearchPage>;
