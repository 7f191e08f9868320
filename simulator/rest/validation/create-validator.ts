import { OpenApiValidator } from "./openapi-validator.ts";
import { NO_VALIDATOR, type Validator } from "./validator.ts";

/**
 * The validator for a simulator.
 * @param openapi path of Discord's OpenAPI document; left out, DISCORD_OPENAPI names it, and where that
 *   is not set either nothing is validated
 */
export function createValidator(options: { validate: boolean; openapi: string | undefined }): Validator {
  const path = options.openapi ?? process.env["DISCORD_OPENAPI"];
  return options.validate && path ? new OpenApiValidator(path) : NO_VALIDATOR;
}
