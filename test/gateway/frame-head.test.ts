import fc from "fast-check";
import { expect, test } from "vitest";
import { readHead } from "../../runtime-lib/gateway/frame-head.ts";

const frame = (text: string) => Buffer.from(text);

test("the name and sequence of a dispatch are read without its data", () => {
  const long = JSON.stringify({ content: "\u{1f600}".repeat(2_000) });
  expect(readHead(frame(`{"t":"MESSAGE_CREATE","s":12345,"op":0,"d":${long}}`))).toEqual({
    name: "MESSAGE_CREATE",
    sequence: 12345,
  });
});

test.each([
  ["another opcode", '{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250}}'],
  ["another order", '{"op":0,"s":5,"t":"MESSAGE_CREATE","d":{}}'],
  ["data that comes first", '{"d":{"t":"X","s":1,"op":0},"t":"MESSAGE_CREATE","s":5,"op":0}'],
  ["spaces", '{"t": "MESSAGE_CREATE", "s": 5, "op": 0, "d": {}}'],
  ["an opcode that begins with 0", '{"t":"X","s":5,"op":01,"d":{}}'],
  ["a frame that is cut off", '{"t":"MESSAGE_CREATE","s":5,"op"'],
  ["nothing", ""],
])("%s is left to be parsed", (_what, text) => {
  expect(readHead(frame(text))).toBeUndefined();
});

test("what is read is what JSON has", () => {
  const dispatches = fc.record({
    t: fc.stringMatching(/^[A-Z_]{1,40}$/),
    s: fc.nat(),
    op: fc.constantFrom(0, 1, 10),
    d: fc.jsonValue(),
  });
  fc.assert(
    fc.property(dispatches, (payload) => {
      const head = readHead(frame(JSON.stringify(payload)));
      if (payload.op === 0) expect(head).toEqual({ name: payload.t, sequence: payload.s });
      else expect(head).toBeUndefined();
    }),
  );
});
