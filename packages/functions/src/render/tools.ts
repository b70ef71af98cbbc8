import { ENCODING } from "@videoflow/media/render/encoding";
import { MUSIC_VERSION } from "@videoflow/media/render/music/bed";
import { SOUND_VERSION } from "@videoflow/media/render/soundtrack";
import { PICTURE_VERSION } from "@videoflow/media/render/unit";

const { preset, crf, threads, groupSeconds } = ENCODING;

/** All besides ffmpeg that makes a unit's picture what it is. */
export const PICTURE_TOOL = `renderer ${PICTURE_VERSION}, x264 ${preset} ${crf} ${threads} ${groupSeconds}`;

export const SOUND_TOOL = `mixer ${SOUND_VERSION}, music ${MUSIC_VERSION}`;
