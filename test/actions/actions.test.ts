import { type ActionDefinition, isImplemented } from "../../compiler/language/action.ts";
import { actionsDefinitions } from "../../compiler/language/actions/registry.generated.ts";
import { runSuite } from "../support/fixtures.ts";

const definitions: readonly ActionDefinition[] = actionsDefinitions;

runSuite("actions", definitions.filter(isImplemented));
