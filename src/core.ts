/** What the operations' modules are made of. The build makes it one file, which all entry points share. */
export * from "./client.ts";
export { reasonOf } from "./credentials.ts";
export { originOf } from "./origin.ts";
export { type ListOptions, type Paged, sendPages } from "./pages.ts";
export { send } from "./send.ts";
