import { createRequire } from "node:module";
import type { Brand } from "@videoflow/core/cut/order.schema";

/**
 * The Noto fonts (SIL Open Font License), of packages that lie beside the code. They have Latin, Greek and Cyrillic letters; Sans also
 * Devanagari.
 */
const FONTS = {
  sans: {
    family: "Noto Sans",
    regular: "noto-sans/400Regular/NotoSans_400Regular",
    bold: "noto-sans/600SemiBold/NotoSans_600SemiBold",
  },
  serif: {
    ...{ family: "Noto Serif", regular: "noto-serif/400Regular/NotoSerif_400Regular" },
    ...{ bold: "noto-serif/600SemiBold/NotoSerif_600SemiBold" },
  },
  mono: {
    ...{ family: "Noto Sans Mono", regular: "noto-sans-mono/400Regular/NotoSansMono_400Regular" },
    ...{ bold: "noto-sans-mono/600SemiBold/NotoSansMono_600SemiBold" },
  },
} as const satisfies Record<Brand["font"], object>;

const { resolve } = createRequire(import.meta.url);

export const familyOf = (font: Brand["font"]): string => FONTS[font].family;

/** One of the font's two weights, as a file. */
export const fontFile = (font: Brand["font"], bold: boolean): string =>
  resolve(`@expo-google-fonts/${FONTS[font][bold ? "bold" : "regular"]}.ttf`);
