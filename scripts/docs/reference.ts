import { signature } from "../../compiler/expression/check/index.ts";
import { describeType } from "../../compiler/expression/types.ts";
import { type ActionDefinition, isImplemented } from "../../compiler/language/action.ts";
import type { EntityDefinition } from "../../compiler/language/entity.ts";
import type { EventDefinition } from "../../compiler/language/event.ts";
import type { FunctionDefinition } from "../../compiler/language/function.ts";
import { createLanguage } from "../../compiler/language/language.ts";
import type { MethodDefinition } from "../../compiler/language/method.ts";
import { cell, code, type Page } from "./page.ts";

/** The reference of the language as it is implemented. */
export function referencePages(): Page[] {
  const { actions, events, entities, functions, transforms, methods } = createLanguage();
  return [
    { path: "reference/actions.md", lines: ["# Actions", ...[...actions.values()].flatMap(action)] },
    { path: "reference/events.md", lines: ["# Events", ...[...new Set(events.values())].flatMap(event)] },
    { path: "reference/entities.md", lines: ["# Entities", ...[...entities.values()].flatMap(entity)] },
    {
      path: "reference/functions.md",
      lines: ["# Functions", "", ...functionTable([...functions.values()], 0)],
    },
    {
      path: "reference/transforms.md",
      lines: [
        "# Transforms",
        "",
        "Written `value|name(…)`.",
        "",
        ...functionTable([...transforms.values()], 1),
      ],
    },
    { path: "reference/methods.md", lines: ["# Methods", "", ...methodTable([...methods.values()])] },
  ];
}

function action(definition: ActionDefinition): string[] {
  const { name, summary, fields, lists, cost, example } = definition;
  const rows = Object.entries(fields)
    .filter(([, field]) => field.kind !== "not supported yet")
    .map(([key, field]) => {
      const names = [key, ...field.aliases].map(code).join(", ");
      return `| ${names} | ${cell(field.kind)}${field.required ? ", required" : ""} | ${cell(field.summary)} |`;
    });
  const nested = Object.entries(lists ?? {}).map(
    ([key, list]) => `| ${code(key)} | actions${list.required ? ", required" : ""} | ${cell(list.summary)} |`,
  );
  const table = ["| Field | | |", "| --- | --- | --- |", ...rows, ...nested];
  const state = isImplemented(definition) ? "" : " **Not implemented yet**: it is checked, and then refused.";
  return section(name, `${summary} Costs ${cost}.${state}`, table, example);
}

function event({ name, aliases, summary, intents, roots, example }: EventDefinition): string[] {
  const also = aliases === undefined ? "" : ` Also written ${aliases.map(code).join(", ")}.`;
  const needs = intents.length === 0 ? "" : ` Needs ${intents.map(code).join(", ")}.`;
  const rows = Object.entries(roots).map(([key, root]) => {
    const names = [key, ...(root.aliases ?? [])].map(code).join(", ");
    return `| ${names} | ${cell(describeType(root.type))} |`;
  });
  const table = ["| Name | |", "| --- | --- |", ...rows];
  return section(name, `${summary}${also}${needs}`, table, example);
}

function entity({ name, summary, properties }: EntityDefinition): string[] {
  const rows = Object.entries(properties).map(([key, property]) => {
    const names = [key, ...(property.aliases ?? [])].map(code).join(", ");
    return `| ${names} | ${cell(describeType(property.type))} | ${cell(property.summary)} |`;
  });
  return ["", `## ${name}`, "", summary, "", "| Property | | |", "| --- | --- | --- |", ...rows];
}

function functionTable(definitions: readonly FunctionDefinition[], skip: number): string[] {
  const sorted = [...definitions].sort((a, b) => (a.name < b.name ? -1 : 1));
  const rows = sorted.map((definition) => {
    const examples = definition.examples
      .slice(0, 2)
      .map(([expression, result]) => `${code(expression)} → ${code(shown(result))}`);
    return `| ${code(signature(definition, skip))} | ${cell(definition.summary)} | ${examples.join("<br>")} |`;
  });
  return ["| | | Examples |", "| --- | --- | --- |", ...rows];
}

function methodTable(definitions: readonly MethodDefinition[]): string[] {
  const words = { string: "text", list: "list", number: "number", map: "map" };
  const rows = definitions.map(({ on, name, parameters, examples }) => {
    const names = parameters.map((parameter) => (parameter.optional ? `${parameter.name}?` : parameter.name));
    const [example] = examples;
    const shownExample = example === undefined ? "" : `${code(example[0])} → ${code(shown(example[1]))}`;
    return `| ${words[on]} | ${code(`${name}(${names.join(", ")})`)} | ${shownExample} |`;
  });
  return ["| On | | Example |", "| --- | --- | --- |", ...rows];
}

function shown(result: unknown): string {
  return result === undefined ? "nothing" : JSON.stringify(result);
}

function section(name: string, text: string, table: readonly string[], example: string): string[] {
  return ["", `## ${name}`, "", text, "", ...table, "", "```yaml", ...example.split("\n"), "```"];
}
