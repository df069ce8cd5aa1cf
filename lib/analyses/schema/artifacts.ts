import { z } from "zod";
import { type ApexStillName, ARTIFACTS, type ArtifactName } from "./artifact-names";

const apexStillSchema = z.string().regex(/^apex-[1-9]\d{0,2}\.jpg$/) as unknown as z.ZodType<ApexStillName>;

export const artifactNameSchema: z.ZodType<ArtifactName> = z.union([z.enum(ARTIFACTS), apexStillSchema]);
