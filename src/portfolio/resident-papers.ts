import { Injectable } from '@nestjs/common';
import { context, currentTenant } from '../platform/context/index.js';
import { sql, UnitOfWork } from '../platform/database/index.js';
import { FileStore } from '../platform/files/index.js';
import { type PdfAsset, PdfRenderer } from '../platform/pdf/index.js';
import { tenantChrome, ViewEngine } from '../platform/views/index.js';

/** Papers a resident prints for himself, in the agency's clothes. */
@Injectable()
export class ResidentPapers {
  constructor(
    private readonly views: ViewEngine,
    private readonly pdf: PdfRenderer,
    private readonly files: FileStore,
    private readonly work: UnitOfWork,
  ) {}

  /** `view` is drawn in the layout `paper`, in the reader's language. Never inside a transaction: drawing takes its time. */
  async draw(view: string, model: { title: string } & Record<string, unknown>): Promise<Buffer> {
    const { locale, requestId } = context();
    const { name, domain, colour, phone, logoFile, timeZone } = currentTenant();
    const logoUrl = `/logo/${logoFile}`;
    const tenant = tenantChrome({
      name,
      domain,
      colour,
      ...(logoFile ? { logoUrl } : {}),
      ...(phone ? { phone } : {}),
    });
    const chrome = { layout: 'paper' as const, locale, timeZone, title: model.title, requestId, path: '', tenant };
    const html = this.views.render(view, model, chrome);
    return this.pdf.render(html, { assets: logoFile ? { [logoUrl]: await this.logo(logoFile) } : {} });
  }

  private async logo(sha256: string): Promise<PdfAsset> {
    const { id } = currentTenant();
    const [look] = await this.work.single<{ type: string }>(
      sql`SELECT logo_type AS type FROM platform.tenant WHERE id = ${id}`,
    );
    const chunks: Buffer[] = [];
    for await (const chunk of await this.files.open(id, sha256)) chunks.push(chunk as Buffer);
    return { content: Buffer.concat(chunks), mediaType: look?.type ?? 'application/octet-stream' };
  }
}
