import { registerMediabunnyServer } from "@mediabunny/server";
import { CustomSource, Input, Logging, LogLevel } from "mediabunny";
import { AV_LOG_QUIET, Log } from "node-av";
import type { ByteReader } from "./byte-reader";
import { INPUT_FORMATS } from "./containers";

const REMOTE_CACHE_BYTES = 32 * 2 ** 20;
const FILE_CACHE_BYTES = 8 * 2 ** 20;

let registered = false;
const register = (): void => {
  if (registered) return;
  registerMediabunnyServer({ hardwareContext: null });
  Logging.level = LogLevel.Silent;
  Log.setLevel(AV_LOG_QUIET);
  registered = true;
};

/** Returns mediabunny's input of a file. The caller disposes it before it closes `bytes`. */
export const openInput = (bytes: ByteReader): Input => {
  register();
  return new Input({
    source: new CustomSource({
      getSize: () => bytes.sizeBytes,
      read: (start, end) => bytes.read(start, end - start),
      prefetchProfile: bytes.isRemote ? "network" : "fileSystem",
      maxCacheSize: bytes.isRemote ? REMOTE_CACHE_BYTES : FILE_CACHE_BYTES,
      // A failed prefetch fails again in the read that needs it.
      handleUnhandledError: () => {},
    }),
    formats: INPUT_FORMATS,
  });
};
