import { describe, expect, it } from "vitest";
import { parseDotenv } from "../../compiler/1-load/dotenv/parse-dotenv.ts";

describe("parseDotenv", () => {
  it.each([
    ["A=1", { A: "1" }],
    ["A = 1 ", { A: "1" }],
    ["export A=1\n  B=2", { A: "1", B: "2" }],
    ["A=", { A: "" }],
    ["A", {}],
    ["# A=1\nB=2 # note", { B: "2" }],
    ["A=a#b", { A: "a" }],
    ["A='a # b'", { A: "a # b" }],
    ['A="a # b" # c', { A: "a # b" }],
    ["A=`a'b\"c`", { A: "a'b\"c" }],
    ['A="one\ntwo"\nB=3', { A: "one\ntwo", B: "3" }],
    ['A="one\\ntwo"', { A: "one\ntwo" }],
    ["A='one\\ntwo'", { A: "one\\ntwo" }],
    ["A=one\r\nB=two\r\n", { A: "one", B: "two" }],
    ["A: 1", { A: "1" }],
    ["A=b=c", { A: "b=c" }],
    ["A=1\nA=2", { A: "2" }],
    ["__proto__=1\nA=2", { A: "2" }],
  ])("%j", (text, variables) => {
    expect({ ...parseDotenv(text) }).toEqual(variables);
  });
});
