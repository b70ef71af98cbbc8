import { Choice } from "#web/components/ui/choice.tsx";
import type { Draft } from "#web/lib/cut/draft.ts";
import { AssetChoice } from "./asset-choice.tsx";
import { CollectionChoice } from "./collection-choice.tsx";
import { SearchChoice } from "./search-choice.tsx";
import type { StepProps } from "./step-props.ts";

const WAYS: readonly { value: Draft["by"]; title: string }[] = [
  { value: "assets", title: "Assets that I choose" },
  { value: "collection", title: "A collection" },
  { value: "search", title: "What a search finds" },
];

export function FootageStep(props: StepProps) {
  const { draft, change } = props;
  return (
    <div className="space-y-4">
      <Choice
        legend="Where the footage comes from"
        name="by"
        options={WAYS}
        value={draft.by}
        onChange={(by) => change({ by })}
      />
      {draft.by === "assets" && <AssetChoice {...props} />}
      {draft.by === "collection" && <CollectionChoice {...props} />}
      {draft.by === "search" && <SearchChoice {...props} />}
    </div>
  );
}
