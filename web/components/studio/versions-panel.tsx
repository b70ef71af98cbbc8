import { useQuery } from "@tanstack/react-query";
import type { Cut, NewRevision } from "@videoflow/client/schema";
import { differenceOf } from "@videoflow/core/cut/interchange/difference";
import { useQueryStates } from "nuqs";
import { Button } from "#web/components/ui/button.tsx";
import { fieldClass } from "#web/components/ui/field.ts";
import { Unread } from "#web/components/ui/unread.tsx";
import type { FormatName } from "#web/lib/cut/draft.ts";
import { cutParams } from "#web/lib/cut/params.ts";
import { cutQueries } from "#web/lib/queries/cut.ts";
import { ChangesList } from "./changes-list.tsx";
import { TimelineImport } from "./timeline-import.tsx";
import { VersionsBeside } from "./versions-beside.tsx";

interface Props {
  readonly cut: Cut;
  readonly format: FormatName;
  readonly onPropose: (change: NewRevision) => void;
}

/** Older versions beside the latest one, and timelines that were edited elsewhere. */
export function VersionsPanel({ cut, format, onPropose }: Props) {
  const { revision = 0 } = cut;
  const [{ against }, setParams] = useQueryStates(cutParams);
  const others = Array.from({ length: Math.max(revision - 1, 0) }, (_, index) => revision - 1 - index);
  const chosen = against !== null && others.includes(against) ? against : null;
  return (
    <div className="space-y-5">
      {others.length === 0 ? (
        <p className="text-ink-soft">There is one version. A change of a clip or an imported timeline makes another.</p>
      ) : (
        <label className="flex items-center gap-2">
          Compare version {revision} with
          <select
            value={chosen ?? ""}
            onChange={({ target }) => void setParams({ against: target.value ? Number(target.value) : null })}
            className={fieldClass}
          >
            <option value="">none</option>
            {others.map((other) => (
              <option key={other} value={other}>
                version {other}
              </option>
            ))}
          </select>
        </label>
      )}
      {chosen !== null && <Compared cut={cut} format={format} against={chosen} onPropose={onPropose} />}
      <TimelineImport onPropose={onPropose} />
    </div>
  );
}

function Compared({ cut, format, against, onPropose }: Props & { readonly against: number }) {
  const { data, error, refetch } = useQuery(cutQueries.revision(cut.cutId, against));
  if (error) return <Unread {...{ error, refetch }} />;
  if (!data || !cut.spec) return <p className="breathe text-ink-soft">Loading version {against} …</p>;
  const changes = differenceOf(data.spec, cut.spec);
  return (
    <div className="space-y-3">
      <h3 className="font-bold">
        From version {against} to {cut.revision}
      </h3>
      <ChangesList changes={changes} />
      <VersionsBeside before={data.spec} cut={cut} after={cut.spec} format={format} changes={changes} />
      <Button
        size="sm"
        onClick={() => onPropose({ by: "spec", spec: { ...data.spec, revision: cut.spec?.revision ?? against } })}
      >
        Go back to version {against}
      </Button>
    </div>
  );
}
