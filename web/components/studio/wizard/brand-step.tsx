import { useState } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { Choice } from "#web/components/ui/choice.tsx";
import { readPng } from "#web/lib/cut/read-png.ts";
import { BrandPreview } from "./brand-preview.tsx";
import type { StepProps } from "./step-props.ts";

const FONTS = [
  { value: "sans", title: "Sans" },
  { value: "serif", title: "Serif" },
  { value: "mono", title: "Mono" },
] as const;
const COLOURS = [
  ["primary", "Band"],
  ["text", "Text"],
  ["background", "Cards"],
] as const;

export function BrandStep({ draft: { brand }, change }: StepProps) {
  const [problem, setProblem] = useState<string>();
  const set = (part: Partial<typeof brand>) => change({ brand: { ...brand, ...part } });

  async function takeLogo(file: File | undefined) {
    if (!file) return;
    const { base64, problem: found } = await readPng(file);
    setProblem(found);
    if (base64) set({ logo: base64 });
  }

  return (
    <div className="grid gap-6 sm:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="space-y-5">
        <fieldset>
          <legend className="mb-1 text-ink-soft">Colours</legend>
          <div className="flex flex-wrap gap-4">
            {COLOURS.map(([name, title]) => (
              <label key={name} className="flex items-center gap-2">
                <input
                  type="color"
                  value={brand[name]}
                  onChange={({ target }) => set({ [name]: target.value })}
                  className="h-7 w-10 rounded-md"
                />
                {title}
              </label>
            ))}
          </div>
        </fieldset>
        <Choice legend="Font" name="font" options={FONTS} value={brand.font} onChange={(font) => set({ font })} />
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            checked={brand.lowerThirds}
            onChange={({ target }) => set({ lowerThirds: target.checked })}
            className="size-3.5 accent-ink"
          />
          Titles stand on a band in the lower third
        </label>
        <div>
          <label className="block">
            <span className="mb-1 block text-ink-soft">Logo, a PNG of at most 200 kB</span>
            <input
              type="file"
              accept="image/png"
              onChange={({ target }) => void takeLogo(target.files?.[0])}
              className="max-w-full text-small file:mr-2 file:rounded-md file:border file:border-line file:bg-surface file:px-2 file:py-1"
            />
          </label>
          {brand.logo && (
            <Button look="quiet" size="sm" onClick={() => set({ logo: undefined })}>
              Without a logo
            </Button>
          )}
          {problem && (
            <p role="alert" className="mt-1 text-failed">
              {problem}
            </p>
          )}
        </div>
      </div>
      <BrandPreview brand={brand} />
    </div>
  );
}
