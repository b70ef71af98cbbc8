import { createRequire } from "node:module";
import path from "node:path";
import type { Sharp } from "sharp";
import { type Bbox, createWorker, OEM, PSM } from "tesseract.js";
import { boxOf } from "./detection.ts";
import { versionOf } from "./graph-model.ts";
import { open, type Picture, unreadable } from "./picture.ts";
import { type Line, lineOf, merge } from "./text-lines.ts";

const require = createRequire(import.meta.url);
const DATA = "4.0.0_best_int";

/** What reads: the program by its version, and its data. */
export const readerVersion = (): string =>
  `tesseract ${versionOf(path.join(path.dirname(require.resolve("tesseract.js")), ".."))} eng ${DATA}`;

/** From this brightness on (of 255) it is what titles are written in. */
const BRIGHT = 235;
/** Longest side in pixels at which a picture is read: larger letters are read no better, only slower. */
const LONGEST_SIDE = 1920;

/**
 * Reads each picture twice: as it is, and with only what is bright left of it, which brings out white or yellow letters
 * with an outline that stand on a picture. Nothing is fetched or kept: the data of the language comes from its package.
 */
export async function textReader(): Promise<(picture: Picture) => Promise<Line[]>> {
  const langPath = path.join(path.dirname(require.resolve("@tesseract.js-data/eng")), DATA);
  const worker = await createWorker("eng", OEM.LSTM_ONLY, { langPath, gzip: true, cacheMethod: "none" });
  // Letters may stand anywhere in a picture. The resolution is of no use here, but is guessed where it is not given.
  await worker.setParameters({ tessedit_pageseg_mode: PSM.SPARSE_TEXT, user_defined_dpi: "70" });

  async function read(image: Sharp): Promise<Line[]> {
    const { data: png, info } = await image.png({ compressionLevel: 0 }).toBuffer({ resolveWithObject: true });
    const { data } = await worker.recognize(png, {}, { blocks: true, text: false });
    const lines = (data.blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap((paragraph) => paragraph.lines));
    return lines.flatMap(({ words }) => {
      const found = words.map(({ text, confidence, bbox }) => ({
        text: text.trim(),
        confidence: confidence / 100,
        box: shares(bbox, info),
      }));
      return lineOf(found) ?? [];
    });
  }

  return async (picture) => {
    const image = await open(picture);
    const fit = { width: LONGEST_SIDE, height: LONGEST_SIDE, fit: "inside", withoutEnlargement: true } as const;
    const grey = image.resize(fit).flatten().greyscale();
    // Decoding is where a damaged picture shows.
    await grey.clone().stats().catch(unreadable);
    return merge([...(await read(grey.clone())), ...(await read(grey.clone().threshold(BRIGHT).negate()))]);
  };
}

const shares = ({ x0, y0, x1, y1 }: Bbox, { width, height }: { width: number; height: number }) =>
  boxOf(x0 / width, y0 / height, x1 / width, y1 / height);
