import type { Attributes } from 'ssh2';

export interface Listed {
  name: string;
  isFolder: boolean;
  bytes: number;
  modifiedAt: Date;
}

const FOLDER_MODE = 0o040_750;
const FILE_MODE = 0o100_640;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** What SFTP says of a file: nothing of the machine's users, times in seconds. */
export function attributesOf({ isFolder, bytes, modifiedAt }: Omit<Listed, 'name'>): Attributes {
  const seconds = Math.floor(modifiedAt.getTime() / 1_000);
  return { mode: isFolder ? FOLDER_MODE : FILE_MODE, uid: 0, gid: 0, size: bytes, atime: seconds, mtime: seconds };
}

/** The line `ls -l` would show, in UTC; `owner` is the code of the source. */
export function longNameOf({ name, isFolder, bytes, modifiedAt }: Listed, owner: string): string {
  const [month, day] = [MONTHS[modifiedAt.getUTCMonth()], String(modifiedAt.getUTCDate()).padStart(2)];
  const kind = isFolder ? 'drwxr-x---' : '-rw-r-----';
  const size = String(bytes).padStart(10);
  return `${kind} 1 ${owner} ${owner} ${size} ${month} ${day} ${modifiedAt.toISOString().slice(11, 16)} ${name}`;
}
