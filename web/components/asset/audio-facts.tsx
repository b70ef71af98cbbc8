import type { Technical } from "@videoflow/client/schema";
import { Fact, Facts } from "#web/components/ui/facts.tsx";
import { Section } from "#web/components/ui/section.tsx";
import { formatBitRate, formatChannels, formatCodec } from "#web/lib/format.ts";

export function AudioFacts({
  track,
  title,
}: {
  readonly track: Technical["audioTracks"][number];
  readonly title: string;
}) {
  return (
    <Section title={title}>
      <Facts>
        <Fact name="Codec">{[formatCodec(track.codec), track.profile].filter(Boolean).join(" ")}</Fact>
        <Fact name="Channels">{track.layout ?? formatChannels(track.channels)}</Fact>
        <Fact name="Sample rate">{track.sampleRate / 1000} kHz</Fact>
        {track.language && <Fact name="Language">{track.language}</Fact>}
        {track.bitRate && <Fact name="Bit rate">{formatBitRate(track.bitRate)}</Fact>}
      </Facts>
    </Section>
  );
}
