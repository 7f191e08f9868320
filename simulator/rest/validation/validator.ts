import type { BodyFault } from "../discord-error.ts";
import type { ValidationKind } from "./description.ts";

/** The parts of a request that a schema describes. */
export interface RequestParts {
  body: unknown;
  query: Record<string, string | string[]>;
  params: Record<string, string>;
  /** Form names of uploaded files. */
  files: readonly string[];
}

/** A route that a validator knows of. */
export interface DescribedRoute {
  method: string;
  path: string;
}

/** Holds requests against a description of Discord's API. */
export interface Validator {
  readonly kind: ValidationKind;
  /** All routes described, implemented by the simulator or not. */
  readonly routes: readonly DescribedRoute[];
  /** What is wrong with a request; nothing for routes it does not describe. */
  check(method: string, route: string, parts: RequestParts): BodyFault[];
}

/** Accepts everything: for when no description is at hand. */
export const NO_VALIDATOR: Validator = { kind: "none", routes: [], check: () => [] };
