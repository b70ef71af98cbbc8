import { countWhere } from "./count-where.ts";

/** One picture of a storyboard: the span of time that it stands for, and its place in a sprite in pixels. */
export interface Tile {
  readonly startMs: number;
  readonly endMs: number;
  readonly sprite: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Storyboard {
  readonly tiles: readonly Tile[];
  /** Size of each sprite in pixels, as far as its tiles reach, by its address. */
  readonly sprites: ReadonlyMap<string, { readonly width: number; readonly height: number }>;
}

const TIMING = /^(?:(\d+):)?(\d{2}):(\d{2})\.(\d{3})\s+-->\s+(?:(\d+):)?(\d{2}):(\d{2})\.(\d{3})/;
const REGION = /^(\S+)#xywh=(?:pixel:)?(\d+),(\d+),(\d+),(\d+)/;

/**
 * Reads a WebVTT thumbnail track, whose cues name regions of sprites (`https://.../0.jpg#xywh=160,0,160,90`, W3C Media
 * Fragments). Cues without a region are passed over. Throws when there is no tile at all.
 */
export function parseStoryboard(webVtt: string): Storyboard {
  const tiles = webVtt.split(/\r?\n(?:\r?\n)+/).flatMap(tileOf);
  if (tiles.length === 0) throw new Error("The storyboard's WebVTT names no pictures");
  const sprites = new Map<string, { width: number; height: number }>();
  for (const { sprite, x, y, width, height } of tiles) {
    const known = sprites.get(sprite) ?? { width: 0, height: 0 };
    sprites.set(sprite, { width: Math.max(known.width, x + width), height: Math.max(known.height, y + height) });
  }
  return { tiles, sprites };
}

/** The tile that stands for a share (0 to 1) of the whole length. */
export function tileAt(storyboard: Storyboard, share: number): Tile | undefined {
  return tileAtMs(storyboard, share * (storyboard.tiles.at(-1)?.endMs ?? 0));
}

/** The tile that stands for a place in the footage; the last one for what is beyond it. */
export function tileAtMs({ tiles }: Storyboard, ms: number): Tile | undefined {
  return tiles[countWhere(tiles.length, (index) => (tiles[index]?.endMs ?? 0) <= ms)] ?? tiles.at(-1);
}

/** CSS that shows one tile in a box of any size with the tile's aspect ratio. */
export function tileStyle({ sprites }: Storyboard, tile: Tile) {
  const whole = sprites.get(tile.sprite) ?? tile;
  const along = (offset: number, part: number, all: number) => (all > part ? (offset / (all - part)) * 100 : 0);
  return {
    aspectRatio: `${tile.width} / ${tile.height}`,
    backgroundImage: `url("${tile.sprite}")`,
    backgroundSize: `${(whole.width / tile.width) * 100}% ${(whole.height / tile.height) * 100}%`,
    backgroundPosition: `${along(tile.x, tile.width, whole.width)}% ${along(tile.y, tile.height, whole.height)}%`,
  };
}

/** The tile of one block of a WebVTT file: at most one cue. */
function tileOf(block: string): Tile[] {
  const lines = block.split(/\r?\n/);
  const at = lines.findIndex((line) => TIMING.test(line));
  const timing = TIMING.exec(lines[at] ?? "");
  const region = REGION.exec(lines[at + 1] ?? "");
  if (!timing || !region) return [];
  const [, sprite = ""] = region;
  const [x = 0, y = 0, width = 0, height = 0] = region.slice(2).map(Number);
  return [{ startMs: toMs(timing.slice(1, 5)), endMs: toMs(timing.slice(5, 9)), sprite, x, y, width, height }];
}

function toMs(parts: readonly (string | undefined)[]): number {
  const [hours = 0, minutes = 0, seconds = 0, rest = 0] = parts.map((part) => Number(part ?? 0));
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest;
}
