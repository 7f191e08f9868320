/** How deep lists and maps may nest, aliases followed; deeper documents would exhaust the stack of later phases. */
export const MAX_DEPTH = 200;

/** How many nodes aliases and merge keys may add to one file when written out. */
export const MAX_ALIASED_NODES = 1_000_000;

/** How many syntax errors of one file are reported; the rest are mostly consequences of the first. */
export const MAX_SYNTAX_ERRORS = 5;
