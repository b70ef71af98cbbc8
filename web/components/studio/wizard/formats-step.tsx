import { Choice } from "#web/components/ui/choice.tsx";
import { fieldClass } from "#web/components/ui/field.ts";
import { type Draft, FORMATS, type FormatName, isBudget } from "#web/lib/cut/draft.ts";
import type { StepProps } from "./step-props.ts";

const CAPTIONS = [
  { value: "burned", title: "Burned in" },
  { value: "sidecar", title: "File beside it" },
  { value: "none", title: "None" },
] as const;
const LINES = [540, 720, 1080] as const;
const RENDER: readonly { value: Draft["render"]; title: string; detail: string }[] = [
  {
    value: "when_approved",
    title: "After I approved it",
    detail: "Nothing is rendered before you have seen the plan.",
  },
  { value: "when_passed", title: "At once", detail: "As soon as the cut has passed its gates." },
];
const LOUDNESS = [
  { value: "-14", title: "-14 LUFS, for the web" },
  { value: "-23", title: "-23 LUFS, for broadcast" },
] as const;

export function FormatsStep({ draft, change }: StepProps) {
  return (
    <div className="space-y-5">
      <fieldset>
        <legend className="mb-1 text-ink-soft">Shapes of the picture</legend>
        <div className="grid gap-2 sm:grid-cols-3">
          {(Object.keys(FORMATS) as FormatName[]).map((name) => (
            <FormatChoice key={name} name={name} draft={draft} change={change} />
          ))}
        </div>
      </fieldset>
      <Choice
        legend="Loudness"
        name="loudness"
        options={LOUDNESS}
        value={String(draft.loudness) as "-14" | "-23"}
        onChange={(loudness) => change({ loudness: loudness === "-14" ? -14 : -23 })}
      />
      <Choice
        legend="When it is rendered"
        name="render"
        options={RENDER}
        value={draft.render}
        onChange={(render) => change({ render })}
      />
      <label className="block">
        <span className="mb-1 block text-ink-soft">Budget in US dollars; a dearer cut is refused</span>
        <span className="flex items-center gap-1.5">
          <span aria-hidden className="text-ink-soft">
            $
          </span>
          <input
            inputMode="decimal"
            placeholder="None"
            value={draft.budget}
            aria-invalid={!isBudget(draft.budget)}
            onChange={({ target }) => change({ budget: target.value.trim() })}
            className={`${fieldClass} w-28 aria-invalid:border-failed`}
          />
        </span>
      </label>
    </div>
  );
}

function FormatChoice({ name, draft, change }: { readonly name: FormatName } & Pick<StepProps, "draft" | "change">) {
  const format = draft.formats[name];
  const { title, detail, shape } = FORMATS[name];
  const set = (part: Partial<typeof format>) =>
    change({ formats: { ...draft.formats, [name]: { ...format, ...part } } });
  return (
    <div className="rounded-md p-3 shadow-[inset_0_0_0_1px_var(--line)] has-[>label>input:checked]:bg-surface">
      <label className="flex cursor-pointer items-start gap-2.5">
        <input
          type="checkbox"
          checked={format.on}
          onChange={({ target }) => set({ on: target.checked })}
          className="mt-0.5 size-3.5 accent-ink"
        />
        <span className="flex-1">
          {title}
          <span className="block text-ink-soft text-small">{detail}</span>
        </span>
        <span aria-hidden className="h-8 rounded-sm border border-line-strong" style={{ aspectRatio: shape }} />
      </label>
      {format.on && (
        <div className="mt-3 space-y-2">
          <label className="flex items-center justify-between gap-2 text-ink-soft">
            Captions
            <select
              aria-label={`Captions of ${title}`}
              value={format.captions}
              onChange={({ target }) => set({ captions: target.value as typeof format.captions })}
              className={fieldClass}
            >
              {CAPTIONS.map((choice) => (
                <option key={choice.value} value={choice.value}>
                  {choice.title}
                </option>
              ))}
            </select>
          </label>
          <label className="flex items-center justify-between gap-2 text-ink-soft">
            Lines
            <select
              aria-label={`Lines of ${title}`}
              value={format.lines}
              onChange={({ target }) => set({ lines: Number(target.value) as typeof format.lines })}
              className={fieldClass}
            >
              {LINES.map((lines) => (
                <option key={lines}>{lines}</option>
              ))}
            </select>
          </label>
          <label className="flex items-center gap-2 text-ink-soft">
            <input
              type="checkbox"
              aria-label={`HLS of ${title}`}
              checked={format.hls}
              onChange={({ target }) => set({ hls: target.checked })}
              className="size-3.5 accent-ink"
            />
            Also for streaming (HLS)
          </label>
        </div>
      )}
    </div>
  );
}
