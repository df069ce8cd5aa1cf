export type { AnswerShape } from "./abilities";
export { AiError } from "./errors";
export {
  type CallRecorder,
  type Model,
  type ModelSettings,
  openModel,
  type TokenUsage,
} from "./model";
export {
  type AnswerSchema,
  type ClipInS3,
  type QuestionPart,
  takesVideo,
} from "./request";
