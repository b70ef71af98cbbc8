/** The BCP 47 of what files call a language: `eng`, `ger`, `pt_BR`, `en`. `und` for what is none. */
export function languageOf(name: string | null | undefined): string {
  const tag = (name ?? "").trim().replaceAll("_", "-");
  if (!/^[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?$/i.test(tag)) return "und";
  const [canonical = "und"] = Intl.getCanonicalLocales(tag);
  return canonical;
}

/** Whether two tags are of one language, in whatever region or script; `und` is like nothing. */
export const isSameLanguage = (one: string, other: string): boolean =>
  primary(one) !== "und" && primary(one) === primary(other);

const primary = (tag: string): string => tag.split("-")[0] ?? tag;
