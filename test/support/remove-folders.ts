// Runs at the start of each test file. A module that several files import runs only once in a worker: its hooks
// would be those of the first file alone.
import { afterAll, vi } from "vitest";
import { removeFoldersOfTestFile } from "./temporary.ts";

afterAll(() => {
  removeFoldersOfTestFile();
  vi.resetConfig();
});
