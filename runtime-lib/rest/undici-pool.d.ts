/**
 * The pool alone: the package's main module also evaluates fetch, mocks, caches and WebSockets, which costs a
 * starting bot 25 ms of CPU and its bundle 300 kB.
 */
declare module "undici/lib/dispatcher/pool.js" {
  export { Pool as default } from "undici";
}
