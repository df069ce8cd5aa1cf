import {
  type ContentBlock,
  type ConverseCommandInput,
  VideoFormat as ConverseVideoFormat,
} from "@aws-sdk/client-bedrock-runtime";
import { FORMATS } from "@/lib/media/formats";
import type { Abilities, AnswerShape } from "./abilities";

/** Converse's limits for one message, with what is sent kept inside them. */
const MAX_IMAGES = 20;
const MAX_IMAGE_BYTES = 3.75 * 1024 * 1024;

export type Part = { text: string } | { jpeg: Uint8Array } | { video: VideoAt };

/** A clip in S3, which the service reads with the caller's own permissions. */
export interface VideoAt {
  bucket: string;
  key: string;
  contentType: string;
  sizeBytes: number;
}

/** JSON schema of an object, built from nothing but objects, arrays, enums, strings and numbers: what every model takes. */
export interface AnswerSchema {
  name: string;
  description: string;
  json: { type: "object"; properties: Record<string, unknown>; required: string[] };
}

export interface Question {
  system: string;
  parts: Part[];
  answer: AnswerSchema;
}

/** Returns Converse's name of a video format, which is that of our own table; null for one that it does not know. */
function videoFormatOf(contentType: string): ConverseVideoFormat | null {
  const [name] = Object.entries(FORMATS).find(([, format]) => format.contentType === contentType) ?? [];
  return Object.values(ConverseVideoFormat).find((known) => known === name) ?? null;
}

/** Whether a model takes this clip. */
export const takesVideo = ({ video }: Abilities, clip: VideoAt): boolean =>
  video !== null && clip.sizeBytes <= video.maxBytes && videoFormatOf(clip.contentType) !== null;

function contentOf(parts: readonly Part[], abilities: Abilities): ContentBlock[] {
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

const inWords = ({ json }: AnswerSchema): string =>
  `Answer with one JSON object and nothing else, no code fence. It follows this JSON schema:\n${JSON.stringify(json)}`;

const NOTHING_SPECIAL = { sampling: null, effort: null };

/** One call to Converse. `shape` may be plainer than what the model's abilities allow. */
export function requestOf(
  question: Question,
  model: { modelId: string; maxTokens: number; abilities: Abilities },
  shape: AnswerShape,
): ConverseCommandInput {
  // In words where the model could do better means that it refused something: then nothing it could refuse is sent.
  const { sampling, effort } = shape === model.abilities.shape ? model.abilities : NOTHING_SPECIAL;
  const { name, description, json } = question.answer;
  const system = [
    { text: question.system },
    ...(shape === "text" ? [{ text: inWords(question.answer) }] : []),
  ];
  const textFormat = {
    type: "json_schema",
    structure: { jsonSchema: { name, description, schema: JSON.stringify(json) } },
  } as const;
  const outputConfig = { ...(shape === "schema" && { textFormat }), ...(effort && { effort }) };
  // Nova takes nothing at a tool's top level but these three.
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
