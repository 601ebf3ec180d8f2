/** How templates call: `sync` for parsing, where nothing does I/O; `async` for execution, where every call is awaited. */
export type CompileMode = 'sync' | 'async';
