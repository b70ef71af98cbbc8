import { writeFile } from "node:fs/promises";
import type { CardLayer, Overlay, RenderBrand } from "@videoflow/core/cut/render/unit.schema";
import { readable } from "./colour.ts";
import { drawable } from "./letters.ts";
import { drawing, fitted, type Style, svg, textElement, widthOf } from "./text.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where the upper left corner of a PNG with transparency belongs. */
interface Drawn {
  readonly x: number;
  readonly y: number;
}

/** Sizes are shares of the shorter side. */
const SIZES = {
  caption: 0.046,
  title: 0.085,
  lower: 0.05,
  lowerSecond: 0.036,
  heading: 0.07,
  figure: 0.24,
  detail: 0.045,
};
const LEADING = 1.28;

/** What stays free: a twentieth at each side (EBU R 95), and on upright pictures the bottom, where apps lay their buttons. */
export const marginsOf = ({ width, height }: Size) => ({
  x: Math.round(width * 0.05),
  top: Math.round(height * 0.05),
  bottom: Math.round(height * (height > width ? 0.14 : 0.05)),
});

/** Draws text for the picture of one format and writes it to `path`; null where none of its signs can be drawn. */
export async function drawOverlay(
  { kind, lines }: Overlay,
  brand: RenderBrand,
  format: Size,
  path: string,
): Promise<Drawn | null> {
  const texts = lines.map((line) => drawable(line, brand.font)).filter(Boolean);
  if (texts.length === 0) return null;
  const draw = { caption, title, lower_third: brand.lowerThirds ? banner : plainLower }[kind];
  const { content, x, y, width, height } = draw(texts, brand, format);
  await writeFile(
    path,
    drawing(svg(width, height, content), brand.font)
      .render()
      .asPng(),
  );
  return { x, y };
}

interface Piece extends Size {
  readonly content: string;
  readonly x: number;
  readonly y: number;
}

const shorter = ({ width, height }: Size): number => Math.min(width, height);
const even = (value: number): number => 2 * Math.round(value / 2);

const rows = (lines: readonly string[], style: Style, attributes: (index: number) => string): string =>
  lines.map((line, index) => textElement(line, style, attributes(index))).join("");

/** What is said: white on a dark box, in the middle of the lower edge. */
function caption(texts: readonly string[], { font }: RenderBrand, format: Size): Piece {
  const margins = marginsOf(format);
  const most = format.width - 2 * margins.x;
  const size = Math.round(shorter(format) * SIZES.caption);
  const pad = Math.round(size * 0.4);
  const { lines, style } = fitted(texts, { font, bold: true, size }, most - 2 * pad, 4);
  const leading = Math.round(style.size * LEADING);
  const width = even(Math.max(0, ...lines.map((line) => widthOf(line, style))) + 2 * pad + 2);
  const height = even(lines.length * leading + pad);
  const content =
    `<rect width="${width}" height="${height}" rx="${Math.round(size / 5)}" fill="#000000" fill-opacity="0.66"/>` +
    rows(
      lines,
      style,
      (index) =>
        `x="${width / 2}" y="${pad / 2 + leading * index + style.size * 1.02}" text-anchor="middle" fill="#ffffff"`,
    );
  return {
    content,
    width,
    height,
    x: even((format.width - width) / 2),
    y: even(format.height - margins.bottom - height),
  };
}

/** Letters without a ground get an edge and a soft shadow. */
const SHADOW =
  '<filter id="s" x="-10%" y="-30%" width="120%" height="160%"><feGaussianBlur in="SourceAlpha" stdDeviation="6"/><feComponentTransfer><feFuncA type="linear" slope="0.85"/></feComponentTransfer><feMerge><feMergeNode/><feMergeNode in="SourceGraphic"/></feMerge></filter>';
const edge = (style: Style, colour: string): string =>
  `fill="${colour}" stroke="${readable(colour, colour)}" stroke-opacity="0.55" stroke-width="${Math.max(2, style.size / 16)}" paint-order="stroke" stroke-linejoin="round"`;

/** What this is: large, a little above the middle. */
function title(texts: readonly string[], brand: RenderBrand, format: Size): Piece {
  const most = format.width - 2 * marginsOf(format).x;
  const wanted = { font: brand.font, bold: true, size: Math.round(shorter(format) * SIZES.title) };
  const { lines, style } = fitted(texts, wanted, most * 0.96, 4);
  const leading = Math.round(style.size * LEADING);
  const height = even(lines.length * leading + style.size);
  const content = `${SHADOW}<g filter="url(#s)">${rows(lines, style, (index) => `x="${format.width / 2}" y="${leading * (index + 1)}" text-anchor="middle" ${edge(style, brand.text)}`)}</g>`;
  return { content, width: even(format.width), height, x: 0, y: even(format.height * 0.42 - height / 2) };
}

