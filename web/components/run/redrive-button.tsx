"use client";

import { useMutation } from "@tanstack/react-query";
import type { Run } from "@videoflow/client/schema";
import { RotateCw } from "lucide-react";
import { useState } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { DialogFrame } from "#web/components/ui/dialog-frame.tsx";
import { runMutations } from "#web/lib/mutations/run.ts";
import { stepTitle } from "#web/lib/step.ts";

export function RedriveButton({ run }: { readonly run: Run }) {
  const [open, setOpen] = useState(false);
  const { mutate, isPending, error, reset } = useMutation(runMutations.redrive());
  const where = run.failedStep ? `with ${stepTitle(run.failedStep)}, the step that failed` : "where it ended";
  return (
    <DialogFrame
      trigger={
        <Button look="primary">
          <RotateCw aria-hidden />
          Redrive
        </Button>
      }
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        reset();
      }}
      title="Redrive this run?"
      description={`It goes on ${where}. What is done is not done again.`}
      error={error?.message}
      action={
        <Button
          look="primary"
          disabled={isPending}
          onClick={() => mutate(run.runId, { onSuccess: () => setOpen(false) })}
        >
          {isPending ? "Redriving" : "Redrive the run"}
        </Button>
      }
    />
  );
}
