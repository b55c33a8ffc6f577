export { type EmbeddedServer, startEmbeddedServer } from './embedded-server.js';
export { localSecrets } from './local-secrets.js';
export { type DatabaseUrls, prepareDatabase } from './prepare-database.js';
