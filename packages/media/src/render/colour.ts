/** `#rrggbb` to its luminance, 0 to 1. WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Large letters need this much. */
const LEAST_CONTRAST = 3;

/** The wanted colour when it can be read on the ground, else black or white. */
export const readable = (wanted: string, ground: string): string =>
  contrast(wanted, ground) >= LEAST_CONTRAST
    ? wanted
    : (["#ffffff", "#000000"].toSorted((a, b) => contrast(b, ground) - contrast(a, ground))[0] ?? wanted);
