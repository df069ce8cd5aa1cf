import { Uppy } from "@uppy/core";
import { RunUploader, type RunUppy, type UploadMeta } from "./RunUploader";

/** An uploader that begins as soon as a file is added. */
export function createUppy(): RunUppy {
  const uppy = new Uppy<UploadMeta, Record<string, unknown>>({
    autoProceed: true,
    // Uppy tells files apart by name and date, under which a phone may hand over two clips or one clip twice.
    onBeforeFileAdded: (file) => ({ ...file, id: file.meta.fingerprint }),
  });
  uppy.use(RunUploader);
  return uppy;
}
