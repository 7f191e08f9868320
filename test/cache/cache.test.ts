import { runCases } from "../support/fixtures.ts";

runCases("cache");
