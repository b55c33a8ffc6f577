/** The process's one log (`Log`), for who needs fields; rooms simply write to `new Logger('room')`. */
export const LOG = Symbol('log');
