export { sendCsv, sendXlsx } from './send-sheet.js';
export type { Column, Sheet } from './sheet.js';
export { type CsvOptions, writeCsv } from './write-csv.js';
export { writeXlsx } from './write-xlsx.js';
