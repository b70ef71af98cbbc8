"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { Repeat } from "lucide-react";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { DialogFrame } from "#web/components/ui/dialog-frame.tsx";
import { parseJsonObject } from "#web/lib/json-object.ts";
import { runMutations } from "#web/lib/mutations/run.ts";
import { runQueries } from "#web/lib/queries/run.ts";

/** Starts a run anew, with its input as it was or edited. */
export function ReplayButton({ runId }: { readonly runId: string }) {
  const [open, setOpen] = useState(false);
  const [edited, setEdited] = useState<string>();
  const { data } = useQuery({ ...runQueries.graph(runId, false), enabled: open });
  const { mutate, isPending, error, reset } = useMutation(runMutations.replay());
  const router = useRouter();
  const id = useId();
  const text = edited ?? (data ? JSON.stringify(data.input, null, 2) : "");
  const input = parseJsonObject(text);
  const wrong = data && !input.ok ? input.message : undefined;

  function replay() {
    if (!input.ok) return;
    mutate(
      { runId, input: input.value },
      {
        onSuccess: (begun) => {
          setOpen(false);
          router.push(`/runs/${begun.runId}`);
        },
      },
    );
  }

  return (
    <DialogFrame
      trigger={
        <Button>
          <Repeat aria-hidden />
          Replay
        </Button>
      }
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setEdited(undefined);
        reset();
      }}
      title="Replay this run?"
      description="Another run begins with this input. This one stays as it is."
      error={error?.message}
      action={
        <Button look="primary" disabled={isPending || !input.ok} onClick={replay}>
          {isPending ? "Starting" : "Start a new run"}
        </Button>
      }
    >
      <label htmlFor={id} className="mt-3 mb-1 block text-ink-faint">
        Input
      </label>
      <textarea
        id={id}
        rows={6}
        spellCheck={false}
        value={text}
        disabled={!data}
        aria-invalid={wrong !== undefined}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onChange={({ target }) => {
          setEdited(target.value);
          reset();
        }}
        className="w-full rounded-md border border-line-strong bg-surface p-2 font-mono text-small"
      />
      <p id={`${id}-wrong`} role="status" className="min-h-4 text-rejected text-small">
        {wrong}
      </p>
    </DialogFrame>
  );
}
