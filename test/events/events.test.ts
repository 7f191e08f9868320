import { eventsDefinitions } from "../../compiler/language/events/registry.generated.ts";
import { runSuite } from "../support/fixtures.ts";

runSuite(
  "events",
  eventsDefinitions.map(({ name, word = name }) => ({ name: word })),
);
