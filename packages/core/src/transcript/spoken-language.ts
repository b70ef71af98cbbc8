import { LanguageCode } from "@aws-sdk/client-transcribe";
import { languageOf } from "./language.ts";

const CODES: readonly LanguageCode[] = Object.values(LanguageCode);

/**
 * How Transcribe is told the language of a sound track. Cameras write `eng` without being asked, so that says nothing, and is
 * found out; any other language was stated by somebody who knew.
 */
export function spokenLanguage(track: string | null): { LanguageCode: LanguageCode } | { IdentifyLanguage: true } {
  const { language, region } = new Intl.Locale(languageOf(track)).maximize();
  if (language === "en" || language === "und") return { IdentifyLanguage: true };
  const code =
    CODES.find((known) => known === `${language}-${region}`) ?? CODES.find((known) => known.startsWith(`${language}-`));
  return code ? { LanguageCode: code } : { IdentifyLanguage: true };
}
