export { csvLine, type CsvValue, sendCsv } from './csv.js';
