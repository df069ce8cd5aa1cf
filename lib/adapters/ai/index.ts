export { type AnswerShape, abilitiesOf, type ModelAbilities } from "./abilities";
export { AI_FAULTS, AiError, type AiFault } from "./errors";
export {
  type CallRecorder,
  type Model,
  type ModelAnswer,
  type ModelSettings,
  openModel,
  type TokenUsage,
} from "./model";
export {
  type AnswerSchema,
  type ClipInS3,
  type ModelQuestion,
  type QuestionPart,
  takesVideo,
} from "./request";
