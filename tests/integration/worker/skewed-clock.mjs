// Preloaded into a process whose machine's clock is to be off by SKEW_MS; its timers run as ever.
const skewMs = Number(process.env.SKEW_MS ?? 0);
const TrueDate = Date;

globalThis.Date = class extends TrueDate {
  constructor(...parts) {
    if (parts.length === 0) super(TrueDate.now() + skewMs);
    else super(...parts);
  }

  static now() {
    return TrueDate.now() + skewMs;
  }
};
