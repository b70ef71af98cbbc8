import { parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { FORMATS, type FormatName, STEP_NAMES } from "./draft.ts";

/** Which step of the wizard is shown. */
export const wizardParams = { step: parseAsStringLiteral(STEP_NAMES).withDefault("use-case") };

export const CUT_PANELS = {
  item: "Clip",
  gates: "Gates",
  reviews: "Reviews",
  versions: "Versions",
  files: "Files",
} as const;
export type CutPanel = keyof typeof CUT_PANELS;

/** What the address of a cut says: which format plays, which item is looked at, what is beside the player, and an older version. */
export const cutParams = {
  format: parseAsStringLiteral(Object.keys(FORMATS) as FormatName[]),
  item: parseAsString,
  panel: parseAsStringLiteral(Object.keys(CUT_PANELS) as CutPanel[]).withDefault("item"),
  against: parseAsInteger,
};
