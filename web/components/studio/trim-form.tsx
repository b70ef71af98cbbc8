import { useQuery } from "@tanstack/react-query";
import { trim } from "@videoflow/core/cut/edit";
import { fpsOf, msOf } from "@videoflow/core/cut/frame-rate";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { Unread } from "#web/components/ui/unread.tsx";
import { formatElapsed } from "#web/lib/format.ts";
import { cutQueries } from "#web/lib/queries/cut.ts";
import { formatTimecode } from "#web/lib/timecode.ts";
import type { EditProps } from "./edit-props.ts";

/** Begins or ends a clip elsewhere: only where no word and no shot is cut in two. */
export function TrimForm({ cutId, revision, spec, item, propose }: EditProps) {
  const { data, error, refetch } = useQuery(cutQueries.trimPoints(cutId, revision, item.id));
  const [inFrame, setIn] = useState(item.inFrame);
  const [outFrame, setOut] = useState(item.inFrame + item.frames);
  const frames = outFrame - inFrame;
  const isSame = inFrame === item.inFrame && frames === item.frames;

  return (
    <div>
      <h4 className="mb-1 font-bold">Trim</h4>
      {error && <Unread {...{ error, refetch }} />}
      {data && (
        <div className="space-y-1.5">
          <Point
            label="Begins at"
            frame={inFrame}
            points={data.ins.filter((at) => at < outFrame)}
            onMove={setIn}
            frameRate={spec.frameRate}
          />
          <Point
            label="Ends at"
            frame={outFrame}
            points={data.outs.filter((at) => at > inFrame)}
            onMove={setOut}
            frameRate={spec.frameRate}
          />
          <Button size="sm" disabled={isSame} onClick={() => propose(trim(spec, item.id, { inFrame, frames }))}>
            Trim to {formatElapsed(msOf(frames, spec.frameRate))}
          </Button>
        </div>
      )}
    </div>
  );
}

interface PointProps {
  readonly label: string;
  readonly frame: number;
  /** In their order. */
  readonly points: readonly number[];
  readonly frameRate: string;
  readonly onMove: (frame: number) => void;
}

function Point({ label, frame, points, frameRate, onMove }: PointProps) {
  const before = points.findLast((point) => point < frame);
  const after = points.find((point) => point > frame);
  return (
    <div className="flex items-center gap-1.5">
      <span className="w-20 text-ink-soft">{label}</span>
      <Button
        size="iconSm"
        aria-label={`${label}: earlier`}
        disabled={before === undefined}
        onClick={() => before !== undefined && onMove(before)}
      >
        <ChevronLeft aria-hidden />
      </Button>
      <output aria-label={label} className="w-24 text-center">
        {formatTimecode((frame + 0.5) / fpsOf(frameRate), fpsOf(frameRate))}
      </output>
      <Button
        size="iconSm"
        aria-label={`${label}: later`}
        disabled={after === undefined}
        onClick={() => after !== undefined && onMove(after)}
      >
        <ChevronRight aria-hidden />
      </Button>
    </div>
  );
}
