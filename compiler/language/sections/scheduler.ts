import { type Node, synthetic } from "../../source/node.ts";
import { defineSection } from "../section.ts";
import {
  changeItems,
  changeValue,
  expectList,
  expectMap,
  renameKeys,
  withActionList,
} from "../section-forms.ts";
import { concat, unionWith } from "../section-merge.ts";

export default defineSection({
  name: "scheduler",
  summary: "Jobs that run at set times.",
  normalise: (node, context) =>
    changeValue(node.kind === "list" ? jobs(node) : expectMap("scheduler", node, context), "jobs", (list) =>
      changeItems(list, normaliseJob),
    ),
  merge: unionWith({ jobs: concat }),
  aliases: { cron: (node, context) => jobs(changeItems(expectList("cron", node, context), normaliseJob)) },
  supported: true,
});

function jobs(list: Node): Node {
  return synthetic.map([["jobs", list]], list.span);
}

function normaliseJob(job: Node): Node {
  return withActionList(renameKeys(job, { schedule: "cron" }));
}
