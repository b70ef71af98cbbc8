import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { useUploadIds } from "#web/lib/upload/store.ts";
import { UploadRow } from "./upload-row.tsx";

/** Of a file that waits; others are measured. */
const ROW_PX = 48;

/** The files one below the other, of which only those in sight are in the document. */
export function UploadList() {
  const ids = useUploadIds();
  const frame = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: ids.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => ids[index] ?? index,
    overscan: 4,
  });
  return (
    <div ref={frame} className="max-h-64 overflow-y-auto py-1">
      <ul className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, start }) => (
          <li
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            aria-posinset={index + 1}
            aria-setsize={ids.length}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${start}px)` }}
          >
            <UploadRow id={ids[index] as string} />
          </li>
        ))}
      </ul>
    </div>
  );
}
