import type { UseCase } from "@videoflow/client/schema";
import { Choice } from "#web/components/ui/choice.tsx";
import { fieldClass } from "#web/components/ui/field.ts";
import { USE_CASES } from "#web/lib/cut/use-cases.ts";
import type { StepProps } from "./step-props.ts";

const OPTIONS = (Object.keys(USE_CASES) as UseCase[]).map((value) => ({ value, ...USE_CASES[value] }));

export function UseCaseStep({ draft, change }: StepProps) {
  return (
    <div className="space-y-5">
      <Choice
        legend="What the cut is for"
        name="use-case"
        options={OPTIONS}
        value={draft.useCase}
        onChange={(useCase) => change({ useCase, seconds: USE_CASES[useCase].seconds })}
      />
      <label className="block">
        <span className="mb-1 block text-ink-soft">Title; without one, the crew finds it</span>
        <input
          value={draft.title}
          maxLength={120}
          onChange={({ target }) => change({ title: target.value })}
          className={`${fieldClass} w-full max-w-md`}
        />
      </label>
    </div>
  );
}
