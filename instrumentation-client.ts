// zod otherwise tries `new Function`, which our Content-Security-Policy blocks with an error in Firefox. Next
// runs
// this file before any schema is defined; importing zod's config() would add 5 kB to every page.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
