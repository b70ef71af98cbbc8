import { Choice } from "#web/components/ui/choice.tsx";
import { fieldClass } from "#web/components/ui/field.ts";
import type { Draft } from "#web/lib/cut/draft.ts";
import type { StepProps } from "./step-props.ts";
import { WishList } from "./wish-list.tsx";

const TONES: readonly { value: Draft["tone"]; title: string }[] = [
  { value: "neutral", title: "Neutral" },
  { value: "warm", title: "Warm" },
  { value: "energetic", title: "Energetic" },
  { value: "solemn", title: "Solemn" },
];

export function BriefStep({ draft, change }: StepProps) {
  return (
    <div className="space-y-5">
      <label className="block">
        <span className="mb-1 block text-ink-soft">What the cut is to tell</span>
        <textarea
          value={draft.brief}
          rows={5}
          maxLength={4000}
          onChange={({ target }) => change({ brief: target.value })}
          className={`${fieldClass} h-auto w-full py-1.5`}
        />
      </label>
      <div className="flex flex-wrap gap-x-6 gap-y-3">
        <Seconds
          label="Length in seconds"
          value={draft.seconds}
          min={1}
          max={3600}
          onChange={(seconds) => change({ seconds })}
        />
        <Seconds
          label="May differ by seconds"
          value={draft.toleranceSeconds}
          min={0}
          max={600}
          onChange={(toleranceSeconds) => change({ toleranceSeconds })}
        />
      </div>
      <Choice legend="Tone" name="tone" options={TONES} value={draft.tone} onChange={(tone) => change({ tone })} />
      <WishList title="Must be in the cut" wishes={draft.mustHave} onChange={(mustHave) => change({ mustHave })} />
      <WishList
        title="Must not be in it"
        wishes={draft.mustNotHave}
        onChange={(mustNotHave) => change({ mustNotHave })}
      />
    </div>
  );
}

interface SecondsProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

function Seconds({ label, value, min, max, onChange }: SecondsProps) {
  return (
    <label className="block">
      <span className="mb-1 block text-ink-soft">{label}</span>
      <input
        type="number"
        {...{ min, max }}
        step="0.5"
        // A field that was emptied holds no number, and must be able to be empty.
        value={Number.isNaN(value) || value === null ? "" : value}
        onChange={({ target }) => onChange(target.valueAsNumber)}
        className={`${fieldClass} w-28`}
      />
    </label>
  );
}
