import sharp from "sharp";

const WIDTH = 960;
const HEIGHT = 540;

/** A street with what is drawn on it, as SVG. */
const street = (body: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
  <rect width="${WIDTH}" height="330" fill="#a8c8e8"/><rect y="300" width="${WIDTH}" height="240" fill="#777"/>${body}</svg>`;

export const jpegOf = (body = "", size = WIDTH): Promise<Buffer> =>
  sharp(Buffer.from(street(body)))
    .resize(size)
    .jpeg({ quality: 90 })
    .toBuffer();

export const pngOf = (body = ""): Promise<Buffer> =>
  sharp(Buffer.from(street(body)))
    .png()
    .toBuffer();

export const gifOf = (): Promise<Buffer> =>
  sharp(Buffer.from(street("")))
    .gif()
    .toBuffer();

/** A JPEG of `width` by 100 pixels, of one colour. */
export const blank = (width: number): Promise<Buffer> =>
  sharp({ create: { width, height: 100, channels: 3, background: "navy" } })
    .jpeg()
    .toBuffer();

const words = (x: number, y: number, size: number, style: string, text: string) =>
  `<text x="${x}" y="${y}" font-family="DejaVu Sans" font-size="${size}" ${style}>${text}</text>`;

/** A sign of the shape and colours that it has on every road of North America. */
export function stopSign(x: number, y: number, radius: number): string {
  const octagon = (size: number) =>
    Array.from({ length: 8 }, (_, corner) => Math.PI / 8 + (corner * Math.PI) / 4)
      .map((angle) => `${x + size * Math.cos(angle)},${y + size * Math.sin(angle)}`)
      .join(" ");
  const letters = `font-weight="bold" text-anchor="middle" fill="#fff"`;
  return `<rect x="${x - radius * 0.06}" y="${y}" width="${radius * 0.12}" height="${radius * 3}" fill="#999"/>
    <polygon points="${octagon(radius)}" fill="#fff"/><polygon points="${octagon(radius * 0.93)}" fill="#c1121f"/>
    ${words(x, y + radius * 0.22, radius * 0.62, letters, "STOP")}`;
}

/** White letters without anything behind them. */
export const title = (x: number, y: number, text: string): string => words(x, y, 40, `fill="#fff"`, text);

/** White letters with a black outline, as subtitles have it. */
export const outlined = (x: number, y: number, text: string): string =>
  words(x, y, 34, `fill="#fff" stroke="#000" stroke-width="5" paint-order="stroke"`, text);

/** A head of some 130 by 170 pixels, from the front. */
export const face = (x: number, y: number): string => `<g transform="translate(${x},${y}) scale(2.4)">
  <path d="M-18 92 C-60 98 -62 120 -66 170 L66 170 C62 120 60 98 18 92 Z" fill="#a33"/>
  <rect x="-12" y="70" width="24" height="30" fill="#c98f68"/><ellipse cx="0" cy="48" rx="27" ry="36" fill="#eabf9a"/>
  <path d="M-29 46 C-34 -4 34 -4 29 46 C26 24 14 18 0 18 C-14 18 -26 24 -29 46 Z" fill="#3a2616"/>
  <ellipse cx="-10" cy="46" rx="4.5" ry="2.6" fill="#fff"/><ellipse cx="10" cy="46" rx="4.5" ry="2.6" fill="#fff"/>
  <circle cx="-10" cy="46" r="2.4" fill="#321"/><circle cx="10" cy="46" r="2.4" fill="#321"/>
  <path d="M-16 39 q6 -4 12 0 M4 39 q6 -4 12 0" stroke="#3a2616" stroke-width="2.4" fill="none"/>
  <path d="M0 47 q-5 12 0 13 q3 0 4 -1" stroke="#a8744f" stroke-width="2" fill="none"/>
  <path d="M-9 68 q9 6 18 0 q-9 2 -18 0" fill="#a03a3a" stroke="#903030"/></g>`;
