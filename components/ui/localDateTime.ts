/** Converts an ISO 8601 time to the value of a datetime-local field, in the time zone of the browser. */
export function toLocalField(iso: string | null | undefined): string {
  if (!iso) return "";
  const date = new Date(iso);
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

/** Converts the value of a datetime-local field to ISO 8601; null when it is empty or not a date. */
export function fromLocalField(value: string): string | null {
  const date = new Date(value);
  return value !== "" && Number.isFinite(date.getTime()) ? date.toISOString() : null;
}
