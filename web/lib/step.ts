import { formatName } from "./format.ts";

/** Steps whose names say what they ask of another service, and not what becomes of the footage meanwhile. */
const TITLES: Readonly<Record<string, string>> = {
  Admit: "Check",
  Submit: "Transcode",
  Register: "Verify",
};

/** A step's name for people. */
export function stepTitle(name: string): string {
  return TITLES[name] ?? formatName(name);
}
