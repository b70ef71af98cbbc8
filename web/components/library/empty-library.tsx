import { Notice } from "#web/components/ui/notice.tsx";
import { UploadButton } from "#web/components/upload/upload-button.tsx";
import { type AssetStatus, assetStatuses } from "#web/lib/status.ts";

/** Says what to do next, or that nothing is in the chosen state. */
export function EmptyLibrary({ status }: { readonly status: AssetStatus | null }) {
  if (status) {
    return (
      <Notice title={`Nothing is “${assetStatuses[status].label.toLowerCase()}”`}>
        <p>Assets come here by themselves when they are in this state.</p>
      </Notice>
    );
  }
  return (
    <Notice title="Drop footage here" actions={<UploadButton />}>
      <p>
        Drag files or folders anywhere onto this page. VideoFlow checks each file, makes a proxy, a storyboard and clean
        sound, and leaves the original untouched.
      </p>
      <p>No footage at hand? Try the samples, in a terminal:</p>
      <pre className="overflow-x-auto rounded-md border border-line bg-surface px-3 py-2 font-mono text-body text-ink">
        npm start -- samples/*
      </pre>
    </Notice>
  );
}
