import type { CutOrder, Format, UseCase } from "@videoflow/client/schema";

export const STEPS = {
  "use-case": "Use-case",
  footage: "Footage",
  brief: "Brief",
  formats: "Formats",
  brand: "Brand",
  review: "Review",
} as const;
export type Step = keyof typeof STEPS;
export const STEP_NAMES = Object.keys(STEPS) as Step[];

export const FORMATS = {
  landscape: { title: "Landscape", detail: "16:9, for screens", shape: "16 / 9" },
  square: { title: "Square", detail: "1:1, for feeds", shape: "1" },
  vertical: { title: "Vertical", detail: "9:16, for phones", shape: "9 / 16" },
} as const;
export type FormatName = keyof typeof FORMATS;

/** A moment that must be in a cut, or must not: words, or a place that was found, which then has a name for people. */
export interface DraftWish {
  readonly text: string;
  readonly moment?: { readonly assetId: string; readonly startMs: number; readonly endMs: number };
}

type DraftFormat = Required<Omit<Format, "name">> & { readonly on: boolean };

/** An order as it is being written; it may be incomplete. */
export interface Draft {
  readonly useCase: UseCase | null;
  readonly title: string;
  readonly by: "assets" | "collection" | "search";
  readonly assetIds: readonly string[];
  readonly collection: string;
  readonly query: string;
  readonly brief: string;
  readonly seconds: number;
  readonly toleranceSeconds: number;
  readonly tone: NonNullable<CutOrder["tone"]>;
  readonly mustHave: readonly DraftWish[];
  readonly mustNotHave: readonly DraftWish[];
  readonly formats: Readonly<Record<FormatName, DraftFormat>>;
  readonly brand: {
    readonly primary: string;
    readonly text: string;
    readonly background: string;
    readonly font: "sans" | "serif" | "mono";
    readonly lowerThirds: boolean;
    /** PNG in base64. */
    readonly logo?: string | undefined;
  };
  readonly loudness: -14 | -23;
  readonly render: "when_passed" | "when_approved";
  /** In dollars, as it is written; empty for none. */
  readonly budget: string;
}

const format = (on: boolean): DraftFormat => ({ on, lines: 1080, captions: "burned", hls: false });

export const EMPTY_DRAFT: Draft = {
  useCase: null,
  title: "",
  by: "assets",
  assetIds: [],
  collection: "",
  query: "",
  brief: "",
  seconds: 60,
  toleranceSeconds: 2,
  tone: "neutral",
  mustHave: [],
  mustNotHave: [],
  formats: { landscape: format(true), square: format(false), vertical: format(false) },
  brand: { primary: "#e5484d", text: "#ffffff", background: "#101114", font: "sans", lowerThirds: true },
  loudness: -14,
  render: "when_approved",
  budget: "",
};

/** Whether what is written is an amount of dollars, or nothing. */
export const isBudget = (budget: string): boolean => budget === "" || Number(budget) > 0;

/** What keeps a step from being done, as a sentence; undefined when nothing does. */
export function problemOf(step: Step, draft: Draft): string | undefined {
  return PROBLEMS[step](draft);
}

const LONGEST_S = 3600;

const PROBLEMS: Readonly<Record<Step, (draft: Draft) => string | undefined>> = {
  "use-case": ({ useCase }) => (useCase ? undefined : "Choose what the cut is for."),
  footage: ({ by, assetIds, collection, query }) => {
    if (by === "assets") return assetIds.length > 0 ? undefined : "Choose at least one asset.";
    if (by === "collection") return collection ? undefined : "Choose a collection.";
    return query.trim() ? undefined : "Write what to search for.";
  },
  brief: ({ seconds, toleranceSeconds }) => {
    if (!(seconds >= 1 && seconds <= LONGEST_S)) return `A cut is between 1 and ${LONGEST_S} seconds long.`;
    // An emptied field is NaN, and null once it was kept.
    return Number.isFinite(toleranceSeconds) && toleranceSeconds >= 0 && toleranceSeconds <= 600
      ? undefined
      : "The tolerance is between 0 and 600 seconds.";
  },
  formats: ({ formats, budget }) => {
    if (!Object.values(formats).some(({ on }) => on)) return "Choose at least one format.";
    return isBudget(budget) ? undefined : "A budget is an amount of dollars, such as 0.50.";
  },
  brand: () => undefined,
  review: (draft) => {
    const missing = STEP_NAMES.find((step) => step !== "review" && problemOf(step, draft));
    return missing && `${STEPS[missing]}: ${problemOf(missing, draft)}`;
  },
};

/** The order that a draft stands for. Null while something is missing. */
export function orderOf(draft: Draft): CutOrder | null {
  const { useCase, title, brief, seconds, toleranceSeconds, tone, brand, loudness, render, budget } = draft;
  if (!useCase || problemOf("review", draft)) return null;
  const { logo, ...look } = brand;
  return {
    useCase,
    ...(title.trim() && { title: title.trim() }),
    footage: footageOf(draft),
    brief: brief.trim(),
    duration: { targetMs: Math.round(seconds * 1000), toleranceMs: Math.round(toleranceSeconds * 1000) },
    tone,
    mustHave: draft.mustHave.map(wishOf),
    mustNotHave: draft.mustNotHave.map(wishOf),
    formats: (Object.keys(FORMATS) as FormatName[]).flatMap((name) => {
      const { on, ...rest } = draft.formats[name];
      return on ? [{ name, ...rest }] : [];
    }),
    brand: { ...look, ...(logo && { logo }) },
    loudness,
    render,
    ...(budget !== "" && { budgetMicroUsd: Math.round(Number(budget) * 1e6) }),
  };
}

function footageOf({ by, assetIds, collection, query }: Draft): CutOrder["footage"] {
  if (by === "assets") return { by, assetIds: [...assetIds] };
  return by === "collection" ? { by, collection } : { by, query: query.trim() };
}

const wishOf = ({ text, moment }: DraftWish) => moment ?? text;
