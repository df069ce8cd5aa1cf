export { putFile } from "./files";
export { signGet, signView } from "./links";
export {
  abortMultipart,
  completeMultipart,
  createMultipart,
  listParts,
  signPart,
  type UploadedPart,
} from "./multipart";
export { deleteMany, getObject, head, type ObjectHead, type ObjectMeta, putObject } from "./objects";
