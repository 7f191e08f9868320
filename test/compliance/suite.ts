import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { REPOSITORY } from "../support/build.ts";

/** A call of one flow, with what it is to give. */
const suiteCase = z.strictObject({
  flow: z.string(),
  args: z.record(z.string(), z.json()).optional(),
  /** Of a map only the keys that are named are compared. */
  expected: z.json().optional(),
  /** The code of the error that it ends with. */
  error: z.string().optional(),
});

const suite = z.strictObject({
  /** The file of the suite in the corpus. */
  file: z.string(),
  cases: z.array(suiteCase).min(1),
});

export type SuiteCase = z.infer<typeof suiteCase>;

/** A compliance suite: bots that others wrote, with what their flows are to give. */
export interface Suite {
  readonly name: string;
  /** Absolute path of the suite. */
  readonly path: string;
  readonly cases: readonly SuiteCase[];
}

/** The folder of bots by others: `FURLOW_CORPUS`, else the one beside the repository. It may not be there. */
export const CORPUS = process.env["FURLOW_CORPUS"] ?? join(REPOSITORY, "../shared/corpus");

export const hasCorpus = existsSync(CORPUS);

const EXPECTATIONS = join(REPOSITORY, "test/compliance/suites");

/** The suites that there are expectations for. */
export function suites(): Suite[] {
  return readdirSync(EXPECTATIONS)
    .sort()
    .map((file) => {
      const { file: path, cases } = suite.parse(parse(readFileSync(join(EXPECTATIONS, file), "utf8")));
      return { name: file.replace(/\.yaml$/, ""), path: join(CORPUS, path), cases };
    });
}
