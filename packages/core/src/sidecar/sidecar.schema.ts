import * as z from "zod";

/** Largest file of words that is taken: some two million words. */
export const SIDECAR_BYTES = 20 * 2 ** 20;

const SIDECAR = /\.(?:srt|vtt|json)$/i;
/** Parts of a name between the footage's and the type: a language, or for whom. */
const TAG = /^(?:[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*|sdh|cc|hi|forced)$/i;
const FORCED = /^forced$/i;

/** Whether a file by its name may hold the words of footage. */
export const isSidecarName = (name: string): boolean => SIDECAR.test(name);

/**
 * The footage that a sidecar belongs to, by names: `clip.srt`, `clip.en.srt` and `clip.mp4.vtt` all belong to `clip.mp4`.
 * Undefined when it is not among `names`.
 */
export function footageOf(sidecar: string, names: readonly string[]): string | undefined {
  const possible = basesOf(sidecar);
  const footage = names.filter((name) => !isSidecarName(name));
  for (const base of possible) {
    const found = footage.find((name) => name === base) ?? footage.find((name) => stemOf(name) === base);
    if (found) return found;
  }
  return undefined;
}

/** What the footage of a sidecar may be called, with its extension or without, the likeliest first. */
export function basesOf(sidecar: string): string[] {
  if (!isSidecarName(sidecar)) return [];
  const bases = [sidecar.replace(SIDECAR, "")];
  for (let base = bases[0] ?? ""; TAG.test(base.slice(base.lastIndexOf(".") + 1)) && base.includes("."); ) {
    base = base.slice(0, base.lastIndexOf("."));
    bases.push(base);
  }
  return bases.filter((base) => base !== "");
}

/** `en` of `clip.en.srt`; undefined where the name tells no language. */
export function languageTagOf(sidecar: string): string | undefined {
  return tagsOf(sidecar).find((tag) => !/^(?:sdh|cc|hi|forced)$/i.test(tag));
}

/** Whether it only holds what is foreign in the footage, such as signs: then it is not what is said. */
export const isForcedName = (sidecar: string): boolean => tagsOf(sidecar).some((tag) => FORCED.test(tag));

function tagsOf(sidecar: string): string[] {
  const [whole = "", ...shorter] = basesOf(sidecar);
  const shortest = shorter.at(-1);
  return shortest === undefined ? [] : whole.slice(shortest.length + 1).split(".");
}

export const stemOf = (name: string): string =>
  name.lastIndexOf(".") > 0 ? name.slice(0, name.lastIndexOf(".")) : name;

/** What a client says of a sidecar before it sends it. */
export const NewSidecar = z
  .object({
    name: z
      .string()
      .max(255)
      .refine((name) => !/[/\p{Cc}]/u.test(name), "must be a file name, without folders or control characters")
      .refine(isSidecarName, "must end in .srt, .vtt or .json"),
    bytes: z.int().positive().max(SIDECAR_BYTES),
  })
  .meta({ id: "NewSidecar" });
export type NewSidecar = z.infer<typeof NewSidecar>;

/** Where to send it: by one PUT of exactly as many bytes as were told. */
export const SidecarUpload = z.object({ url: z.url() }).meta({ id: "SidecarUpload" });
export type SidecarUpload = z.infer<typeof SidecarUpload>;
