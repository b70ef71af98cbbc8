import type { Draft } from "#web/lib/cut/draft.ts";

const FACES = { sans: "var(--face)", serif: "Georgia, 'Liberation Serif', serif", mono: "var(--face-mono)" } as const;

/** How a title and a card will look. */
export function BrandPreview({ brand }: { readonly brand: Draft["brand"] }) {
  const fontFamily = FACES[brand.font];
  return (
    <div aria-hidden className="space-y-2 self-start">
      <div className="relative aspect-video overflow-hidden rounded-sm bg-stage">
        {brand.logo && (
          // biome-ignore lint/performance/noImgElement: it is not on a server yet.
          <img
            src={`data:image/png;base64,${brand.logo}`}
            alt=""
            className="absolute top-2 right-2 h-8 object-contain"
          />
        )}
        <p
          className="absolute bottom-4 left-3 px-2 py-0.5 font-bold text-title"
          style={{ fontFamily, color: brand.text, background: brand.lowerThirds ? brand.primary : "transparent" }}
        >
          Ada Lovelace
        </p>
      </div>
      <div
        className="flex aspect-video flex-col items-center justify-center rounded-sm"
        style={{ fontFamily, color: brand.text, background: brand.background }}
      >
        <span className="text-figure" style={{ color: brand.primary }}>
          42
        </span>
        <span className="text-lead">goals in one year</span>
      </div>
    </div>
  );
}
