export { DEMO_PASSWORD } from './demo-password.js';
export { ProvisioningModule } from './provisioning.module.js';
export { type SendSample, TenantFolders } from './tenant-folders.js';
