import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "@videoflow/process/run";
import { everyNth, FRAMES_FROM_INPUT, type FrameSet, readFrame } from "./frame-set.ts";
import { jpegSize } from "./jpeg.ts";

const LONGEST_SIDE = 160;
const COLUMNS = 10;
const TILES_A_SPRITE = COLUMNS * COLUMNS;
/** Ten sprites: what a browser loads for a hover. Longer footage gets its tiles further apart. */
const MOST_TILES = 10 * TILES_A_SPRITE;

export interface Storyboard {
  /** WebVTT with one cue a tile, pointing into the sprites by `#xywh=`; the sprites lie beside it. */
  readonly vtt: string;
  readonly sprites: readonly Sprite[];
}

export interface Sprite {
  readonly path: string;
  readonly width: number;
  readonly height: number;
}

/**
 * Puts the frames on sprites (JPEG) for a player to show while the pointer is on the time line. Writes
 * `storyboard.vtt` and `storyboard.0.jpg` ... into `directory`. https://www.w3.org/TR/media-frags/#naming-space
 */
export async function storyboard(frames: FrameSet, durationMs: number, directory: string): Promise<Storyboard> {
  const step = Math.max(1, Math.ceil(frames.count / MOST_TILES));
  const tiles = Math.ceil(frames.count / step);
  const tile = await tileSize(frames);
  const sprites: Sprite[] = [];
  for (let first = 0; first < tiles; first += TILES_A_SPRITE) {
    const shown = everyNth(frames, step, first * step, TILES_A_SPRITE);
    const grid = gridOf(shown.length);
    const path = join(directory, `storyboard.${sprites.length}.jpg`);
    await drawSprite(frames.read(shown), tile, grid, path);
    sprites.push({ path, ...(await checkSprite(path, tile, grid)) });
  }
  const vtt = join(directory, "storyboard.vtt");
  await writeFile(vtt, cues({ tiles, tile, stepMs: step * frames.intervalMs, durationMs }));
  return { vtt, sprites };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Grid {
  readonly columns: number;
  readonly rows: number;
}

const gridOf = (tiles: number): Grid => ({ columns: Math.min(COLUMNS, tiles), rows: Math.ceil(tiles / COLUMNS) });

async function tileSize(frames: FrameSet): Promise<Size> {
  const { width, height } = jpegSize(await readFrame(frames, 0));
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  const even = (size: number) => Math.max(2, Math.round((size * scale) / 2) * 2);
  return { width: even(width), height: even(height) };
}

async function drawSprite(input: AsyncIterable<Uint8Array>, tile: Size, grid: Grid, path: string): Promise<void> {
  const filter = `scale=${tile.width}:${tile.height}:flags=area,tile=${grid.columns}x${grid.rows}`;
  await run(
    "ffmpeg",
    [
      ...["-v", "error", "-y", ...FRAMES_FROM_INPUT, "-vf", filter],
      ...["-frames:v", "1", "-q:v", "4", "-f", "image2", "-update", "1", `file:${path}`],
    ],
    { input },
  );
}

async function checkSprite(path: string, tile: Size, { columns, rows }: Grid): Promise<Size> {
  const size = jpegSize(await readFile(path));
  if (size.width !== tile.width * columns || size.height !== tile.height * rows) {
    throw new Error(
      `Sprite ${path} is ${size.width}x${size.height}, not ${columns}x${rows} tiles of ${tile.width}x${tile.height}`,
    );
  }
  return size;
}

function cues(board: { tiles: number; tile: Size; stepMs: number; durationMs: number }): string {
  const { tiles, tile, stepMs, durationMs } = board;
  const lines = ["WEBVTT", ""];
  for (let index = 0; index < tiles; index++) {
    const place = index % TILES_A_SPRITE;
    const [x, y] = [(place % COLUMNS) * tile.width, Math.floor(place / COLUMNS) * tile.height];
    const end = index === tiles - 1 ? Math.max(durationMs, index * stepMs + 1) : (index + 1) * stepMs;
    lines.push(`${clock(index * stepMs)} --> ${clock(end)}`);
    lines.push(`storyboard.${Math.floor(index / TILES_A_SPRITE)}.jpg#xywh=${x},${y},${tile.width},${tile.height}`, "");
  }
  return lines.join("\n");
}

/** WebVTT's `hh:mm:ss.ttt`. */
function clock(milliseconds: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const seconds = milliseconds / 1000;
  const rest = String(Math.round(milliseconds) % 1000).padStart(3, "0");
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}.${rest}`;
}
