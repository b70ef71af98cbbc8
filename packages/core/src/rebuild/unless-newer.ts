import { keepingStamps, wrote } from "../table.ts";

interface Operations<Attribute> {
  readonly lte: (attribute: Attribute, value: string) => string;
  readonly notExists: (attribute: Attribute) => string;
}

/** Condition of a put: nothing newer is there. */
export const unlessNewer =
  (than: string) =>
  <Attribute>({ updatedAt }: { updatedAt: Attribute }, { lte, notExists }: Operations<Attribute>): string =>
    `${notExists(updatedAt)} OR ${lte(updatedAt, than)}`;

/** Condition of a delete: what is there was not changed since. */
export const unchangedSince =
  (since: string) =>
  <Attribute>(
    { updatedAt }: { updatedAt: Attribute },
    { eq }: { eq: (attribute: Attribute, value: string) => string },
  ): string =>
    eq(updatedAt, since);

/** Writes a row with its own stamps. False when the condition did not hold: somebody has written something newer. */
export const restored = (write: () => Promise<unknown>): Promise<boolean> => wrote(keepingStamps(write));
