// Must run before the schemas: the page's security policy forbids the code generation that zod would try.
(globalThis as { __zod_globalConfig?: { jitless?: boolean } }).__zod_globalConfig = { jitless: true };
