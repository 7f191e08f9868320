import { resolve } from "node:path";
import { readOpenApi } from "./openapi-document.ts";
import { SchemaValidator } from "./schema-validator.ts";
import { readSpecPackage } from "./spec-package.ts";
import { NO_VALIDATOR, type Validator } from "./validator.ts";

/** As a path, this asks for the schemas of the npm package also where there is a document. */
const NO_DOCUMENT = "none";

/**
 * Validators by the path they were read from. Reading the description and compiling what it says of a route takes
 * a good part of a second, and comes to the same for every simulator of a process: they share it.
 */
const validators = new Map<string, Validator>();

/**
 * The validator for a simulator. Throws a SimulatorError with code `openapi_unreadable`.
 * @param openapi path of Discord's OpenAPI document; left out, DISCORD_OPENAPI names it, and where that
 *   is not set either (or is `none`) the schemas of the package `discord-api-spec` serve
 */
export function createValidator(options: { validate: boolean; openapi: string | undefined }): Validator {
  if (!options.validate) return NO_VALIDATOR;
  const named = options.openapi ?? process.env["DISCORD_OPENAPI"];
  const path = named && named !== NO_DOCUMENT ? resolve(named) : NO_DOCUMENT;
  const known = validators.get(path);
  if (known !== undefined) return known;
  const validator = new SchemaValidator(path === NO_DOCUMENT ? readSpecPackage() : readOpenApi(path));
  validators.set(path, validator);
  return validator;
}
