import type { DeadLetter } from "@videoflow/client/schema";
import Link from "next/link";
import { JsonView } from "#web/components/run/json-view.tsx";
import { Age } from "#web/components/ui/age.tsx";
import { Button } from "#web/components/ui/button.tsx";

interface Props {
  readonly letter: DeadLetter;
  readonly isSending: boolean;
  readonly onSend: () => void;
}

const sources = { received: "News of an original", undelivered: "Event" } as const;

export function DeadLetterItem({ letter, isSending, onSend }: Props) {
  const { source, about, reason, sentAt, tries, assetId, body } = letter;
  return (
    <li className="border-line border-b py-2.5">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-1">
        <div className="min-w-0 flex-1 basis-72">
          <p className="break-words">
            <span className="text-ink-faint">{sources[source]}</span> <span className="font-bold">{about}</span>
          </p>
          <p className="break-words">
            {reason.message} <code className="font-mono text-ink-faint text-small">{reason.code}</code>
          </p>
          <p className="flex flex-wrap gap-x-3 text-ink-faint text-small">
            <Age at={sentAt} />
            {tries !== undefined && <span>tried {tries === 1 ? "once" : `${tries} times`}</span>}
            {assetId && (
              <Link href={`/assets/${assetId}`} prefetch={false} className="underline underline-offset-2">
                the asset
              </Link>
            )}
          </p>
        </div>
        <Button size="sm" disabled={isSending} aria-label={`Send ${about} again`} onClick={onSend}>
          Send again
        </Button>
      </div>
      <details className="mt-1">
        <summary className="text-ink-soft text-small">The message</summary>
        <JsonView title="Message" value={body} absent="" />
      </details>
    </li>
  );
}