/** Lower thirds end above where captions stand. */
const lowerEdge = (format: Size): number =>
  format.height - marginsOf(format).bottom - Math.round(shorter(format) * SIZES.caption * LEADING * 3.4);

function lowerLines([first = "", ...rest]: readonly string[], font: Style["font"], format: Size, most: number) {
  const of = (text: string, share: number, bold: boolean) =>
    fitted([text], { font, bold, size: Math.round(shorter(format) * share) }, most, 2);
  const parts = [of(first, SIZES.lower, true), ...rest.map((text) => of(text, SIZES.lowerSecond, false))];
  return parts.flatMap(({ lines, style }) => lines.map((line) => ({ line, style })));
}

/** Who or where: on a band of the brand's colour. */
function banner(texts: readonly string[], brand: RenderBrand, format: Size): Piece {
  const margins = marginsOf(format);
  const pad = Math.round(shorter(format) * 0.022);
  const lines = lowerLines(texts, brand.font, format, format.width - 2 * margins.x - 2 * pad);
  const width = even(Math.max(...lines.map(({ line, style }) => widthOf(line, style))) + 2 * pad + 2);
  const colour = readable(brand.text, brand.primary);
  let y = pad * 0.7;
  const content = lines.map(({ line, style }) => {
    y += style.size * LEADING;
    return textElement(line, style, `x="${pad}" y="${y - style.size * 0.2}" fill="${colour}"`);
  });
  const height = even(y + pad * 0.8);
  const band = `<rect width="${width}" height="${height}" fill="${brand.primary}" fill-opacity="0.94"/>`;
  return { content: band + content.join(""), width, height, x: even(margins.x), y: even(lowerEdge(format) - height) };
}

function plainLower(texts: readonly string[], brand: RenderBrand, format: Size): Piece {
  const margins = marginsOf(format);
  const lines = lowerLines(texts, brand.font, format, format.width - 2 * margins.x);
  let y = 0;
  const content = lines.map(({ line, style }) => {
    y += style.size * LEADING;
    return textElement(line, style, `x="${margins.x}" y="${y}" ${edge(style, brand.text)}`);
  });
  const height = even(y + 24);
  return {
    ...{ content: `${SHADOW}<g filter="url(#s)">${content.join("")}</g>`, width: even(format.width), height },
    ...{ x: 0, y: even(lowerEdge(format) - height) },
  };
}

/** Draws a card that fills the picture and writes it to `path`. */
export async function drawCard(
  { heading, figure, detail }: CardLayer,
  brand: RenderBrand,
  format: Size,
  path: string,
): Promise<void> {
  const most = format.width - 4 * marginsOf(format).x;
  const side = shorter(format);
  const part = (text: string | null, share: number, bold: boolean, colour: string, mostLines: number) => {
    const drawn = text === null ? "" : drawable(text, brand.font);
    if (drawn === "") return [];
    const { lines, style } = fitted(
      [drawn],
      { font: brand.font, bold, size: Math.round(side * share) },
      most,
      mostLines,
    );
    return lines.map((line) => ({ line, style, colour: readable(colour, brand.background) }));
  };
  const lines = [
    ...part(heading, SIZES.heading, true, brand.text, 4),
    ...part(figure, SIZES.figure, true, brand.primary, 2),
    ...part(detail, SIZES.detail, false, brand.text, 5),
  ];
  const total = lines.reduce((sum, { style }) => sum + style.size * LEADING, 0);
  let y = (format.height - total) / 2;
  const content = lines.map(({ line, style, colour }) => {
    y += style.size * LEADING;
    return textElement(
      line,
      style,
      `x="${format.width / 2}" y="${y - style.size * 0.25}" text-anchor="middle" fill="${colour}"`,
    );
  });
  const bar = `<rect x="${format.width / 2 - side * 0.06}" y="${Math.round((format.height - total) / 2 - side * 0.04)}" width="${side * 0.12}" height="${Math.max(4, Math.round(side * 0.006))}" fill="${brand.primary}"/>`;
  const ground = `<rect width="${format.width}" height="${format.height}" fill="${brand.background}"/>`;
  await writeFile(
    path,
    drawing(svg(format.width, format.height, ground + bar + content.join("")), brand.font)
      .render()
      .asPng(),
  );
}
