"use client";

import { useQuery } from "@tanstack/react-query";
import type { Derivative } from "@videoflow/client/schema";
import type { Checks } from "@videoflow/core/defect/defect.schema";
import { Fact, Facts } from "#web/components/ui/facts.tsx";
import { StatusMark } from "#web/components/ui/status-mark.tsx";
import { defectName, describeDefect, SEVERITIES } from "#web/lib/defect.ts";
import { formatClock, formatElapsed } from "#web/lib/format.ts";
import { documentQueries } from "#web/lib/queries/document.ts";
import { useSeek } from "#web/lib/use-seek.ts";
import { DocumentState } from "./document-state.tsx";

interface Props {
  readonly derivatives: readonly Derivative[];
  readonly video: HTMLVideoElement | null;
}

/** What is wrong with picture or sound: where, what was measured, and what it should have kept to. */
export function DefectsPanel({ derivatives, video }: Props) {
  const query = useQuery(documentQueries.checks(derivatives));
  return (
    <DocumentState query={query} none="This asset was not checked.">
      {({ defects, loudness }) => (
        <div className="min-h-0 flex-1 overflow-y-auto">
          {defects.length === 0 && (
            <p className="p-4 text-lead">Nothing was found to be wrong with picture or sound.</p>
          )}
          <ol>
            {defects.map((defect) => (
              <DefectRow key={`${defect.kind} ${defect.startMs} ${defect.unit}`} defect={defect} video={video} />
            ))}
          </ol>
          {loudness && <Loudness loudness={loudness} />}
        </div>
      )}
    </DocumentState>
  );
}

function DefectRow({ defect, video }: { readonly defect: Checks["defects"][number]; readonly video: Props["video"] }) {
  const seek = useSeek(video);
  const { kind, startMs, endMs, severity } = defect;
  const { label, tone, means } = SEVERITIES[severity];
  return (
    <li className="relative border-line border-b px-4 py-2.5 hover:bg-hover">
      <div className="flex items-baseline justify-between gap-3">
        <button type="button" onClick={() => seek(startMs)} className="field-link text-left font-bold">
          {defectName(kind)}
        </button>
        <span title={means}>
          <StatusMark tone={tone} label={label} />
        </span>
      </div>
      <p className="text-ink-soft">
        {formatClock(startMs)}–{formatClock(endMs)}, for {formatElapsed(endMs - startMs)}
      </p>
      <p className="mt-0.5 text-ink-soft">{describeDefect(defect)}</p>
    </li>
  );
}

function Loudness({ loudness }: { readonly loudness: NonNullable<Checks["loudness"]> }) {
  const { integratedLufs, rangeLu, truePeakDbtp } = loudness;
  return (
    <div className="p-4">
      <h3 className="mb-1 text-ink-faint text-small">Loudness of the whole, by EBU R 128</h3>
      <Facts>
        <Fact name="Integrated">{integratedLufs.toFixed(1)} LUFS</Fact>
        <Fact name="Range">{rangeLu.toFixed(1)} LU</Fact>
        <Fact name="True peak">{truePeakDbtp.toFixed(1)} dBTP</Fact>
      </Facts>
    </div>
  );
}
