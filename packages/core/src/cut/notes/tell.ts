import type { NoteRequest, Place } from "./request.schema.ts";

/** What was understood, for people, such as `shorter by 10 s`. */
export function tellRequest(request: NoteRequest): string {
  switch (request.ask) {
    case "shorter":
    case "longer":
      return `${request.ask} by ${request.byMs === null ? "a fifth" : seconds(request.byMs)}`;
    case "as_long_as":
      return `${seconds(request.toMs)} long`;
    case "pace":
      return request.pace;
    case "more":
    case "less":
      return `${request.ask} of “${request.what}”`;
    case "without":
      return `nothing of “${request.what}”`;
    case "start":
    case "end":
      return `${request.ask === "start" ? "begins" : "ends"} with “${request.what}”`;
    case "remove":
    case "keep":
      return `${request.ask === "remove" ? "without" : "with"} ${tellPlace(request.place)}`;
    case "music":
      return `music ${request.music}`;
    case "captions":
      return `captions ${request.captions}`;
    case "cards":
      return "no cards";
  }
}

const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;

function tellPlace(place: Place): string {
  if ("atMs" in place) return `what is at ${seconds(place.atMs)}`;
  return place.nth === "last" ? "the last part" : `part ${place.nth}`;
}
