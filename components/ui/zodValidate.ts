import type { z } from "zod";

/** A zod schema as a form's validation: the first message of each field. */
export function zodValidate<T extends Record<string, unknown>>(schema: z.ZodType) {
  return (values: T): Record<string, string> => {
    const parsed = schema.safeParse(values);
    if (parsed.success) return {};
    const errors: Record<string, string> = {};
    for (const issue of parsed.error.issues) errors[issue.path.join(".")] ??= issue.message;
    return errors;
  };
}
