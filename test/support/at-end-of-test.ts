import { AsyncLocalStorage } from "node:async_hooks";
import { onTestFinished, type TestContext } from "vitest";

/** Takes what is to be done at the end: of the test, or (`afterAll`) of all of them. */
export type AtEnd = (done: () => void | Promise<void>) => void;

const underWay = new AsyncLocalStorage<TestContext>();

/** For `each-file.ts`: runs a test so that it is known to whatever it calls, also beside others of its file. */
export function knownTo<T>(context: TestContext, test: () => T): T {
  return underWay.run(context, test);
}

/** Has something done when the test ends that calls this, in which other tests of the file may be under way too. */
export const atEndOfTest: AtEnd = (done) => {
  const context = underWay.getStore();
  if (context === undefined) onTestFinished(done);
  else context.onTestFinished(done);
};
