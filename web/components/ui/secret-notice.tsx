import type { ReactNode } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { CopyButton } from "#web/components/ui/copy-button.tsx";

interface Props {
  /** Whose secret it is. */
  readonly of: string;
  readonly secret: string;
  readonly onDone: () => void;
  /** What it is good for. */
  readonly children: ReactNode;
}

/** A secret, the one time that it is shown. */
export function SecretNotice({ of, secret, onDone, children }: Props) {
  return (
    <div role="status" className="mb-6 rounded-md border border-line-strong bg-surface p-3">
      <p className="font-bold">Copy the secret of {of} now: it is not shown again.</p>
      <p className="text-ink-soft">{children}</p>
      <p className="my-2 flex items-center gap-1">
        <code className="break-all font-mono text-small">{secret}</code>
        <CopyButton text={secret} label="Copy the secret" />
      </p>
      <Button size="sm" onClick={onDone}>
        I have it
      </Button>
    </div>
  );
}
