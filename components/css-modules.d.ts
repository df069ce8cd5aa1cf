// Next writes this into a file it keeps out of git; the type check must not depend on a build having run before it.
/// <reference types="next/types/global" />

declare module "*.css";
