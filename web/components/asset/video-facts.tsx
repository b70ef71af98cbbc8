import type { Technical } from "@videoflow/client/schema";
import { Fact, Facts } from "#web/components/ui/facts.tsx";
import { Section } from "#web/components/ui/section.tsx";
import { formatBitRate, formatCodec, formatFrameRate, formatSize } from "#web/lib/format.ts";

const DYNAMIC_RANGES = { none: null, hlg: "HLG", pq: "PQ (HDR10)", dolby_vision: "Dolby Vision" } as const;

export function VideoFacts({ video }: { readonly video: NonNullable<Technical["video"]> }) {
  const { width, height, displayWidth, displayHeight, rotation, pixelAspect, colour } = video;
  const stored = width !== displayWidth || height !== displayHeight;
  return (
    <Section title="Video">
      <Facts>
        <Fact name="Codec">{[formatCodec(video.codec), video.profile].filter(Boolean).join(" ")}</Fact>
        <Fact name="Picture">{formatSize(displayWidth, displayHeight)}</Fact>
        {stored && <Fact name="Stored as">{formatSize(width, height)}</Fact>}
        {rotation !== 0 && <Fact name="Rotation">{rotation}°</Fact>}
        {pixelAspect !== "1:1" && <Fact name="Pixel aspect">{pixelAspect}</Fact>}
        <Fact name="Frame rate">
          {formatFrameRate(video.frameRate)} fps{video.variableFrameRate && ", variable"}
        </Fact>
        <Fact name="Scan">{video.interlaced ? `interlaced (${video.fieldOrder})` : "progressive"}</Fact>
        <Fact name="Pixels">
          {video.pixelFormat}, {video.bitDepth} bit
        </Fact>
        {colour.primaries && (
          <Fact name="Colour">{[colour.primaries, colour.transfer, colour.range].filter(Boolean).join(", ")}</Fact>
        )}
        {DYNAMIC_RANGES[video.hdr] && <Fact name="Dynamic range">{DYNAMIC_RANGES[video.hdr]}</Fact>}
        {video.bitRate && <Fact name="Bit rate">{formatBitRate(video.bitRate)}</Fact>}
      </Facts>
    </Section>
  );
}
