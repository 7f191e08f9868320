import { checkDiagnostics } from "./check.ts";
import { commandDiagnostics } from "./commands.ts";
import { componentDiagnostics } from "./components.ts";
import { emitDiagnostics } from "./emit.ts";
import { eventDiagnostics } from "./events.ts";
import { expressionDiagnostics } from "./expression.ts";
import { flowDiagnostics } from "./flow.ts";
import { loadDiagnostics } from "./load.ts";
import { messageDiagnostics } from "./message.ts";
import { policyDiagnostics } from "./policies.ts";
import { valueDiagnostics } from "./values.ts";

/** Every diagnostic there is, by its short name. Codes are never reused. */
export const catalogue = {
  ...loadDiagnostics,
  ...expressionDiagnostics,
  ...checkDiagnostics,
  ...commandDiagnostics,
  ...flowDiagnostics,
  ...valueDiagnostics,
  ...messageDiagnostics,
  ...componentDiagnostics,
  ...policyDiagnostics,
  ...emitDiagnostics,
  ...eventDiagnostics,
} as const;
