import type { CheckedDeploy } from "../../2-check/deploy/index.ts";
import type { OwnMetric } from "../../2-check/metrics/own-metrics.ts";
import type { BuildReport } from "../report.ts";

/** A bot as it is shipped: all that container, compose file and manifests are written from. */
export interface DeploymentModel extends CheckedDeploy {
  /** The bot's own name. */
  readonly title: string;
  /** Of the image: a hash of what is in it. */
  readonly tag: string;
  /** Major version of Node that the image has. */
  readonly node: number;
  /** What goes into the image: names in the output folder, sorted; those of folders end with a slash. */
  readonly contents: readonly string[];
  readonly health: Endpoint;
  /** Where metrics are served; undefined for a bot that serves none. */
  readonly metrics: Endpoint | undefined;
  /** What the bot measures by its own actions. */
  readonly ownMetrics: readonly OwnMetric[];
  /** Milliseconds that handlers have to end. */
  readonly shutdownTimeout: number;
  /** Variables that whoever runs the bot sets, required ones first. */
  readonly environment: readonly EnvironmentVariable[];
  /** What it identifies with. */
  readonly intents: BuildReport["intents"];
  readonly redis: ServerUse | undefined;
  readonly postgres: ServerUse | undefined;
  /** Ports of other servers that the configuration names. */
  readonly otherPorts: readonly number[];
  /** Folders that the bot writes to, absolute in the container. What is in them outlives it. */
  readonly folders: readonly string[];
  /** Those that each container has of its own, and that end with it: several containers may share the others. */
  readonly ownFolders: readonly string[];
  /** Whether the database is brought up to date by a command of its own before the bot starts. */
  readonly migrates: boolean;
}

export interface Endpoint {
  readonly port: number;
  readonly path: string;
}

export interface EnvironmentVariable {
  readonly name: string;
  readonly required: boolean;
  /** What it is for, where the bot itself reads it. */
  readonly reason?: string | undefined;
}

/** A server that the bot uses. */
export interface ServerUse {
  /** Variables that hold its address, and nothing else. */
  readonly variables: readonly string[];
  readonly ports: readonly number[];
}

/** Where the bot lies in the image, and where it works. */
export const APP_FOLDER = "/app";
export const WORK_FOLDER = "/data";

/** The user of the official images of Node. */
export const USER_ID = 1000;

/** Seconds until a bot that does not end is killed: longer than its handlers have. */
export function graceSeconds({ shutdownTimeout }: Pick<DeploymentModel, "shutdownTimeout">): number {
  return Math.ceil(shutdownTimeout / 1_000) + 10;
}

/** `registry.example.org/bot:b0123456789ab` */
export function imageOf({ image, tag }: DeploymentModel): string {
  return `${image}:${tag}`;
}
