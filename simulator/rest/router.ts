/** What the router knows of a path: its template and parameters, and the value registered for the method. */
export interface RouteMatch<T> {
  template: string;
  params: Record<string, string>;
  /** Missing where the path is known, but not with this method. */
  value: T | undefined;
}

interface Node<T> {
  children: Map<string, Node<T>>;
  parameter?: { name: string; node: Node<T> };
  template?: string;
  methods: Map<string, T>;
}

/** Finds routes by OpenAPI path templates; a literal segment comes before a parameter. */
export class Router<T> {
  readonly #root: Node<T> = emptyNode();

  /** Registers a route; a second registration of the same one is ignored. */
  add(method: string, template: string, value: T): void {
    let node = this.#root;
    for (const segment of template.split("/").slice(1)) node = step(node, segment);
    node.template ??= template;
    if (!node.methods.has(method)) node.methods.set(method, value);
  }

  /** Finds a path (without query); parameters come percent-decoded. */
  find(method: string, path: string): RouteMatch<T> | undefined {
    const params: Record<string, string> = {};
    const node = walk(this.#root, path.split("/").slice(1), 0, params);
    if (node?.template === undefined) return undefined;
    return { template: node.template, params, value: node.methods.get(method) };
  }
}

function emptyNode<T>(): Node<T> {
  return { children: new Map(), methods: new Map() };
}

function step<T>(node: Node<T>, segment: string): Node<T> {
  const parameter = /^\{(.+)\}$/.exec(segment)?.[1];
  if (parameter !== undefined) {
    node.parameter ??= { name: parameter, node: emptyNode() };
    return node.parameter.node;
  }
  let child = node.children.get(segment);
  if (!child) {
    child = emptyNode();
    node.children.set(segment, child);
  }
  return child;
}

function walk<T>(
  node: Node<T>,
  segments: string[],
  at: number,
  params: Record<string, string>,
): Node<T> | undefined {
  const segment = segments[at];
  if (segment === undefined) return node.template === undefined ? undefined : node;
  const literal = node.children.get(segment) ?? node.children.get(decode(segment));
  const found = literal && walk(literal, segments, at + 1, params);
  if (found) return found;
  if (!node.parameter || segment === "") return undefined;
  const below = walk(node.parameter.node, segments, at + 1, params);
  if (below) params[node.parameter.name] = decode(segment);
  return below;
}

function decode(segment: string): string {
  if (!segment.includes("%")) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
