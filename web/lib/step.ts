import { formatName } from "./format.ts";

/** Steps whose names say what they ask of another service, and not what becomes of the footage meanwhile. */
const TITLES: Readonly<Record<string, string>> = {
  Admit: "Check",
  Submit: "Transcode",
  Register: "Verify",
};

/** A step's name for people. One that is done in parts has their numbers, from 0: `See.0` becomes `See 1`. */
export function stepTitle(name: string): string {
  const [whole = name, part] = name.split(".");
  return `${TITLES[whole] ?? formatName(whole)}${part === undefined ? "" : ` ${Number(part) + 1}`}`;
}
