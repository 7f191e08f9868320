import { actionsDefinitions } from "../../compiler/language/actions/registry.generated.ts";
import { runSuite } from "../support/fixtures.ts";

runSuite("actions", actionsDefinitions);
