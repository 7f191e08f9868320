/** Names that expressions can write: of variables, parameters and loops. */
export const VARIABLE_NAME = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u;

/** Words that cannot name a variable in strict JavaScript, and globals that generated code may use. */
const RESERVED = new Set(
  `await break case catch class const continue debugger default delete do else enum eval export extends false
  finally for function if implements import in instanceof interface let new null package private protected
  public return static super switch this throw true try typeof undefined var void while with yield arguments
  async of NaN Infinity Object Array String Number Boolean Symbol Promise Math Date JSON Map Set Error process
  globalThis Function`.split(/\s+/),
);

/** A JavaScript name for a name of the document, in camelCase, that is not among `taken`. */
export function identifierFor(name: string, taken: ReadonlySet<string>): string {
  const words = name.split(/[^A-Za-z0-9$]+/).filter((word) => word !== "");
  const camel = words
    .map((word, i) => (i === 0 ? lowerFirst(word) : word[0]!.toUpperCase() + word.slice(1)))
    .join("");
  const base = OWN_NAMES.test(camel) ? `${camel}Value` : baseFor(camel);
  let identifier = base;
  for (let i = 2; taken.has(identifier) || RESERVED.has(identifier); i++) identifier = `${base}${i}`;
  return identifier;
}

/** Names that the compiler gives to what it needs itself. */
const OWN_NAMES = /^(early|loop|thrown)\d*$/;

function baseFor(camel: string): string {
  if (camel === "") return "value";
  return /^[0-9]/.test(camel) ? `_${camel}` : camel;
}

/** `UserID` → `userID`, but `URL` stays as it is. */
function lowerFirst(word: string): string {
  return /^[A-Z]+$/.test(word) ? word.toLowerCase() : word[0]!.toLowerCase() + word.slice(1);
}
