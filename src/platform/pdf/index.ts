export { PdfModule } from './pdf.module.js';
export { type PdfAsset, type PdfOptions, PdfRenderer } from './pdf-renderer.js';
