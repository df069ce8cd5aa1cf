import {
  type ContentBlock,
  type ConverseCommandInput,
  VideoFormat as ConverseVideoFormat,
} from "@aws-sdk/client-bedrock-runtime";
import { FORMATS } from "@/lib/media/formats";
import type { AnswerShape, ModelAbilities } from "./abilities";

// Limits of Converse for one message.
const MAX_IMAGES = 20;
const MAX_IMAGE_BYTES = 3.75 * 1024 * 1024;

export type QuestionPart = { text: string } | { jpeg: Uint8Array } | { video: ClipInS3 };

/** A clip in S3, which Bedrock reads with the permissions of the caller. */
export interface ClipInS3 {
  bucket: string;
  key: string;
  contentType: string;
  sizeBytes: number;
}

/** JSON schema that every model accepts: only objects, arrays, enums, strings and numbers. */
export interface AnswerSchema {
  name: string;
  description: string;
  json: { type: "object"; properties: Record<string, unknown>; required: string[] };
}

export interface ModelQuestion {
  system: string;
  parts: QuestionPart[];
  answer: AnswerSchema;
}

/** FORMATS uses the names of Converse. */
function videoFormatOf(contentType: string): ConverseVideoFormat | null {
  const [name] = Object.entries(FORMATS).find(([, format]) => format.contentType === contentType) ?? [];
  return Object.values(ConverseVideoFormat).find((known) => known === name) ?? null;
}

export const takesVideo = ({ video }: ModelAbilities, clip: ClipInS3): boolean =>
  video !== null && clip.sizeBytes <= video.maxBytes && videoFormatOf(clip.contentType) !== null;

function contentOf(parts: readonly QuestionPart[], abilities: ModelAbilities): ContentBlock[] {
  let images = 0;
  return parts.flatMap((part): ContentBlock[] => {
    if ("text" in part) return [{ text: part.text }];
    if ("video" in part) {
      const { bucket, key, contentType } = part.video;
      const format = videoFormatOf(contentType);
      if (!takesVideo(abilities, part.video) || format === null) return [];
      const source = { s3Location: { uri: `s3://${bucket}/${key}` } };
      return [{ video: { format, source } }];
    }
    if (part.jpeg.byteLength > MAX_IMAGE_BYTES || ++images > MAX_IMAGES) return [];
    return [{ image: { format: "jpeg", source: { bytes: part.jpeg } } }];
  });
}

const schemaPrompt = ({ json }: AnswerSchema): string =>
  `Answer with one JSON object and nothing else, no code fence. It follows this JSON schema:\n${JSON.stringify(json)}`;

const NO_OPTIONS = { sampling: null, effort: null };

/** Returns the input of one Converse call. `shape` may be simpler than what the model supports. */
export function requestOf(
  question: ModelQuestion,
  model: { modelId: string; maxTokens: number; abilities: ModelAbilities },
  shape: AnswerShape,
): ConverseCommandInput {
  // A simpler shape follows a refused request, so optional parameters are left out.
  const { sampling, effort } = shape === model.abilities.shape ? model.abilities : NO_OPTIONS;
  const { name, description, json } = question.answer;
  const system = [
    { text: question.system },
    ...(shape === "text" ? [{ text: schemaPrompt(question.answer) }] : []),
  ];
  const textFormat = {
    type: "json_schema",
    structure: { jsonSchema: { name, description, schema: JSON.stringify(json) } },
  } as const;
  const outputConfig = { ...(shape === "schema" && { textFormat }), ...(effort && { effort }) };
  // Nova refuses other properties at the top level of a tool.
  const inputSchema = { type: json.type, properties: json.properties, required: json.required };
  return {
    modelId: model.modelId,
    system,
    messages: [{ role: "user", content: contentOf(question.parts, model.abilities) }],
    inferenceConfig: {
      maxTokens: model.maxTokens,
      ...(sampling && { temperature: sampling.temperature }),
    },
    ...(sampling?.additional && { additionalModelRequestFields: sampling.additional }),
    ...(Object.keys(outputConfig).length > 0 && { outputConfig }),
    ...(shape === "tool" && {
      toolConfig: {
        tools: [{ toolSpec: { name, description, inputSchema: { json: inputSchema as never } } }],
        toolChoice: { tool: { name } },
      },
    }),
  };
}
