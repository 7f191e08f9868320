import { type CheckedJob, checkJobs, jobNodes } from "../../2-check/jobs.ts";
import { ir } from "../../3-lower/ir.ts";
import { jobUnit } from "../../3-lower/job-unit.ts";
import { baseContext } from "../contexts.ts";
import { defineHandlerKind } from "../handler-kind.ts";

/** What the section `scheduler` has run at set times. */
export default defineHandlerKind<CheckedJob>({
  name: "jobs",
  noun: "job",
  folder: "jobs",
  contexts: () => [],
  entrances: (document) => jobNodes(document).map((node) => ({ context: baseContext, actions: node })),
  check: checkJobs,
  lower(jobs, { actions, claim }) {
    const named = jobs.map((job) => ({ job, symbol: claim(job.name) }));
    return {
      units: named.map(({ job, symbol }) => jobUnit(job, symbol, actions)),
      named: named.map(({ job: { name, span }, symbol }) => ({ name, symbol, span })),
      bot: [{ key: "jobs", items: named.map(({ symbol }) => ir.ref(symbol)) }],
    };
  },
});
