"use client";

import { Upload } from "lucide-react";
import { useRef } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { startUpload } from "#web/lib/upload/start.ts";

/** Opens the system's file dialogue. */
export function UploadButton() {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to upload"
        onChange={({ currentTarget }) => {
          void startUpload([...(currentTarget.files ?? [])]);
          // Else the same file could not be chosen twice in a row.
          currentTarget.value = "";
        }}
      />
      <Button look="primary" onClick={() => input.current?.click()}>
        <Upload aria-hidden />
        Upload
      </Button>
    </>
  );
}
