import { registerMediabunnyServer } from "@mediabunny/server";
import {
  ADTS,
  FilePathSource,
  FLAC,
  Input,
  type InputFormat,
  Logging,
  LogLevel,
  MATROSKA,
  MP3,
  MP4,
  MPEG_TS,
  OGG,
  QTFF,
  UrlSource,
  WAVE,
  WEBM,
} from "mediabunny";
import { AV_LOG_QUIET, Log } from "node-av";
import { AppError } from "@/lib/errors";
import { httpError, type MediaSource } from "./bytes";

/** Sound files are known too, to tell them from rubbish; playlists are not, because they make a server fetch addresses. */
const FORMATS: InputFormat[] = [MP4, QTFF, WEBM, MATROSKA, MPEG_TS, OGG, WAVE, MP3, ADTS, FLAC];
const MAX_TRIES = 5;

let registered = false;
const register = (): void => {
  if (registered) return;
  registerMediabunnyServer({ hardwareContext: null });
  Logging.level = LogLevel.Silent;
  Log.setLevel(AV_LOG_QUIET);
  registered = true;
};

/** An input and the network's last word on it, so that a lost connection is not taken for a damaged file. */
export interface OpenInput {
  input: Input;
  networkError(): AppError | null;
}

/** Opens a file on disk or behind an address for reading; nothing is read yet. The caller disposes of `input`. */
export const openInput = (source: MediaSource): OpenInput => {
  register();
  if ("filePath" in source) {
    const input = new Input({
      source: new FilePathSource(source.filePath, { handleUnhandledError: () => {} }),
      formats: FORMATS,
    });
    return { input, networkError: () => null };
  }
  let lost: AppError | null = null;
  const input = new Input({
    source: new UrlSource(source.url, {
      maxCacheSize: 32 * 2 ** 20,
      handleUnhandledError: () => {},
      fetchFn: async (address, init) => {
        const response = await fetch(address, init);
        if (response.status >= 400 && response.status !== 416) throw httpError(response.status);
        return response;
      },
      getRetryDelay: (tries, error) => {
        if (lost) return null;
        if (tries < MAX_TRIES && !(error instanceof AppError && error.code === "notFound")) {
          return 0.2 * 2 ** tries;
        }
        lost =
          error instanceof AppError
            ? error
            : new AppError("unavailable", "The media address did not answer.", { cause: error });
        return null;
      },
    }),
    formats: FORMATS,
  });
  return { input, networkError: () => lost };
};
