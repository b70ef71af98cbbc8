import { createHash } from "node:crypto";
import type { Inspected } from "../asset/asset.ts";
import type { SubtitleTrack } from "../asset/technical.schema.ts";
import { readBytes } from "../bucket.ts";
import type { DerivativeOf, Provenance } from "../derivative/derivative.schema.ts";
import { make } from "../derivative/make.ts";
import { AppError } from "../error.ts";
import { type Sidecar, sidecarsOf } from "../sidecar/sidecar.ts";
import { isSameLanguage, languageOf } from "./language.ts";
import { readSubtitles } from "./read-subtitles.ts";
import { writeTranscript } from "./register.ts";
import type { Origin } from "./source.ts";

/** Version of the rules by which files of words are read: another one may read them otherwise. */
const READER = "subtitle reader 1";

/** Reads a subtitle track of an original as text; `tool` says who does. */
export interface TrackReader {
  readonly tool: string;
  read(asset: Inspected, track: SubtitleTrack): Promise<Uint8Array>;
}

/** Subtitles that are pictures of text. */
const PICTURES = new Set(["hdmv_pgs_subtitle", "dvd_subtitle", "dvb_subtitle", "xsub"]);
const TEXTS = new Set(["mov_text", "subrip", "srt", "ass", "ssa", "webvtt", "text"]);

interface Written {
  /** The transcript, when somebody wrote down what is said. */
  readonly transcript?: DerivativeOf<"transcript">;
  /** Why what was found was not used. */
  readonly notes: readonly string[];
}

/** A file or track that may hold the words. */
interface Candidate {
  readonly label: string;
  readonly origin: Pick<Origin, "source" | "language" | "engine">;
  readonly provenance: Provenance;
  bytes(): Promise<Uint8Array>;
}

/** The transcript that people made: a sidecar, else a subtitle track of the footage. What cannot be read is passed over. */
export async function fromWriting(asset: Inspected, tracks: TrackReader, force: boolean): Promise<Written> {
  const { assetId, technical } = asset;
  const { durationMs } = technical;
  const spoken = languageOf(technical.audio?.language);
  const { sidecars, notes } = await sidecarsOf(asset, spoken);
  const { usable, notes: unusable } = usableTracks(technical.subtitles, spoken);
  const candidates = [
    ...sidecars.map((sidecar) => () => sidecarCandidate(sidecar)),
    ...usable.map((track) => async () => trackCandidate(asset, track, tracks)),
  ];
  for (const candidate of candidates) {
    const { label, origin, provenance, bytes } = await candidate();
    const passedOver = [...notes];
    const parameters = { ...provenance.parameters, durationMs, passedOver };
    const wanted = { assetId, kind: "transcript", provenance: { ...provenance, parameters }, force } as const;
    try {
      const transcript = await make(wanted, async () =>
        writeTranscript(asset, readSubtitles(await bytes(), { ...origin, assetId, durationMs, notes: passedOver })),
      );
      return { transcript, notes };
    } catch (error) {
      if (!(error instanceof AppError && error.code === "invalid")) throw error;
      notes.push(`${label} was not used: ${error.message}`);
    }
  }
  return { notes: [...notes, ...unusable] };
}

async function sidecarCandidate(sidecar: Sidecar): Promise<Candidate> {
  const { name, etag, language } = sidecar;
  const bytes = await readBytes(sidecar);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return {
    label: name,
    origin: { source: "sidecar", language },
    provenance: { inputs: { sidecar: sha256 }, operation: "read", parameters: { name, etag }, tool: READER },
    bytes: async () => bytes,
  };
}

function trackCandidate(asset: Inspected, track: SubtitleTrack, { tool, read }: TrackReader): Candidate {
  const { index, codec } = track;
  return {
    label: `Subtitle track ${index} (${codec})`,
    origin: { source: "embedded", language: languageOf(track.language), engine: codec },
    provenance: {
      ...{ inputs: { original: asset.fingerprint }, operation: "read", parameters: { track: index } },
      tool: `${READER}, ${tool}`,
    },
    bytes: () => read(asset, track),
  };
}

/** Tracks of text with everything that is said: in the spoken language first, then what players show by default. */
function usableTracks(tracks: readonly SubtitleTrack[], spoken: string): { usable: SubtitleTrack[]; notes: string[] } {
  const whole = tracks.filter(({ forced }) => !forced);
  const rank = ({ language, default: shown }: SubtitleTrack) =>
    (isSameLanguage(languageOf(language), spoken) ? 0 : 2) + (shown ? 0 : 1);
  return {
    usable: whole.filter(({ codec }) => TEXTS.has(codec)).toSorted((a, b) => rank(a) - rank(b)),
    notes: whole.flatMap(({ index, codec }) => {
      if (TEXTS.has(codec)) return [];
      const why = PICTURES.has(codec) ? "it is pictures of text" : "it is of a kind that is not read";
      return [`Subtitle track ${index} (${codec}) was not used: ${why}`];
    }),
  };
}
