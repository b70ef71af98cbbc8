import { open, writeFile } from "node:fs/promises";

export const SAMPLE_RATE = 16_000;
const BYTES_A_SAMPLE = 2;
const WAV_HEADER_BYTES = 44;
/** A pause is looked for in this last part of a piece. */
const SEARCHED_SECONDS = 15;
const WINDOW_SECONDS = 0.2;

/** A part of a sound, in a file of its own. */
export interface SoundPiece {
  readonly file: string;
  readonly startMs: number;
  /** How much of the whole is behind when this piece is done, from 0 to 1. */
  readonly share: number;
}

/**
 * Cuts raw sound (16 bits, 16 kHz, mono) into WAV files of at most `seconds`, each where the sound is quietest, so that words
 * stay whole. The file of one piece is written over by the next: only one is ever there, and one piece is in memory.
 */
export async function* piecesOf(raw: string, seconds: number, file: string): AsyncIterableIterator<SoundPiece> {
  const source = await open(raw);
  try {
    const { size } = await source.stat();
    const buffer = Buffer.alloc(seconds * SAMPLE_RATE * BYTES_A_SAMPLE);
    for (let at = 0; at < size; ) {
      const { bytesRead } = await source.read(buffer, 0, buffer.length, at);
      const piece = buffer.subarray(0, bytesRead);
      const isLast = at + bytesRead >= size;
      const length = isLast ? bytesRead : quietest(piece);
      await writeFile(file, Buffer.concat([wavHeader(length), piece.subarray(0, length)]));
      const startMs = (1000 * at) / BYTES_A_SAMPLE / SAMPLE_RATE;
      at += length;
      yield { file, startMs, share: at / size };
    }
  } finally {
    await source.close();
  }
}

/** Where to cut, in bytes: the middle of the quietest moment near the end. */
function quietest(piece: Buffer): number {
  const samples = Math.floor(piece.length / BYTES_A_SAMPLE);
  const window = WINDOW_SECONDS * SAMPLE_RATE;
  let best = { at: samples, energy: Number.POSITIVE_INFINITY };
  for (let at = Math.max(window, samples - SEARCHED_SECONDS * SAMPLE_RATE); at + window <= samples; at += window / 2) {
    let energy = 0;
    for (let index = at; index < at + window; index += 4) energy += piece.readInt16LE(index * BYTES_A_SAMPLE) ** 2;
    if (energy <= best.energy) best = { at: at + window / 2, energy };
  }
  return best.at * BYTES_A_SAMPLE;
}

/** http://soundfile.sapp.org/doc/WaveFormat/ */
function wavHeader(bytes: number): Buffer {
  const header = Buffer.alloc(WAV_HEADER_BYTES);
  header.write("RIFF", 0);
  header.writeUInt32LE(WAV_HEADER_BYTES - 8 + bytes, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(SAMPLE_RATE, 24);
  header.writeUInt32LE(SAMPLE_RATE * BYTES_A_SAMPLE, 28);
  header.writeUInt16LE(BYTES_A_SAMPLE, 32);
  header.writeUInt16LE(8 * BYTES_A_SAMPLE, 34);
  header.write("data", 36);
  header.writeUInt32LE(bytes, 40);
  return header;
}
