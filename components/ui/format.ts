const pad = (value: number, width = 2) => String(value).padStart(width, "0");

/** Formats a time in a clip as m:ss.hh, rounded down. */
export function formatClock(timeS: number): string {
  const hundredths = Math.max(0, Math.floor(timeS * 100 + 1e-6));
  const minutes = Math.floor(hundredths / 6000);
  return `${minutes}:${pad(Math.floor(hundredths / 100) % 60)}.${pad(hundredths % 100)}`;
}

/** Formats a duration as m:ss. */
export function formatLength(durationS: number): string {
  const whole = Math.max(0, Math.round(durationS));
  return `${Math.floor(whole / 60)}:${pad(whole % 60)}`;
}

/** Formats a size; 1 KB is 1000 bytes, as on phones. */
export function formatBytes(sizeBytes: number): string {
  const units = ["B", "KB", "MB", "GB"];
  let value = Math.max(0, sizeBytes);
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1;
  return `${value.toFixed(digits)} ${units[unit]}`;
}

/** Formats the remaining time in words, rounded more coarsely the longer it is. */
export function formatLeft(leftS: number): string {
  if (!Number.isFinite(leftS)) return "";
  if (leftS < 5) return "a few seconds left";
  if (leftS < 60) return `${Math.ceil(leftS / 5) * 5} s left`;
  const minutes = Math.round(leftS / 60);
  if (minutes < 60) return `${minutes} min left`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min left`;
}

/** Formats a count with its noun: "1 turn", "9 turns". */
export const formatCount = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
