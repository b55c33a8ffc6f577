import { Answering } from './answering.service.js';
import { CommandTaking } from './command-taking.service.js';
import { DropFolderScan } from './drop-folder-scan.service.js';
import { FileTaking } from './file-taking.service.js';
import { ManifestTaking } from './manifest-taking.service.js';
import { ScanDropFolder } from './scan-drop-folder.job.js';
import { TidyDropFolders } from './tidy-drop-folders.job.js';
import { WatchDropFolders } from './watch-drop-folders.job.js';
import { WatchedFolders } from './watched-folders.js';

/** The folder as a second door to the same services as the API. */
export const DROP_FOLDER = [
  ManifestTaking,
  FileTaking,
  CommandTaking,
  Answering,
  DropFolderScan,
  WatchedFolders,
  WatchDropFolders,
  ScanDropFolder,
  TidyDropFolders,
];
