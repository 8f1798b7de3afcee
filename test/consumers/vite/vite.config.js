/** Leaves out the one part of a build that needs a page, so that the bundle also runs on Node. */
export default { build: { modulePreload: false, target: "es2022" } };
