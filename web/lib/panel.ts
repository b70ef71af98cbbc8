import { parseAsStringLiteral } from "nuqs/server";

/** What there is to read beside the player. */
export const PANELS = {
  brief: "Brief",
  transcript: "Transcript",
  scenes: "Scenes",
  seen: "Seen",
  defects: "Defects",
} as const;
export type Panel = keyof typeof PANELS;

export const panelParam = parseAsStringLiteral(Object.keys(PANELS) as Panel[]).withDefault("brief");
