import { LanguageCode, MediaFormat, type StartTranscriptionJobCommandInput } from "@aws-sdk/client-transcribe";
import { badRequest } from "../errors.ts";

/** What is understood here; all else is refused by its name. */
const KNOWN: ReadonlySet<string> = new Set([
  "TranscriptionJobName",
  "LanguageCode",
  "MediaSampleRateHertz",
  "MediaFormat",
  "Media",
  "OutputBucketName",
  "OutputKey",
  "Settings",
  "JobExecutionSettings",
  "IdentifyLanguage",
  "LanguageOptions",
  "Tags",
]);
/** No engine of this machine tells speakers apart: it is asked in vain, as AWS may be, and the result names nobody. */
const KNOWN_SETTINGS: ReadonlySet<string> = new Set(["ShowSpeakerLabels", "MaxSpeakerLabels"]);

/** Throws BadRequestException when the request says what is wrong or is not understood here. */
export function checkRequest(input: StartTranscriptionJobCommandInput): void {
  for (const name of unknown(input, KNOWN)) refuse(name);
  for (const name of unknown(input.Settings ?? {}, KNOWN_SETTINGS)) refuse(`Settings.${name}`);
  if (!/^[0-9a-zA-Z._-]{1,200}$/.test(input.TranscriptionJobName ?? "")) {
    throw violation(
      "transcriptionJobName",
      input.TranscriptionJobName,
      "Member must satisfy regular expression pattern: ^[0-9a-zA-Z._-]+",
    );
  }
  checkLanguages(input);
  if (input.MediaFormat && !isOneOf(MediaFormat, input.MediaFormat)) {
    throw violation("mediaFormat", input.MediaFormat, "Member must satisfy enum value set");
  }
  placeOf(input.Media?.MediaFileUri);
  if (input.Media?.RedactedMediaFileUri) refuse("Media.RedactedMediaFileUri");
  if (!input.OutputBucketName)
    throw badRequest(`OutputBucketName is required: there is no bucket of the service's own. ${HINT}`);
  const { ShowSpeakerLabels: shows, MaxSpeakerLabels: most } = input.Settings ?? {};
  if (shows && most === undefined)
    throw badRequest("If you set ShowSpeakerLabels to true, you must also set MaxSpeakerLabels.");
  if (most !== undefined && (most < 2 || most > 30))
    throw violation("settings.maxSpeakerLabels", most, "Member must be between 2 and 30");
}

function checkLanguages({
  LanguageCode: code,
  IdentifyLanguage: identify,
  LanguageOptions: options,
}: StartTranscriptionJobCommandInput) {
  if (Boolean(code) === Boolean(identify)) {
    throw badRequest("You must specify either LanguageCode or IdentifyLanguage, and not both.");
  }
  for (const given of [...(code ? [code] : []), ...(options ?? [])]) {
    if (!isOneOf(LanguageCode, given)) throw violation("languageCode", given, "Member must satisfy enum value set");
  }
  if (options && (code || options.length < 2)) {
    throw badRequest("LanguageOptions needs IdentifyLanguage, and at least two language codes.");
  }
}

/** Where media is: `s3://bucket/key`. Throws BadRequestException. */
export function placeOf(uri: string | undefined): { bucket: string; key: string } {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(uri ?? "") ?? [];
  if (!bucket || !key) throw violation("media.mediaFileUri", uri, "Member must be of the form s3://bucket/key");
  return { bucket, key };
}

/** Where the result goes: named after the job, in the folder that is given, unless it is named itself. */
export function outputOf({
  TranscriptionJobName,
  OutputBucketName,
  OutputKey = "",
}: StartTranscriptionJobCommandInput) {
  const key = OutputKey === "" || OutputKey.endsWith("/") ? `${OutputKey}${TranscriptionJobName}.json` : OutputKey;
  return { bucket: OutputBucketName ?? "", key };
}

const HINT = "Transcribe on this machine does not have it: leave it out, or run this job on AWS.";

function refuse(name: string): never {
  throw badRequest(`${name}: ${HINT}`);
}

const violation = (name: string, value: unknown, constraint: string) =>
  badRequest(`1 validation error detected: Value '${value}' at '${name}' failed to satisfy constraint: ${constraint}`);

const unknown = (given: object, known: ReadonlySet<string>): string[] =>
  Object.entries(given).flatMap(([name, value]) =>
    value === undefined || value === null || known.has(name) ? [] : [name],
  );

const isOneOf = (values: Readonly<Record<string, string>>, value: string): boolean =>
  Object.values(values).includes(value);
