import { join } from "node:path";
import { writePages } from "./docs/write.ts";

writePages(join(import.meta.dirname, "../docs"));
