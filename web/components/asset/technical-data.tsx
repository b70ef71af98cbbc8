import type { Asset, Technical } from "@videoflow/client/schema";
import { CopyButton } from "#web/components/ui/copy-button.tsx";
import { Fact, Facts } from "#web/components/ui/facts.tsx";
import { Section } from "#web/components/ui/section.tsx";
import { formatBitRate, formatBytes, formatClock, formatMoment } from "#web/lib/format.ts";
import { AudioFacts } from "./audio-facts.tsx";
import { VideoFacts } from "./video-facts.tsx";

interface Props {
  readonly asset: Asset;
  /** Absent until the file was inspected. */
  readonly technical: Technical | undefined;
}

/** What the file is, as the inspection found it. */
export function TechnicalData({ asset, technical }: Props) {
  const { fingerprint, createdAt, readyAt, assetId } = asset;
  return (
    <aside className="min-w-0 space-y-6">
      <Section title="File">
        <Facts>
          <Fact name="Size">{formatBytes(asset.bytes)}</Fact>
          {technical && <Fact name="Container">{technical.container}</Fact>}
          {technical && <Fact name="Duration">{formatClock(technical.durationMs)}</Fact>}
          {technical?.bitRate && <Fact name="Bit rate">{formatBitRate(technical.bitRate)}</Fact>}
          {technical?.timecode && <Fact name="Timecode">{technical.timecode}</Fact>}
          {technical?.createdAt && <Fact name="Recorded">{formatMoment(technical.createdAt)}</Fact>}
          <Fact name="Received">{formatMoment(createdAt)}</Fact>
          {readyAt && <Fact name="Ready">{formatMoment(readyAt)}</Fact>}
          {fingerprint && (
            <Fact name="SHA-256">
              <Hash text={fingerprint} label="Copy the SHA-256 of the original" />
            </Fact>
          )}
          <Fact name="Asset">
            <Hash text={assetId} label="Copy the asset's id" />
          </Fact>
        </Facts>
      </Section>
      {technical?.video && <VideoFacts video={technical.video} />}
      {technical?.audioTracks.map((track) => (
        <AudioFacts
          key={track.index}
          track={track}
          title={technical.audioTracks.length > 1 ? `Audio ${track.track}` : "Audio"}
        />
      ))}
    </aside>
  );
}

function Hash({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <span className="flex items-center gap-1">
      <code className="truncate font-mono text-small" title={text}>
        {text}
      </code>
      <CopyButton text={text} label={label} />
    </span>
  );
}
