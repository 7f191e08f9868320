import { opsPage, runbookNames, runbookSummary } from "../../compiler/4-emit/deploy/ops/pages.ts";
import { GENERIC } from "../../compiler/4-emit/deploy/ops/runbooks.ts";
import type { Page } from "./page.ts";

/** A page for each alert, for a bot of any name; builds write the same with a bot's own names. */
export function runbookPages(): Page[] {
  const pages = runbookNames().map((name) => ({
    name,
    path: `runbooks/${name}.md`,
    text: opsPage(`runbooks/${name}.md`, GENERIC).trimEnd(),
  }));
  const index = [
    "# Runbooks",
    "",
    "What to do when an alert fires, a page an alert. A build with `deploy` writes the same pages into `ops/runbooks/` of",
    "its output, with the bot's own names and numbers; here it is called `my-bot`, in the namespace `default`.",
    "",
    "| Alert | |",
    "| --- | --- |",
    ...pages.map(({ name, text }) => `| [${name}](${name}.md) | ${runbookSummary(text)} |`),
    "",
    "On one host, `docker compose exec bot` stands for `kubectl exec`, `docker compose logs` for `kubectl logs`, and",
    "`docker stats` for `kubectl top`.",
  ];
  return [
    { path: "runbooks/README.md", lines: index },
    ...pages.map(({ path, text }) => ({ path, lines: text.split("\n") })),
  ];
}
