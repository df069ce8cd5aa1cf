// Next generates this reference outside git; the type check must work before a build.
/// <reference types="next/types/global" />

declare module "*.css";
