"use client";

import { useMutation } from "@tanstack/react-query";
import { CircleStop } from "lucide-react";
import { useState } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { DialogFrame } from "#web/components/ui/dialog-frame.tsx";
import { runMutations } from "#web/lib/mutations/run.ts";

export function CancelButton({ runId }: { readonly runId: string }) {
  const [open, setOpen] = useState(false);
  const { mutate, isPending, error, reset } = useMutation(runMutations.cancel());
  return (
    <DialogFrame
      trigger={
        <Button>
          <CircleStop aria-hidden />
          Cancel
        </Button>
      }
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        reset();
      }}
      title="Cancel this run?"
      description="It ends where it is. What was made stays; the asset has failed until the run is redriven or replayed."
      error={error?.message}
      action={
        <Button look="primary" disabled={isPending} onClick={() => mutate(runId, { onSuccess: () => setOpen(false) })}>
          {isPending ? "Cancelling" : "Cancel the run"}
        </Button>
      }
    />
  );
}
