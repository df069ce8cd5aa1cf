/** An ISO moment as the value of a datetime-local field, in the browser's time zone. */
export function toLocalField(iso: string | null | undefined): string {
  if (!iso) return "";
  const date = new Date(iso);
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

/** The value of a datetime-local field as an ISO moment; null when empty or not a date. */
export function fromLocalField(value: string): string | null {
  const date = new Date(value);
  return value !== "" && Number.isFinite(date.getTime()) ? date.toISOString() : null;
}
