import { z } from "zod";

const name = z.string().trim().min(1, "Give the racer a name").max(80, "Keep the name under 80 characters");

export const createRacerSchema = z.object({ name });
export const updateRacerSchema = z.object({ name });
export const racerSchema = z.object({ id: z.uuid(), name: z.string(), isSelf: z.boolean() });
export type Racer = z.infer<typeof racerSchema>;
export const racerListSchema = z.object({ items: z.array(racerSchema) });

export const racerIdSchema = z.object({ racerId: z.uuid() });
