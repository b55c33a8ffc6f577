import { ElementReader } from './reading/elements.js';
import { DEFAULT_LIMITS, type ManifestLimits } from './reading/limits.js';
import { Mention } from './reading/mention.js';
import { refusal, truncated } from './reading/problems.js';
import type { Finding } from './reading/rows.js';
import { CutShort } from './reading/gzip.js';
import { NotUtf8, textSource } from './reading/text-source.js';
import { placeOf, xmlParser, type XmlParser } from './reading/xml.js';
import type { ManifestHeader, ManifestSink, ManifestSummary } from './manifest.types.js';

/**
 * Reads a manifest of format 1.0, plain or gzip, and tells the sink what it holds, in file order, in memory that does not grow
 * with the file. Throws ManifestRefused (MAN-01 to MAN-08, MAN-12); what the sink received before a refusal must not be kept.
 */
export async function readManifest(
  bytes: AsyncIterable<Uint8Array>,
  sink: ManifestSink,
  limits: Partial<ManifestLimits> = {},
): Promise<ManifestSummary> {
  const bounds = { ...DEFAULT_LIMITS, ...limits };
  const findings: Finding[] = [];
  const elements = new ElementReader(
    () => placeOf(parser),
    (finding) => findings.push(finding),
  );
  const parser = xmlParser(elements);
  const source = textSource(bytes, bounds);
  const passwords = new Mention('initialPassword');
  try {
    for await (const piece of source.pieces) {
      const before = parser.position;
      passwords.look(piece);
      parser.write(piece);
      checkTagSize(elements, parser, parser.position - before, bounds);
      await deliver(findings, sink);
    }
  } catch (error) {
    throw located(error, parser);
  }
  const lines = parser.line;
  end(parser, elements);
  await deliver(findings, sink);
  return { ...summary(elements, lines), bytes: source.bytes(), givesPasswords: passwords.seen };
}

/** Awaits only what the sink asks to be awaited. */
async function deliver(findings: Finding[], sink: ManifestSink): Promise<void> {
  for (const finding of findings) {
    const full = tell(sink, finding);
    if (full !== undefined) await full;
  }
  findings.length = 0;
}

function tell(sink: ManifestSink, finding: Finding): void | Promise<void> {
  switch (finding.kind) {
    case 'row':
      return sink.row(finding.section, finding.row as never);
    case 'set_aside':
      return sink.setAside(finding.section, finding.ref, finding.problem);
    case 'warning':
      return sink.problem(finding.problem);
    case 'header':
      return sink.header(finding.header);
  }
}

function checkTagSize(elements: ElementReader, parser: XmlParser, characters: number, limits: ManifestLimits): void {
  elements.charactersSinceTag += characters;
  if (elements.charactersSinceTag > limits.tagCharacters) {
    throw refusal('MAN-12', placeOf(parser), `plus de ${limits.tagCharacters} caractères sans balise.`);
  }
}

function located(error: unknown, parser: XmlParser): unknown {
  if (error instanceof CutShort) return truncated(parser.line);
  if (!(error instanceof NotUtf8)) return error;
  return refusal('MAN-01', { line: parser.line + error.linesFurther, column: null }, 'le texte n’est pas de l’UTF-8.');
}

/** Nothing is left to read: what saxes still expects is missing. */
function end(parser: XmlParser, elements: ElementReader): void {
  const { line } = parser;
  try {
    parser.close();
  } catch {
    throw truncated(line);
  }
  if (!elements.complete) throw truncated(line);
}

function summary({ envelope, listed, setAside, entries }: ElementReader, lines: number) {
  return { header: envelope.header as ManifestHeader, listed, setAside, entries, lines };
}
