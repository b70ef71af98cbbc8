import { useMutation } from "@tanstack/react-query";
import type { Cut } from "@videoflow/client/schema";
import { Download } from "lucide-react";
import { Button, buttonClass } from "#web/components/ui/button.tsx";
import { formatBytes } from "#web/lib/format.ts";
import { cutMutations } from "#web/lib/mutations/cut.ts";
import { isBeingMade } from "#web/lib/status.ts";
import { Shares } from "./shares.tsx";

const KINDS = {
  video: "Videos",
  hls: "For streaming",
  sidecar: "Captions",
  timeline: "For editing programs",
  thumbnail: "Pictures",
} as const;
type Kind = keyof typeof KINDS;

/** What left the house: each file with what was measured, to be saved; and links for those without an account. */
export function FilesPanel({ cut }: { readonly cut: Cut }) {
  const { deliverables, cutId, status, revision } = cut;
  const render = useMutation(cutMutations.render(cutId));
  const isDue = revision !== undefined && !deliverables.some((file) => file.revision === revision);
  return (
    <div className="space-y-5">
      {deliverables.length === 0 && <p className="text-ink-soft">Nothing is rendered yet.</p>}
      {isDue && !isBeingMade(status) && (
        <Button disabled={render.isPending} onClick={() => render.mutate()}>
          Render version {revision}
        </Button>
      )}
      {render.error && (
        <p role="alert" className="text-failed">
          {render.error.message}
        </p>
      )}
      {(Object.keys(KINDS) as Kind[]).map((kind) => (
        <Files key={kind} kind={kind} files={deliverables.filter((file) => file.kind === kind)} />
      ))}
      <Shares cut={cut} />
    </div>
  );
}

function Files({ kind, files }: { readonly kind: Kind; readonly files: Cut["deliverables"] }) {
  if (files.length === 0) return null;
  return (
    <div>
      <h3 className="mb-1 font-bold">{KINDS[kind]}</h3>
      <ul>
        {files.map(({ name, revision, bytes, measured, downloadUrl, uri }) => (
          <li key={uri} className="flex items-center gap-2 border-line border-b py-1">
            <span className="min-w-0 flex-1">
              <span className="block truncate" title={name}>
                {name}
              </span>
              <span className="text-ink-faint text-small">
                version {revision}, {formatBytes(bytes)}
                {measured?.integratedLufs != null && `, ${measured.integratedLufs.toFixed(1)} LUFS`}
                {measured && `, ${measured.frames} frames`}
              </span>
            </span>
            {kind !== "hls" && (
              <a
                href={downloadUrl}
                download
                aria-label={`Download ${name}`}
                className={buttonClass({ look: "quiet", size: "icon" })}
              >
                <Download aria-hidden />
              </a>
            )}
          </li>
        ))}
      </ul>
      {kind === "hls" && (
        <p className="mt-1 text-ink-soft text-small">A link, made below, has addresses for players.</p>
      )}
    </div>
  );
}
