import type { SharedCut } from "@videoflow/client/schema";
import { apiUrl } from "#api-url";
import { CopyButton } from "#web/components/ui/copy-button.tsx";
import { FORMATS } from "#web/lib/cut/draft.ts";

/** Where players that adapt to the line find a cut; the address itself lets them in. */
export function StreamAddresses({ streams }: Pick<SharedCut, "streams">) {
  if (streams.length === 0) return null;
  return (
    <div className="mt-3">
      <p className="text-ink-soft text-small">For players that take HLS, as good as the line allows:</p>
      {streams.map(({ variant, path }) => (
        <Address key={variant} of={`the stream, ${FORMATS[variant].title.toLowerCase()}`} url={apiUrl() + path} />
      ))}
    </div>
  );
}

/** An address that is long, and to be copied. */
export function Address({ of, url }: { readonly of: string; readonly url: string }) {
  return (
    <p className="mt-2 flex items-center gap-1 rounded-md bg-ground py-1 pr-1 pl-2">
      <a href={url} className="min-w-0 flex-1 truncate font-mono text-small">
        {url}
      </a>
      <CopyButton text={url} label={`Copy ${of}`} />
    </p>
  );
}
