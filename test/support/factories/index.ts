export * from './accounts.js';
export * from './documents.js';
export * from './ground.js';
export * from './office.js';
export * from './portfolio.js';
export * from './gilbert.js';
