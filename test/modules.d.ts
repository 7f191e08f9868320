declare module "jexl" {
  /** The part of Jexl's interface that the comparison uses. */
  const jexl: {
    evalSync(expression: string, context: object): unknown;
    compile(expression: string): { evalSync(context: object): unknown };
  };
  export default jexl;
}
