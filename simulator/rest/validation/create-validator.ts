import { readOpenApi } from "./openapi-document.ts";
import { SchemaValidator } from "./schema-validator.ts";
import { readSpecPackage } from "./spec-package.ts";
import { NO_VALIDATOR, type Validator } from "./validator.ts";

/** As a path, this asks for the schemas of the npm package also where there is a document. */
const NO_DOCUMENT = "none";

/**
 * The validator for a simulator. Throws a SimulatorError with code `openapi_unreadable`.
 * @param openapi path of Discord's OpenAPI document; left out, DISCORD_OPENAPI names it, and where that
 *   is not set either (or is `none`) the schemas of the package `discord-api-spec` serve
 */
export function createValidator(options: { validate: boolean; openapi: string | undefined }): Validator {
  if (!options.validate) return NO_VALIDATOR;
  const path = options.openapi ?? process.env["DISCORD_OPENAPI"];
  return new SchemaValidator(path && path !== NO_DOCUMENT ? readOpenApi(path) : readSpecPackage());
}
