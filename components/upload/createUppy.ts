import { Uppy } from "@uppy/core";
import { RunUploader, type RunUppy, type UploadMeta } from "./RunUploader";

/** An uploader that begins as soon as a file is added. */
export function createUppy(): RunUppy {
  const uppy = new Uppy<UploadMeta, Record<string, unknown>>({ autoProceed: true });
  uppy.use(RunUploader);
  return uppy;
}
