export { type Context, context, contextIfAny, currentTenant, runInContext } from './context.js';
