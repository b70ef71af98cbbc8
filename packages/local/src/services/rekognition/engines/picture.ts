import sharp, { type Sharp } from "sharp";

/** A picture to look at: its bytes, or the file that has them. */
export type Picture = { readonly bytes: Uint8Array } | { readonly path: string };

/** Of a side, in pixels. https://docs.aws.amazon.com/rekognition/latest/dg/limits.html */
const LONGEST = 10_000;
const SHORTEST = 80;

/** A picture cannot be looked at; `name` is the error that Rekognition answers. */
class PictureError extends Error {
  constructor(name: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
  }
}

/**
 * Opens a JPEG or PNG of a stranger: its size is checked before a pixel of it is decoded, and its orientation as the file
 * states it is applied, as Rekognition does.
 */
export async function open(picture: Picture): Promise<Sharp> {
  const image = sharp("path" in picture ? picture.path : picture.bytes, { limitInputPixels: LONGEST ** 2 });
  const { format, width, height } = await image.metadata().catch(unreadable);
  if (format !== "jpeg" && format !== "png") return unreadable();
  if (Math.max(width, height) > LONGEST) {
    const message = `Input image dimensions ${width} x ${height} exceed maximum dimension size of ${LONGEST} pixels`;
    throw new PictureError("ImageTooLargeException", message);
  }
  if (Math.min(width, height) < SHORTEST) {
    const message = `Request has invalid parameters: the image is ${width} x ${height} pixels, at least ${SHORTEST} are needed each way`;
    throw new PictureError("InvalidParameterException", message);
  }
  return image.autoOrient();
}

/** Red, green and blue of a picture, row by row, stretched to a square of `side` pixels, as detectors want it. */
export async function square(picture: Picture, side: number): Promise<Uint8Array> {
  const image = await open(picture);
  const upright = image.resize(side, side, { fit: "fill", kernel: "linear" }).flatten().toColourspace("srgb");
  return upright.raw().toBuffer().catch(unreadable);
}

export function unreadable(cause?: unknown): never {
  throw new PictureError("InvalidImageFormatException", "Request has invalid image format", { cause });
}
