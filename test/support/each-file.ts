// Runs at the start of each test file. A module that several files import runs only once in a worker: its hooks
// would be those of the first file alone.
import { afterAll, aroundEach, vi } from "vitest";
import { knownTo } from "./at-end-of-test.ts";
import { removeFoldersOfTestFile } from "./temporary.ts";

aroundEach((runTest, context) => knownTo(context, runTest));

afterAll(() => {
  removeFoldersOfTestFile();
  vi.resetConfig();
});
