import { expect, test } from "vitest";
import { Ledger } from "./ledger.ts";

test("what is lost, answered twice and answered without reason is told apart", () => {
  const ledger = new Ledger();
  for (const text of ["a", "b", "c"]) ledger.owe(text);
  for (const text of ["a", "b", "b", "z"]) ledger.answer(text);
  expect(ledger.answered).toBe(2);
  expect(ledger.open).toEqual(["c"]);
  expect(ledger.unexpected).toEqual(["b", "z"]);
});
