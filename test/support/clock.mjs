// Gives a bot under test another time of day: TEST_CLOCK is when its clock starts. Timers run as ever.
const start = process.env["TEST_CLOCK"];
if (start !== undefined) {
  const RealDate = Date;
  const offset = RealDate.parse(start) - RealDate.now();
  globalThis.Date = class extends RealDate {
    constructor(...args) {
      if (args.length === 0) super(RealDate.now() + offset);
      else super(...args);
    }
    static now() {
      return RealDate.now() + offset;
    }
  };
}
