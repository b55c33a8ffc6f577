export { PageTabs, type PageTab } from './page-tabs.js';
export { type DrawnPanel, Shell } from './shell.js';
export { ShellCheck } from './shell-check.js';
export type { HomePanel, ShellEntry, TileFigure } from './shell-entry.js';
export { ShellModule } from './shell.module.js';
export { StaffShell, type StaffShellContext } from './staff-shell.js';
