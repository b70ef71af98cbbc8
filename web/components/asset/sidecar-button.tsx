"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Asset } from "@videoflow/client/schema";
import { isSidecarName, SIDECAR_BYTES } from "@videoflow/core/sidecar/sidecar.schema";
import { FileText } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { formatBytes } from "#web/lib/format.ts";
import { assetMutations } from "#web/lib/mutations/asset.ts";

/** Takes a file with what is said: it is used in the place of what a machine heard. */
export function SidecarButton({ asset: { assetId } }: { readonly asset: Asset }) {
  const input = useRef<HTMLInputElement>(null);
  const { mutate, error, isPending, isSuccess, variables } = useMutation(
    assetMutations.addSidecar(useQueryClient(), assetId),
  );
  const [refusal, setRefusal] = useState<string>();

  function take(file: File) {
    const problem = problemOf(file);
    setRefusal(problem);
    if (!problem) mutate(file);
  }

  return (
    <div className="mt-3">
      <input
        ref={input}
        type="file"
        accept=".srt,.vtt,.json"
        hidden
        aria-label="File with what is said"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) take(file);
          currentTarget.value = "";
        }}
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button disabled={isPending} onClick={() => input.current?.click()}>
          <FileText aria-hidden />
          {isPending ? "Sending" : "Add a transcript"}
        </Button>
        <span className="text-ink-faint text-small">.srt, .vtt or the .json of a transcription</span>
      </div>
      <p role="status" className="mt-1 text-ink-soft">
        {isSuccess && !refusal && `${variables.name} is there: the asset is heard anew.`}
      </p>
      {(refusal ?? error) && (
        <p role="alert" className="mt-1 text-failed">
          {refusal ?? error?.message}
        </p>
      )}
    </div>
  );
}

function problemOf({ name, size }: File): string | undefined {
  if (!isSidecarName(name)) return `${name} is no file with words: it must end in .srt, .vtt or .json`;
  if (size === 0) return `${name} is empty`;
  return size > SIDECAR_BYTES
    ? `${name} has ${formatBytes(size)}: the limit is ${formatBytes(SIDECAR_BYTES)}`
    : undefined;
}
