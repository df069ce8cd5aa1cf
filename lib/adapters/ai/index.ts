export { type Abilities, type AnswerShape, abilitiesOf } from "./abilities";
export { AI_FAULTS, AiError, type AiFault } from "./errors";
export { type Answer, type Meter, type Model, type ModelSettings, openModel, type Usage } from "./model";
export { type AnswerSchema, type Part, type Question, takesVideo, type VideoAt } from "./request";
