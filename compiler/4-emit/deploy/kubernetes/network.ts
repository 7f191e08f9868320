import type { INetworkPolicy } from "kubernetes-models/networking.k8s.io/v1/NetworkPolicy";
import type { IService } from "kubernetes-models/v1/Service";
import type { DeploymentModel } from "../model.ts";
import { ASKED, metadata, namesOf, selectorLabels } from "./names.ts";

/** Ports under which pods are asked. */
function askedPorts({ health, metrics }: DeploymentModel) {
  return [
    { name: "health", port: health.port },
    ...(metrics === undefined ? [] : [{ name: "metrics", port: metrics.port }]),
  ];
}

/** Where the bot's health is asked, and its metrics; of a StatefulSet also the one that names its pods. */
export function services(model: DeploymentModel): IService[] {
  const selector = selectorLabels(model, "bot");
  const ports = askedPorts(model).map(({ name, port }) => ({ name, port, targetPort: name }));
  const service: IService = {
    apiVersion: "v1",
    kind: "Service",
    metadata: askedFor(model),
    spec: { selector, ports },
  };
  if (model.kind === "deployment") return [service];
  const headless: IService = {
    apiVersion: "v1",
    kind: "Service",
    metadata: metadata(model, "bot", namesOf(model).headless),
    spec: { clusterIP: "None", publishNotReadyAddresses: true, selector, ports },
  };
  return [service, headless];
}

function askedFor(model: DeploymentModel) {
  const { name, labels } = metadata(model);
  return { name, labels: { ...labels, ...(model.metrics !== undefined && { [ASKED]: "true" }) } };
}

/** Networks within a cluster or a site, and the addresses at which clouds give credentials. */
const PRIVATE_V4 = ["10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"];
const PRIVATE_V6 = ["fc00::/7", "fe80::/10"];

/**
 * Whoever asks may ask for health and metrics; the bot reaches the Internet, names, and the ports of its servers. What
 * else runs in the cluster it does not reach.
 */
export function networkPolicy(model: DeploymentModel): INetworkPolicy | undefined {
  const { networkPolicy, redis, postgres, otherPorts } = model;
  if (!networkPolicy) return undefined;
  const servers = [...(redis?.ports ?? []), ...(postgres?.ports ?? []), ...otherPorts];
  const tcp = (ports: readonly number[]) =>
    [...new Set(ports)].map((port) => ({ protocol: "TCP" as const, port }));
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: metadata(model),
    spec: {
      podSelector: { matchLabels: selectorLabels(model, "bot") },
      policyTypes: ["Ingress", "Egress"],
      ingress: [{ ports: tcp(askedPorts(model).map(({ port }) => port)) }],
      egress: [
        { ports: [{ protocol: "UDP", port: 53 }, ...tcp([53])] },
        {
          to: [
            { ipBlock: { cidr: "0.0.0.0/0", except: PRIVATE_V4 } },
            { ipBlock: { cidr: "::/0", except: PRIVATE_V6 } },
          ],
        },
        ...(servers.length > 0 ? [{ ports: tcp(servers) }] : []),
      ],
    },
  };
}
