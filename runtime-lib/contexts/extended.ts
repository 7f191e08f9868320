import type { Context } from "./context.ts";

/** A context with further values beside all that it has, which stays as it is: several may be made of one. */
export function extended<C extends Context, More extends object>(ctx: C, more: More): C & More {
  return new Proxy(ctx, {
    get(target, key) {
      if (Object.hasOwn(more, key)) return Reflect.get(more, key);
      const value: unknown = Reflect.get(target, key, target);
      // What is private to a class is found on its own objects only.
      return typeof value === "function" ? value.bind(target) : value;
    },
    set: (target, key, value) => Reflect.set(target, key, value, target),
  }) as C & More;
}
