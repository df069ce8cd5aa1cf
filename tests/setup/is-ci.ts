/** Returns whether a value of the environment variable CI means that this runs in continuous integration. */
export const isCi = (value: string | undefined): boolean => !["", "0", "false"].includes(value ?? "");
