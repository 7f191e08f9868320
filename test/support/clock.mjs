// Gives a bot under test another time: TEST_CLOCK is when its clock starts, or TEST_OFFSET by how many milliseconds it
// is ahead, TEST_MINUTE how many milliseconds its long timers, of 20 s and more, take for a minute.
const { TEST_CLOCK: start, TEST_OFFSET: ahead } = process.env;
if (start !== undefined || ahead !== undefined) {
  const RealDate = Date;
  const offset = start === undefined ? Number(ahead) : RealDate.parse(start) - RealDate.now();
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

const minute = process.env["TEST_MINUTE"];
if (minute !== undefined) {
  const LONG = 20_000; /* ms */
  const shortened = (time) => (time >= LONG ? (time * Number(minute)) / 60_000 : time);
  for (const name of ["setTimeout", "setInterval"]) {
    const real = globalThis[name];
    globalThis[name] = (run, time, ...args) => real(run, shortened(time), ...args);
  }
}
