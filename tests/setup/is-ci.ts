/**
 * Returns whether the value of the environment variable CI says that a continuous integration machine runs
 * this.
 */
export const isCi = (value: string | undefined): boolean => !["", "0", "false"].includes(value ?? "");
