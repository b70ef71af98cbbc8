import * as z from "zod";
import { AssetId } from "../asset/asset.schema.ts";
import { Ms, span } from "../span.ts";

/**
 * What a cut is for; each has rules of its own (craft.ts).
 * `news`        the lead first, facts on screen, speech carries
 * `aftermovie`  an energy curve in the rhythm of the music; needs no speech
 * `wrapped`     counts and highlights of a person or a year, in chapters with title cards
 */
export const UseCase = z.enum(["news", "aftermovie", "wrapped"]).meta({ id: "UseCase" });
export type UseCase = z.infer<typeof UseCase>;

/** From which footage of the library: these assets, a collection, or what a search finds. */
export const Footage = z
  .discriminatedUnion("by", [
    z.object({ by: z.literal("assets"), assetIds: z.array(AssetId).min(1).max(500) }),
    z.object({ by: z.literal("collection"), collection: z.string().min(1).max(100) }),
    z.object({ by: z.literal("search"), query: z.string().min(1).max(500) }),
  ])
  .meta({ id: "Footage" });
export type Footage = z.infer<typeof Footage>;

/** A range of an asset. */
export const Moment = z.object({ assetId: AssetId, ...span });

/** A moment that must be in a cut, or must not: what it is about, in words, or one that was found. */
export const Wish = z.union([z.string().trim().min(1).max(200), Moment]).meta({ id: "Wish" });
export type Wish = z.infer<typeof Wish>;

/** Shapes of the picture, by their sides. */
export const FormatName = z.enum(["landscape", "square", "vertical"]);
export type FormatName = z.infer<typeof FormatName>;

/** Captions are burned into the picture, or a file beside it, or there are none. */
export const CaptionMode = z.enum(["burned", "sidecar", "none"]);
export type CaptionMode = z.infer<typeof CaptionMode>;

export const Format = z
  .object({
    name: FormatName,
    /** Of the shorter side: 720 is HD, 1080 is full HD. */
    lines: z.union([z.literal(540), z.literal(720), z.literal(1080)]).default(1080),
    captions: CaptionMode.default("burned"),
    /** Also as an HLS ladder, for streaming. */
    hls: z.boolean().default(false),
  })
  .meta({ id: "Format" });
export type Format = z.infer<typeof Format>;

const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/, "must be a colour such as #1a2b3c");

/** How titles look. The logo is a PNG in base64, at most 200 kB. */
export const Brand = z
  .object({
    primary: colour.default("#e5484d"),
    text: colour.default("#ffffff"),
    background: colour.default("#101114"),
    font: z.enum(["sans", "serif", "mono"]).default("sans"),
    logo: z.base64().max(280_000).optional(),
    /** Whether titles stand on a band of the primary colour in the lower third. */
    lowerThirds: z.boolean().default(true),
  })
  .meta({ id: "Brand" });
export type Brand = z.infer<typeof Brand>;

/** Loudness by EBU R 128: -14 LUFS for the web, -23 for broadcast. */
export const Loudness = z.union([z.literal(-14), z.literal(-23)]);
export type Loudness = z.infer<typeof Loudness>;

const Order = z.object({
  useCase: UseCase,
  title: z.string().trim().min(1).max(120).optional(),
  footage: Footage,
  /** Free text: what the cut is to tell. It chooses moments; it is never an instruction to a machine. */
  brief: z.string().trim().max(4000).default(""),
  duration: z.object({ targetMs: Ms.max(3_600_000), toleranceMs: Ms.max(600_000).default(2000) }),
  tone: z.enum(["neutral", "warm", "energetic", "solemn"]).default("neutral"),
  mustHave: z.array(Wish).max(20).default([]),
  mustNotHave: z.array(Wish).max(20).default([]),
  formats: z
    .array(Format)
    .min(1)
    .max(3)
    .prefault([{ name: "landscape" }]),
  brand: Brand.prefault({}),
  loudness: Loudness.default(-14),
  /** Whether it is rendered as soon as it has passed the gates, or once somebody approved it. */
  render: z.enum(["when_passed", "when_approved"]).default("when_passed"),
  /** What it may cost, in millionths of a US dollar; dearer ones are refused before they start. */
  budgetMicroUsd: z.int().positive().optional(),
});

/** What an operator orders. */
export const CutOrder = Order.refine(
  ({ formats }) => new Set(formats.map(({ name }) => name)).size === formats.length,
  {
    path: ["formats"],
    message: "each format once",
  },
).meta({ id: "CutOrder" });
export type CutOrder = z.infer<typeof CutOrder>;

/** An order as it is kept: the logo lies in the output bucket. */
export const KeptOrder = Order.extend({ brand: Brand.omit({ logo: true }) });
export type KeptOrder = z.infer<typeof KeptOrder>;
