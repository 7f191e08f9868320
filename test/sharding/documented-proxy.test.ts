import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseAllDocuments } from "yaml";

/** A block of docs/scaling.md by its first line, parsed. */
function documented(name: string): Record<string, unknown>[] {
  const text = readFileSync(new URL("../../docs/scaling.md", import.meta.url), "utf8");
  const [, block] = new RegExp(`\`\`\`yaml\n# ${name}\n([^]*?)\`\`\``).exec(text) ?? [];
  const documents = parseAllDocuments(block!);
  expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
  return documents.map((document) => document.toJS() as Record<string, unknown>);
}

test("the documented composition gives the bot the address of its proxy", () => {
  const [compose] = documented("compose.yaml");
  const { services } = compose as { services: Record<string, { environment: Record<string, string> }> };
  const { hostname, port, pathname } = new URL(services["bot"]!.environment["DISCORD_REST_PROXY"]!);
  expect(services[hostname]?.environment["PORT"]).toBe(port);
  expect(pathname).toBe("/");
});

test("the documented manifest's service leads to the proxy's port", () => {
  const [deployment, service] = documented("rest-proxy.yaml") as unknown as [Deployment, Service];
  const { selector, ports } = service.spec;
  const { template } = deployment.spec;
  expect(selector).toEqual(template.metadata.labels);
  expect(deployment.spec.selector.matchLabels).toEqual(selector);
  const [container] = template.spec.containers;
  expect(ports.map(({ targetPort }) => targetPort)).toEqual(container!.ports.map(({ name }) => name));
  expect(container!.env).toContainEqual({ name: "PORT", value: String(container!.ports[0]!.containerPort) });
});

type Labels = Record<string, string>;

interface Deployment {
  readonly spec: {
    readonly selector: { readonly matchLabels: Labels };
    readonly template: {
      readonly metadata: { readonly labels: Labels };
      readonly spec: {
        readonly containers: readonly {
          readonly env: readonly { readonly name: string; readonly value: string }[];
          readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
        }[];
      };
    };
  };
}

interface Service {
  readonly spec: {
    readonly selector: Labels;
    readonly ports: readonly { readonly port: number; readonly targetPort: string }[];
  };
}
