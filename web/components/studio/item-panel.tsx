import type { Cut, NewRevision, TimelineItem } from "@videoflow/client/schema";
import { move, remove } from "@videoflow/core/cut/edit";
import { msOf } from "@videoflow/core/cut/frame-rate";
import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { useQueryStates } from "nuqs";
import { Button } from "#web/components/ui/button.tsx";
import { Fact, Facts } from "#web/components/ui/facts.tsx";
import { cutParams } from "#web/lib/cut/params.ts";
import { itemTitle, placedItems, type Spec } from "#web/lib/cut/spec.ts";
import { formatClock, formatElapsed } from "#web/lib/format.ts";
import { isBeingMade } from "#web/lib/status.ts";
import { AssetName } from "./asset-name.tsx";
import { EvidenceList } from "./evidence-list.tsx";
import { SwapForm } from "./swap-form.tsx";
import { TrimForm } from "./trim-form.tsx";

interface Props {
  readonly cut: Cut;
  readonly onPropose: (change: NewRevision) => void;
}

/** The item that was clicked on: why it is there, what it rests on, and what else could be there. */
export function ItemPanel({ cut, onPropose }: Props) {
  const [{ item: open }] = useQueryStates(cutParams);
  const { spec, cutId, revision } = cut;
  if (!spec || !revision) return <p className="text-ink-soft">There is no version of the cut yet.</p>;
  const place = placedItems(spec).find(({ item }) => item.id === open);
  if (!place)
    return <p className="text-ink-soft">Choose a clip on the timeline or in the list to see what it rests on.</p>;
  const { item, number } = place;
  const propose = (next: Spec) => onPropose({ by: "spec", spec: next });

  return (
    <div className="space-y-4">
      <h3 className="font-bold text-lead">
        {number}. {itemTitle(item)}
      </h3>
      <ItemFacts item={item} spec={spec} startFrame={place.startFrame} />
      <div>
        <h4 className="mb-1 font-bold">What it rests on</h4>
        <EvidenceList evidence={item.evidence} />
      </div>
      <TextsOn spec={spec} startFrame={place.startFrame} frames={item.frames} />
      {!isBeingMade(cut.status) && (
        <>
          <div className="flex flex-wrap gap-2">
            <Button size="sm" disabled={number === 1} onClick={() => propose(move(spec, item.id, -1))}>
              <ArrowUp aria-hidden />
              Earlier
            </Button>
            <Button size="sm" disabled={number === spec.items.length} onClick={() => propose(move(spec, item.id, 1))}>
              <ArrowDown aria-hidden />
              Later
            </Button>
            <Button size="sm" disabled={spec.items.length === 1} onClick={() => propose(remove(spec, item.id))}>
              <Trash2 aria-hidden />
              Take out
            </Button>
          </div>
          {item.kind === "clip" && (
            <>
              <TrimForm key={`trim ${item.id} ${revision}`} {...{ cutId, revision, spec, item, propose }} />
              <SwapForm key={`swap ${item.id} ${revision}`} {...{ cutId, revision, spec, item, propose }} />
            </>
          )}
        </>
      )}
    </div>
  );
}

function ItemFacts({
  item,
  spec,
  startFrame,
}: {
  readonly item: TimelineItem;
  readonly spec: Spec;
  readonly startFrame: number;
}) {
  const ms = (frames: number) => msOf(frames, spec.frameRate);
  return (
    <Facts>
      <Fact name="In the cut">
        {formatClock(ms(startFrame))}, for {formatElapsed(ms(item.frames))}
      </Fact>
      {item.kind === "clip" && (
        <>
          <Fact name="Footage">
            <AssetName assetId={item.assetId} atMs={ms(item.inFrame)} />
          </Fact>
          <Fact name="Sound">
            {item.sound.on ? `its own, ${item.sound.gainDb} dB` : "off"}
            {item.sound.on && item.sound.leadFrames > 0 && `, from ${formatElapsed(ms(item.sound.leadFrames))} before`}
            {item.sound.on && item.sound.tailFrames > 0 && `, until ${formatElapsed(ms(item.sound.tailFrames))} after`}
          </Fact>
        </>
      )}
      <Fact name="Begins">{item.fadeIn ? `with a fade of ${formatElapsed(ms(item.fadeIn))}` : "with a cut"}</Fact>
    </Facts>
  );
}

/** Titles that stand on an item rest on something of their own. */
function TextsOn({
  spec,
  startFrame,
  frames,
}: {
  readonly spec: Spec;
  readonly startFrame: number;
  readonly frames: number;
}) {
  const titles = spec.titles.filter(
    (title) => title.startFrame >= startFrame && title.startFrame < startFrame + frames,
  );
  if (titles.length === 0) return null;
  return (
    <div>
      <h4 className="mb-1 font-bold">What is written on it</h4>
      <ul className="space-y-2">
        {titles.map((title) => (
          <li key={title.id}>
            <p>“{title.lines.join(" / ")}”</p>
            <EvidenceList evidence={title.evidence} />
          </li>
        ))}
      </ul>
    </div>
  );
}
