// Loaded before anything else into one process, whose clock it shifts by CLOCK_SKEW_MS; timers go on as they do.
const skewMs = Number(process.env.CLOCK_SKEW_MS ?? 0);
const RealDate = globalThis.Date;

globalThis.Date = class ShiftedDate extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + skewMs);
    else super(...given);
  }

  static now() {
    return RealDate.now() + skewMs;
  }
};
